//go:build js

package browser

import (
	"time"

	"parley/shared"
)

// Streams opens event streams of the page's own server.
type Streams struct{}

// named are the events of a stream that bear a name.
var named = []shared.FrameType{shared.FrameHello, shared.FrameEphemeral, shared.FrameReset}

// Open starts the stream at a path. The source's own attempts to come back are
// not waited for: failed is called at the first break, and the caller, who knows
// its cursor and how long to wait, opens another stream.
func (Streams) Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) (close func()) {
	source, err := OpenEventSource(path, false)
	if err != nil {
		timer := time.AfterFunc(0, func() { failed(true) })
		return func() { timer.Stop() }
	}
	hear := func(m Message) { message(m.Name, m.Data, m.LastEventID) }
	source.OnOpen(opened)
	source.OnMessage(hear)
	for _, name := range named {
		source.On(string(name), hear)
	}
	source.OnError(func(state ReadyState) { failed(state == StateClosed) })
	return source.Close
}
