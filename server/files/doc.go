// Package files keeps what people upload: each content once, by the hash of what
// is in it, in a folder beside the database.
//
// What comes in is written to the side, looked at (its type is what its bytes
// say, and what a camera tells of a place is taken out), and put in its place
// only when it is whole. Who may have it is not for this package to know.
package files
