package transport

// What the transports need of the world, in types that need no import, so that
// the browser's side knows nothing of this package. Functions that are passed in
// may be called on any goroutine, but never before the method that takes them
// has returned.

// Outside is the world. All fields are required.
type Outside struct {
	Streams Streams
	Sockets Sockets
	Server  Server
	Timers  Timers
}

// Streams opens event streams (Server-Sent Events).
type Streams interface {
	// Open starts the stream at a path of the server. opened is called when the
	// server has answered with a stream; message for each event, with its name
	// ("message" where it has none), its data, and the last ID that the stream
	// had; failed when the stream broke: final tells that it can't come back by
	// itself, because the answer was no stream. Nothing is called after close,
	// which may be called more than once.
	Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) (close func())
}

// Sockets opens WebSockets.
type Sockets interface {
	// Open starts a WebSocket at a path of the server. opened is called when it
	// can send; message for each text; closed once, when it can't any more, with
	// the code and reason of RFC 6455, section 7.4 (1006 where there was none).
	// Nothing is called after close, which may be called more than once.
	Open(path string, opened func(), message func(text string), closed func(code int, reason string)) (send func(text string), close func())
}

// Server answers requests.
type Server interface {
	// Do sends a request with a JSON body, or none where body is nil, and calls
	// done once: with the status, body and Retry-After (seconds, 0 for none) of
	// the answer, or with status 0 where there was none within timeout
	// milliseconds. After cancel done is not called any more.
	Do(method, path string, body []byte, timeout int64, done func(status int, body []byte, retryAfter int)) (cancel func())
}

// Timers are the clock.
type Timers interface {
	// Now is the time in milliseconds since 1970.
	Now() int64
	// After calls f once, after at least ms milliseconds, unless stop is called
	// before. stop may be called at any time.
	After(ms int64, f func()) (stop func())
}
