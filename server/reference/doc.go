// Package reference makes what the page of the API tells out of the contract
// itself: the kinds with their golden examples, the fields of their bodies by
// reflection, and what the comments beside them say. Nothing of it is written
// twice, so nothing of it can be wrong for long.
package reference
