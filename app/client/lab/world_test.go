package lab_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"parley/app/client/lab"
	"parley/app/client/transport"
	"parley/shared"
)

// hour is what the server's clock is ahead, in µs.
const hour = 3_600_000_000

// world is a browser and a server in the hands of a test. Answers come at once,
// after the time that a trip takes; connections do what the test says.
type world struct {
	t      *testing.T
	now    int64 // µs
	trip   int64 // µs to the server and back
	todo   []func()
	timers map[int]timer
	set    int

	state   shared.LabState
	lines   map[string]shared.LabLine // by the transport's name
	refuse  bool
	silent  bool // no answer comes
	asked   []string
	sources []*source // open streams, sockets and frames
	polls   map[string]func(status int, body []byte, retryAfter int)

	sent    int // bytes of an upload
	waiting int
}

type timer struct {
	at int64
	f  func()
}

// source is a connection that brings events by itself.
type source struct {
	path    string
	closed  bool
	opened  func()
	event   func(e shared.Event, s shared.LabSample)
	failed  func()
	refused func()
}

func newWorld(t *testing.T) *world {
	w := &world{
		t: t, now: 1_700_000_000_000_000, trip: 2_000, timers: map[int]timer{},
		lines: map[string]shared.LabLine{}, polls: map[string]func(int, []byte, int){},
	}
	for _, id := range []shared.LabStream{shared.LabClock, shared.LabWords, shared.LabVitals, shared.LabButton} {
		w.state.Streams = append(w.state.Streams, shared.LabStreamState{ID: id, From: at(0), Head: at(7)})
	}
	return w
}

func at(seq shared.Seq) shared.Cursor { return shared.Cursor{Epoch: "e1", Seq: seq} }

func (w *world) world() lab.World {
	return lab.World{
		Outside: transport.Outside{Streams: streams{w}, Sockets: sockets{w}, Server: w, Timers: w},
		Frames:  frames{w}, Sockets: uploads{w}, Clock: w,
		Run:    func(f func()) { w.todo = append(w.todo, f) },
		Random: func() float64 { return 0.5 },
	}
}

// bench is one that was started, or chose a stream.
func (w *world) bench(stream shared.LabStream) *lab.Bench {
	w.t.Helper()
	b := lab.New(w.world())
	b.Choose(stream)
	w.settle()
	return b
}

func (w *world) settle() {
	for len(w.todo) > 0 {
		f := w.todo[0]
		w.todo = w.todo[1:]
		f()
	}
}

// advance lets time pass, in ms.
func (w *world) advance(ms int64) {
	w.t.Helper()
	until := w.now + ms*1000
	for {
		w.settle()
		next, due := -1, until
		for id, t := range w.timers {
			if t.at <= due {
				next, due = id, t.at
			}
		}
		if next < 0 {
			break
		}
		f := w.timers[next].f
		delete(w.timers, next)
		w.now = max(w.now, due)
		f()
	}
	w.now = max(w.now, until)
	w.settle()
}

func (w *world) Micros() int64 { return w.now }
func (w *world) Now() int64    { return w.now / 1000 }

func (w *world) After(ms int64, f func()) func() {
	w.set++
	id := w.set
	w.timers[id] = timer{w.now + ms*1000, f}
	return func() { delete(w.timers, id) }
}

// Do answers what the lab is asked, but for polls, which wait.
func (w *world) Do(method, path string, body []byte, _ int64, done func(int, []byte, int)) func() {
	w.asked = append(w.asked, strings.TrimSpace(method+" "+path+" "+string(body)))
	if strings.Contains(path, "/events/poll") {
		w.polls[lineOf(path)] = done
		return func() { delete(w.polls, lineOf(path)) }
	}
	if w.silent {
		return func() {}
	}
	if w.refuse {
		w.todo = append(w.todo, func() { done(0, nil, 0) })
		return func() {}
	}
	w.now += w.trip / 2
	answer, err := json.Marshal(w.answer(path))
	if err != nil {
		w.t.Fatal(err)
	}
	w.now += w.trip / 2
	came := w.now
	w.todo = append(w.todo, func() { w.now = max(w.now, came); done(200, answer, 0) })
	return func() {}
}

