//go:build js

package browser

import "syscall/js"

// ReadyState tells what an EventSource is doing.
type ReadyState int

// The states of an EventSource. It goes back to StateConnecting by itself when
// its connection is lost; StateClosed is for good.
const (
	StateConnecting ReadyState = 0
	StateOpen       ReadyState = 1
	StateClosed     ReadyState = 2
)

// Message is one event of a stream.
type Message struct {
	Name        string // the type of the event; "message" where the stream named none
	Data        string
	LastEventID string // the last ID that the stream had, with this event or before
}

// EventSource is the browser's reader of Server-Sent Events: see
// https://html.spec.whatwg.org/multipage/server-sent-events.html. What it hears
// stops for good with Close, which has to be called to let its functions go.
type EventSource struct {
	source js.Value
	calls  callbacks
}

// OpenEventSource begins to connect. withCredentials sends cookies to another
// origin too; to its own they go anyway. The error tells of an address that is
// none.
func OpenEventSource(url string, withCredentials bool) (*EventSource, error) {
	s := &EventSource{}
	err := try(func() {
		s.source = window().Get("EventSource").New(url, map[string]any{"withCredentials": withCredentials})
	})
	return s, err
}

// URL is the address, made absolute.
func (s *EventSource) URL() string { return s.source.Get("url").String() }

// WithCredentials is what it was opened with.
func (s *EventSource) WithCredentials() bool { return s.source.Get("withCredentials").Bool() }

// ReadyState tells what it is doing.
func (s *EventSource) ReadyState() ReadyState { return ReadyState(s.source.Get("readyState").Int()) }

// OnOpen hears that the server answered with a stream: again after each time
// that it came back.
func (s *EventSource) OnOpen(f func()) {
	s.calls.listen(s.source, "open", func(js.Value) { f() })
}

// OnMessage hears the events that the stream gave no name.
func (s *EventSource) OnMessage(f func(Message)) { s.On("message", f) }

// On hears the events of a name. "open" and "error" are not for streams to name:
// the source's own events have them.
func (s *EventSource) On(name string, f func(Message)) {
	s.calls.listen(s.source, name, func(event js.Value) {
		f(Message{Name: name, Data: event.Get("data").String(), LastEventID: event.Get("lastEventId").String()})
	})
}

// OnError hears that the connection was lost, or never came to be. In
// StateConnecting the source tries again by itself; in StateClosed the answer was
// no stream, and it never will.
func (s *EventSource) OnError(f func(ReadyState)) {
	s.calls.listen(s.source, "error", func(js.Value) { f(s.ReadyState()) })
}

// Close ends the stream. Nothing is heard of it any more.
func (s *EventSource) Close() {
	s.source.Call("close")
	s.calls.release()
}
