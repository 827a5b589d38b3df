// Package preview finds out what the pages are about that messages lead to. It
// follows the log: for a message with an address it asks that server, once and for
// everybody, and has what it found put into the log beside the message. Nobody who
// reads the message asks anybody but this server.
//
// What it asks for is chosen by whoever writes: see package outward for where it
// may go, and the limits here for what it takes of an answer. What it takes is text
// and a picture that was taken apart and made anew.
package preview
