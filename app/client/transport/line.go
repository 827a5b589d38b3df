package transport

import (
	"encoding/json"
	"sync"

	"parley/shared"
)

// line is what the transports share: what its owner is told of it, and its end.
// What lies beneath calls it back one call at a time.
type line struct {
	ears Ears

	mu      sync.Mutex
	over    bool    // guarded by mu: closed or broken, nothing is told any more
	end     func()  // guarded by mu: ends what lies beneath
	traffic Traffic // guarded by mu: not told yet

	greeted bool  // of the callbacks: Hello was told
	state   State // of the callbacks
}

func newLine(ears Ears) *line { return &line{ears: ears, state: Connecting} }

// begin opens what lies beneath, which open gives the end of. Its callbacks wait
// until that is known.
func (l *line) begin(open func() (end func())) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.over {
		l.end = open()
	}
}

// finish ends what lies beneath, and reports whether that was not done before.
func (l *line) finish() bool {
	l.mu.Lock()
	over, end := l.over, l.end
	l.over, l.end = true, nil
	l.mu.Unlock()
	if end != nil {
		end()
	}
	return !over
}

// Close ends the stream.
func (l *line) Close() { l.finish() }

// Send can't, but over a WebSocket.
func (l *line) Send(shared.Command, func(shared.Reply, bool)) bool { return false }

func (l *line) ended() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.over
}

// fail tells that the stream has ended by itself.
func (l *line) fail(b Break) {
	if !l.finish() {
		return
	}
	l.tellTraffic()
	if l.ears.State != nil {
		l.ears.State(Closed)
	}
	if b.Opened = l.greeted; l.ears.Broken != nil {
		l.ears.Broken(b)
	}
}

func (l *line) is(s State) {
	if l.state != s && !l.ended() && l.ears.State != nil {
		l.ears.State(s)
	}
	l.state = s
}

// hello tells what the stream begins with, the first time.
func (l *line) hello(h Hello) {
	if l.greeted || l.ended() {
		return
	}
	l.greeted = true
	if l.ears.Hello != nil {
		l.ears.Hello(h)
	}
}

// helloOf reads the hello of a stream. One that can't be read opens it all the
// same.
func helloOf(data []byte) Hello {
	var h shared.Hello
	_ = json.Unmarshal(data, &h)
	return Hello{Version: h.Version}
}

func (l *line) event(cursor, data string) {
	if l.ears.Event != nil && !l.ended() {
		l.ears.Event(cursor, data)
	}
}

func (l *line) reached(cursor string) {
	if cursor != "" && l.ears.Reached != nil && !l.ended() {
		l.ears.Reached(cursor)
	}
}

func (l *line) ephemeral(data string) {
	if l.ears.Ephemeral != nil && !l.ended() {
		l.ears.Ephemeral(data)
	}
}

func (l *line) reset() {
	if l.ears.Reset != nil && !l.ended() {
		l.ears.Reset()
	}
}

// count notes what went over the line; tellTraffic tells it, in a callback.
func (l *line) count(t Traffic) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.traffic.Requests += t.Requests
	l.traffic.Down += t.Down
	l.traffic.Up += t.Up
}

func (l *line) tellTraffic() {
	l.mu.Lock()
	traffic := l.traffic
	l.traffic = Traffic{}
	l.mu.Unlock()
	if traffic != (Traffic{}) && l.ears.Traffic != nil {
		l.ears.Traffic(traffic)
	}
}
