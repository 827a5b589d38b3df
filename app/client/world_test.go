package client_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/app/state/statetest"
	"parley/shared"
)

// world is a server, a network and a clock that do what a test says, and the
// device on which clients run. Nothing happens but by settle and advance.
type world struct {
	t   *testing.T
	log *statetest.Log

	now     int64
	timers  []*timer
	todo    []func() // what is due, in order
	session shared.PersonID

	down      bool // nobody is reached
	full      bool // the server has no room for streams
	deaf      bool // tabs don't hear each other
	lost      int  // the next commands are done, but their answers are lost
	refuse    func(path string) (status int, err *shared.Error)
	random    func() float64
	lag       func() int64 // how long an answer is on its way; nil: no time
	version   string
	net       network
	requests  []string // method and path
	tabs      []*tab
	device    map[string]string
	records   []record
	lockQueue []func(release func())
	locked    bool
}

type timer struct {
	at      int64
	f       func()
	stopped bool
}

type record struct{ id, text string }

func newWorld(t *testing.T) *world {
	w := &world{t: t, log: statetest.New("e1"), now: 1_700_000_000_000, version: "1", device: map[string]string{}}
	w.random = func() float64 { return 0.5 }
	w.refuse = func(string) (int, *shared.Error) { return 0, nil }
	w.session = w.log.Enter("Ann")
	return w
}

// tab is a page with a client in it, and what it needs of the world.
type tab struct {
	*client.Client
	w        *world
	closed   bool
	hidden   bool
	offline  bool
	streams  []*stream
	polls    []*waitingPoll
	receive  func(string)
	picks    func([]client.Picked)
	spoken   recording
	online   func(bool)
	visible  func(bool)
	woke     func()
	updates  int
	changes  int
	lockHeld func()
}

// open loads a page with a client in it.
func (w *world) open() *tab {
	tab := &tab{w: w}
	w.tabs = append(w.tabs, tab)
	tab.Client = client.New(client.Config{
		State: state.New(), Version: "1", Run: func(f func()) { w.todo = append(w.todo, func() { tab.alive(f) }) },
		Random: func() float64 { return w.random() },
		Server: tab, Streams: tab, Sockets: sockets{tab}, Storage: storage{w}, Queue: queue{w}, Timers: tab, Locks: tab, Tabs: tab, Page: tab, Picker: tab, Recorder: tab,
	})
	tab.Changed(func() { tab.changes++ })
	return tab
}

// boot loads a room's page, as the server renders it.
func (w *world) boot() *tab {
	snapshot, page := w.log.Snapshot(w.session), w.log.Messages(shared.General, 0, 0, 0, shared.DefaultPage)
	tab := w.open()
	tab.Start(shared.Boot{Version: "1", Network: w.net.name, Snapshot: &snapshot, Room: shared.General, Page: &page})
	tab.Client.Open(shared.General)
	w.settle()
	return tab
}

// close takes the tab away, in the middle of whatever it does.
func (t *tab) close() {
	t.closed = true
	for _, s := range t.streams {
		s.closed = true
	}
	t.polls = nil
	t.w.tabs = slices.DeleteFunc(t.w.tabs, func(other *tab) bool { return other == t })
	if t.lockHeld != nil {
		t.lockHeld()
	}
}

func (t *tab) alive(f func()) {
	if !t.closed {
		f()
	}
}

// settle lets everything happen that needs no time.
func (w *world) settle() {
	w.t.Helper()
	for rounds := 0; ; rounds++ {
		if rounds > 10_000 {
			w.t.Fatal("the client does not come to rest")
		}
		if len(w.todo) > 0 {
			f := w.todo[0]
			w.todo = w.todo[1:]
			f()
			continue
		}
		if !w.pump() {
			return
		}
	}
}

// advance lets time pass.
func (w *world) advance(ms int64) {
	w.t.Helper()
	end := w.now + ms
	for {
		w.settle()
		w.timers = slices.DeleteFunc(w.timers, func(t *timer) bool { return t.stopped })
		if len(w.timers) == 0 {
			break
		}
		next := slices.MinFunc(w.timers, func(a, b *timer) int { return int(a.at - b.at) })
		if next.at > end {
			break
		}
		w.now = max(w.now, next.at)
		next.stopped = true
		next.f()
	}
	w.now = end
	w.settle()
}

// sleep lets time pass in which the device does nothing.
func (w *world) sleep(ms int64) {
	w.now += ms
	w.advance(0)
}

// shows are the texts of the general room; what is pending has its status.
func (t *tab) shows() []string {
	var texts []string
	for _, c := range t.State().Room(shared.General).Chunks() {
		for _, item := range c.Items {
			text := item.Message.Text
			if item.Pending != nil {
				text += fmt.Sprintf(" (%s)", item.Pending.Status)
			}
			texts = append(texts, text)
		}
	}
	return texts
}

func (t *tab) wants(texts ...string) {
	t.w.t.Helper()
	if got := t.shows(); !slices.Equal(got, texts) {
		t.w.t.Fatalf("shown is %q, wanted %q", got, texts)
	}
}

func (t *tab) is(phase client.Phase) {
	t.w.t.Helper()
	if got := t.Connection(); got.Phase != phase {
		t.w.t.Fatalf("the connection is %+v, wanted %s", got, phase)
	}
}

// count tells how often something was asked of the server.
func (w *world) count(prefix string) int {
	n := 0
	for _, r := range w.requests {
		if strings.HasPrefix(r, prefix) {
			n++
		}
	}
	return n
}
