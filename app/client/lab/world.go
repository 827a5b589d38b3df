package lab

import "parley/app/client/transport"

// World is what the lab needs. All fields are required.
type World struct {
	Outside transport.Outside
	Frames  Frames
	Sockets Sockets
	Clock   Clock
	Run     func(func())   // has functions run on the bench's goroutine, in the order given
	Random  func() float64 // in [0, 1)
}

// What follows is told in types that need no import. Functions that are passed
// in may be called on any goroutine, but never before the method that takes them
// has returned.

// Clock is the device's clock, finer than that of transport.Timers.
type Clock interface {
	// Micros is the time in microseconds since 1970.
	Micros() int64
}

// Frames shows endless pages of the server.
type Frames interface {
	// Open shows the page at a path in an iframe, inside the element with that
	// ID. opened is called once its document has begun to arrive; event for
	// each of its elements that tells one: its cursor, when it happened in
	// microseconds since 1970, and its text; ended once, when the page has ended
	// or never came. close takes the iframe away, after which nothing is called;
	// it may be called more than once.
	Open(host, path string, opened func(), event func(cursor string, micros int64, text string), ended func()) (close func())
}

// Sockets opens WebSockets that bytes are sent up.
type Sockets interface {
	// Open starts one at a path of the server. opened is called when it can
	// send; message for each text; closed once, when it can't any more. send
	// sends a message of that many bytes, which say nothing and can't be
	// compressed; waiting is how many bytes the browser has not sent yet. Nothing
	// is called after close, which may be called more than once.
	Open(path string, opened func(), message func(text string), closed func(code int, reason string)) (send func(bytes int), waiting func() int, close func())
}