func (w *world) answer(path string) any {
	at, _ := url.Parse(path)
	switch {
	case at.Path == shared.PathLab:
		w.state.Now = w.now + hour
		return w.state
	case at.Path == shared.PathRestart:
		w.state.Streams[1] = shared.LabStreamState{ID: shared.LabWords, From: shared.Cursor{Epoch: "e1", Seq: 20}, Head: shared.Cursor{Epoch: "e1", Seq: 20}}
		return w.state.Streams[1]
	case at.Path == shared.PathLines:
		lines := shared.LabLines{Lines: map[string]shared.LabLine{}}
		for _, name := range at.Query()["name"] {
			_, transport, _ := strings.Cut(name, "-")
			lines.Lines[name] = w.lines[transport]
		}
		return lines
	case strings.HasPrefix(at.Path, shared.PathLines):
		_, line, _ := strings.Cut(strings.TrimPrefix(at.Path, shared.PathLines), "-")
		name, what, _ := strings.Cut(line, "/")
		changed := w.lines[name]
		changed.Held, changed.Stopped = what == "hold", what == "stop"
		w.lines[name] = changed
		return changed
	}
	return struct{}{}
}

// lineOf is the transport that a path's line is named after.
func lineOf(path string) string {
	at, _ := url.Parse(path)
	_, name, _ := strings.Cut(at.Query().Get("line"), "-")
	return name
}

// on is the connection of a transport.
func (w *world) on(t shared.Transport) *source {
	w.t.Helper()
	for _, s := range slices.Backward(w.sources) {
		if lineOf(s.path) == string(t) && !s.closed {
			return s
		}
	}
	w.t.Fatalf("there is no connection for %s: %d are open", t, len(w.sources))
	return nil
}

func (w *world) open() (open []string) {
	for _, s := range w.sources {
		if !s.closed {
			open = append(open, lineOf(s.path))
		}
	}
	for line := range w.polls {
		open = append(open, line)
	}
	slices.Sort(open)
	return open
}

// happens has the event arrive on a connection, some µs after it happened.
func (w *world) happens(t shared.Transport, seq shared.Seq, text string, late int64) {
	w.t.Helper()
	s := shared.LabSample{Micros: w.now - late + hour, Text: text}
	w.on(t).event(shared.NewLabEvent(seq, shared.LabClock, "u_1", s), s)
	w.settle()
}

type (
	streams struct{ *world }
	sockets struct{ *world }
	frames  struct{ *world }
	uploads struct{ *world }
)

func (w *world) add(s *source) func() {
	w.sources = append(w.sources, s)
	return func() { s.closed = true }
}

func (w streams) Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) func() {
	return w.add(&source{path: path, opened: opened, failed: func() { failed(false) }, refused: func() { failed(true) },
		event: func(e shared.Event, _ shared.LabSample) {
			data, _ := json.Marshal(e)
			message("message", string(data), at(e.Seq).String())
		}})
}

func (w sockets) Open(path string, opened func(), message func(string), closed func(int, string)) (func(string), func()) {
	return func(string) {}, w.add(&source{path: path, opened: opened, failed: func() { closed(1006, "") }, refused: func() { closed(1000, "complete") },
		event: func(e shared.Event, _ shared.LabSample) {
			cursor := at(e.Seq)
			data, _ := json.Marshal(shared.Frame{Type: shared.FrameEvent, Cursor: &cursor, Data: e})
			message(string(data))
		}})
}

func (w frames) Open(_, path string, opened func(), event func(string, int64, string), ended func()) func() {
	return w.add(&source{path: path, opened: opened, failed: ended, refused: ended,
		event: func(e shared.Event, s shared.LabSample) { event(at(e.Seq).String(), s.Micros, s.Text) }})
}

func (w uploads) Open(path string, opened func(), message func(string), closed func(int, string)) (func(int), func() int, func()) {
	s := &source{path: path, opened: opened, failed: func() { closed(1006, "") },
		event: func(_ shared.Event, got shared.LabSample) {
			message(fmt.Sprintf(`{"bytes":%d,"micros":1000}`, got.Micros))
		}}
	return func(n int) { w.sent, w.waiting = w.sent+n, w.waiting+n }, func() int { return w.waiting }, w.add(s)
}
