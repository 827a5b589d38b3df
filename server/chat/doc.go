// Package chat is the domain: what may be done in a chat room (Decide), what it
// changes (Apply), and whom it concerns (AudienceOf, Moves). A command becomes a
// checked event; the event alone changes the records, so that they can be made
// again from the log at any time.
//
// There is no HTTP in it and no SQL: it sees the records through Tx.
package chat
