// Package transport is the client's side of the four transports that need a
// script: each a way of waiting for what is after a cursor, behind one
// interface. None of them tries again: whoever opened it decides what follows a
// break. The browser is behind interfaces (outside.go).
package transport

import "parley/shared"

// Stream is an open stream.
type Stream interface {
	// Send has a command done by way of the stream, and reports whether it can:
	// only over a WebSocket that is open. done is called once: with the reply, or
	// ok false when the stream ended first; after Close it is not.
	Send(c shared.Command, done func(reply shared.Reply, ok bool)) bool
	// Close ends the stream. It may be called more than once.
	Close()
}

// Open begins to listen to what is after a cursor in wire form; "" is the head.
// A transport that is none of the four is taken for SSE.
func Open(o Outside, t shared.Transport, at Address, after string, ears Ears) Stream {
	switch t {
	case shared.TransportWebSocket:
		return openWebSocket(o, at, after, ears)
	case shared.TransportLongPoll:
		return openPoll(o, at, after, at.longWait(), ears)
	case shared.TransportPoll:
		return openPoll(o, at, after, 0, ears)
	}
	return openSSE(o, at, after, ears)
}

// Ears are told what a stream brings, on any goroutine, one after another, but
// never before Open has returned, and nothing after Close. Each may be nil.
type Ears struct {
	// State tells each change of what the stream is doing, which begins with
	// Connecting.
	State func(State)
	// Hello opens the stream, once: from here on all that is after the cursor
	// arrives. Of a poll that is its first answer, for which it does not wait.
	Hello func(Hello)
	// Event is an event of the log, with the cursor after it in wire form.
	Event func(cursor, data string)
	// Reached moves the cursor without an event.
	Reached func(cursor string)
	// Ephemeral is told in passing. Polls have none.
	Ephemeral func(data string)
	// Reset tells that the cursor can't be followed.
	Reset func()
	// Traffic tells what went over the line since it was last told, as far as a
	// script can see.
	Traffic func(Traffic)
	// Broken tells that the stream has ended, once.
	Broken func(Break)
}

// State is what a stream is doing, after the readyState of EventSource and
// WebSocket.
type State string

// The states of a stream.
const (
	Connecting State = "connecting" // or, of polls, between two answers
	Opened     State = "open"       // or, of polls, a request is under way
	Closed     State = "closed"
)

// Hello is what a stream begins with. Version and Network may be "".
type Hello struct {
	Version string // of the client that the server offers
	Network string // the name of the network that the stream is opened from
}

// Traffic is counted in texts of the stream and bodies of requests; what headers
// and framing cost no script can see.
type Traffic struct {
	Requests int // begun
	Down, Up int // bytes
}

// Break is how a stream ended.
type Break struct {
	Opened  bool        // Hello had been told
	Done    bool        // the server wants the client to stop: its session has ended, or the stream is complete
	Refused bool        // the server, or something on the way, answered otherwise than with a stream
	Retry   int64       // milliseconds that the server asks to wait; 0 where it doesn't
	Code    shared.Code // the server's refusal; "" where a script can't see it
}
