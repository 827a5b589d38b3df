package transport_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"parley/app/client/transport"
	"parley/shared"
)

// world is a browser and a server in the hands of a test: nothing happens by
// itself, and what a stream tells is written down in order.
type world struct {
	t    *testing.T
	now  int64
	told []string

	opened  func() // of the stream or socket that was opened last
	message func(event, data, id string)
	failed  func(final bool)
	text    func(string)
	closed  func(code int, reason string)
	shut    bool // whether it was closed
	sent    []string

	asked   []string // addresses, of streams and sockets too
	timeout int64
	answer  func(status int, body []byte, retryAfter int) // of the request under way
	timers  []func()
}

type (
	streams struct{ *world }
	sockets struct{ *world }
)

func (w streams) Open(path string, opened func(), message func(event, data, id string), failed func(bool)) func() {
	w.asked = append(w.asked, path)
	w.world.opened, w.world.message, w.world.failed = opened, message, failed
	return func() { w.shut = true }
}

func (w sockets) Open(path string, opened func(), message func(string), closed func(int, string)) (func(string), func()) {
	w.asked = append(w.asked, path)
	w.world.opened, w.text, w.world.closed = opened, message, closed
	return func(text string) { w.sent = append(w.sent, text) }, func() { w.shut = true }
}

func (w *world) Do(method, path string, body []byte, timeout int64, done func(int, []byte, int)) func() {
	w.asked = append(w.asked, path)
	w.answer, w.timeout = done, timeout
	return func() { w.shut = true }
}

func (w *world) Now() int64 { return w.now }

func (w *world) After(ms int64, f func()) func() {
	if ms != transport.PollEvery {
		w.t.Errorf("rests for %d ms", ms)
	}
	w.timers = append(w.timers, f)
	i := len(w.timers) - 1
	return func() { w.timers[i] = func() {} }
}

// rest lets the pause between two polls pass.
func (w *world) rest() {
	w.t.Helper()
	if len(w.timers) == 0 {
		w.t.Fatal("the poll does not rest")
	}
	timer := w.timers[len(w.timers)-1]
	w.timers = nil
	w.now += transport.PollEvery
	timer()
}

func (w *world) open(t shared.Transport, at transport.Address, after string) transport.Stream {
	tell := func(format string, args ...any) { w.told = append(w.told, fmt.Sprintf(format, args...)) }
	stream := transport.Open(transport.Outside{Streams: streams{w}, Sockets: sockets{w}, Server: w, Timers: w}, t, at, after, transport.Ears{
		State:     func(s transport.State) { tell("is %s", s) },
		Hello:     func(h transport.Hello) { tell("hello %s %s", h.Version, h.Network) },
		Event:     func(cursor, data string) { tell("%s %s", cursor, data) },
		Reached:   func(cursor string) { tell("reached %s", cursor) },
		Ephemeral: func(data string) { tell("passing %s", data) },
		Reset:     func() { tell("reset") },
		Broken:    func(b transport.Break) { tell("broken %+v", b) },
	})
	if len(w.told) != 0 {
		w.t.Errorf("told %q before it was open", w.told)
	}
	return stream
}

// hears expects what was told since it was last asked.
func (w *world) hears(want ...string) {
	w.t.Helper()
	if !slices.Equal(w.told, want) {
		w.t.Fatalf("told %q, want %q", w.told, want)
	}
	w.told = nil
}

// asks expects the last address that was asked for.
func (w *world) asks(path, query string) {
	w.t.Helper()
	got, err := url.Parse(w.asked[len(w.asked)-1])
	want, _ := url.ParseQuery(query)
	if err != nil || got.Path != path || got.Query().Encode() != want.Encode() {
		w.t.Errorf("asked for %s, want %s?%s", w.asked[len(w.asked)-1], path, query)
	}
}

// page is the answer to a poll, with events at those positions.
func page(cursor string, events ...int) []byte {
	body := map[string]any{"cursor": cursor, "version": "v1", "network": "n1", "events": []any{}}
	for _, seq := range events {
		body["events"] = append(body["events"].([]any), json.RawMessage(event(seq)))
	}
	text, _ := json.Marshal(body)
	return text
}

func event(seq int) string { return `{"seq":` + strconv.Itoa(seq) + `}` }
