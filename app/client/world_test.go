package client_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
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
	deaf      bool // tabs don't hear each other
	lost      int  // the next commands are done, but their answers are lost
	refuse    func(path string) (status int, err *shared.Error)
	lag       func() int64 // how long an answer is on its way; nil: no time
	version   string
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
	receive  func(string)
	online   func(bool)
	visible  func(bool)
	woke     func()
	updates  int
	changes  int
	lockHeld func()
}

// stream is an open event stream.
type stream struct {
	tab     *tab
	after   shared.Seq
	greeted bool
	closed  bool
	stuck   bool // it brings nothing, and does not break
	message func(event, data, id string)
	failed  func(final bool)
}

// open loads a page with a client in it.
func (w *world) open() *tab {
	tab := &tab{w: w}
	w.tabs = append(w.tabs, tab)
	tab.Client = client.New(client.Config{
		State: state.New(), Version: "1", Run: func(f func()) { w.todo = append(w.todo, func() { tab.alive(f) }) },
		Random: func() float64 { return 0.5 },
		Server: tab, Streams: tab, Storage: storage{w}, Queue: queue{w}, Timers: tab, Locks: tab, Tabs: tab, Page: tab,
	})
	tab.Changed(func() { tab.changes++ })
	return tab
}

// boot loads a room's page, as the server renders it.
func (w *world) boot() *tab {
	snapshot, page := w.log.Snapshot(w.session), w.log.Messages(shared.General, 0, 0, 0, shared.DefaultPage)
	tab := w.open()
	tab.Start(shared.Boot{Version: "1", Snapshot: &snapshot, Room: shared.General, Page: &page})
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

// pump brings the open streams what is due; it reports whether there was any.
func (w *world) pump() bool {
	moved := false
	for _, tab := range w.tabs {
		for _, s := range tab.streams {
			if !s.closed && !s.stuck && !w.down {
				moved = s.pump() || moved
			}
		}
	}
	return moved
}

func (s *stream) pump() bool {
	w := s.tab.w
	id := func(seq shared.Seq) string { return shared.Cursor{Epoch: w.log.Epoch, Seq: seq}.String() }
	if !s.greeted {
		s.greeted = true
		hello, _ := json.Marshal(shared.Hello{Cursor: shared.Cursor{Epoch: w.log.Epoch, Seq: s.after}, Version: w.version})
		s.message("hello", string(hello), id(s.after))
		return true
	}
	events := w.log.Events(w.session, s.after, 10)
	for _, e := range events {
		data, _ := json.Marshal(e)
		s.message("message", string(data), id(e.Seq))
		s.after = e.Seq
	}
	return len(events) > 0
}

// cut breaks every stream.
func (w *world) cut(final bool) {
	for _, tab := range w.tabs {
		tab.breakStreams(final)
	}
	w.settle()
}

func (t *tab) breakStreams(final bool) {
	for _, s := range t.streams {
		if !s.closed {
			s.failed(final)
		}
	}
}

// outage takes the network away until the function it gives is called.
func (w *world) outage() (over func()) {
	w.down = true
	w.cut(false)
	return func() { w.down = false }
}

func (t *tab) Open(path string, message func(event, data, id string), failed func(final bool)) func() {
	s := &stream{tab: t, message: message, failed: failed}
	t.streams = append(t.streams, s)
	address, _ := url.Parse(path)
	after, err := shared.ParseCursor(address.Query().Get("after"))
	switch {
	case t.w.down:
		t.w.todo = append(t.w.todo, func() { s.end(false) })
	case t.w.session == "":
		t.w.todo = append(t.w.todo, func() { s.end(true) })
	case err != nil || after.Epoch != t.w.log.Epoch:
		reset, _ := json.Marshal(shared.Reset{Cursor: t.w.log.Cursor()})
		t.w.todo = append(t.w.todo, func() { message("reset", string(reset), t.w.log.Cursor().String()) })
		s.stuck = true
	}
	s.after = after.Seq
	return func() { s.closed = true }
}

func (s *stream) end(final bool) {
	if !s.closed {
		s.failed(final)
	}
}

// live is the stream that is open; nil where there is none.
func (t *tab) live() *stream {
	for _, s := range t.streams {
		if !s.closed {
			return s
		}
	}
	return nil
}

func (t *tab) Do(method, path string, body []byte, _ int64, done func(int, []byte, int)) {
	w := t.w
	w.requests = append(w.requests, method+" "+path)
	w.todo = append(w.todo, func() {
		status, answer, retry := w.answer(method, path, body)
		arrive := func() { t.alive(func() { done(status, answer, retry) }) }
		if w.lag != nil {
			t.After(w.lag(), arrive)
		} else {
			w.todo = append(w.todo, arrive)
		}
	})
}

// answer is what the server says, if it is reached.
func (w *world) answer(method, path string, body []byte) (status int, answer []byte, retryAfter int) {
	address, _ := url.Parse(path)
	q := address.Query()
	number := func(name string) shared.Seq {
		n, _ := strconv.ParseInt(q.Get(name), 10, 64)
		return shared.Seq(n)
	}
	if w.down {
		return 0, nil, 0
	}
	if status, err := w.refuse(method + " " + address.Path); err != nil {
		return refused(status, err)
	}
	if w.session == "" && (method != "POST" || address.Path != shared.PathSession) {
		return refused(401, shared.Errorf(shared.CodeNoSession, "enter first"))
	}
	switch {
	case address.Path == shared.PathSession && method == "POST":
		var asked shared.EnterRequest
		json.Unmarshal(body, &asked)
		w.session = w.log.Enter(asked.Name)
		return reply(shared.Session{Me: w.log.Snapshot(w.session).Me})
	case address.Path == shared.PathSession:
		w.log.Must(w.session, "", shared.Leave{})
		w.session = ""
		w.cut(true)
		return 204, nil, 0
	case address.Path == shared.PathSnapshot:
		return reply(w.log.Snapshot(w.session))
	case address.Path == shared.PathRooms:
		return reply(shared.Directory{Rooms: []shared.ListedRoom{{ID: shared.General}}})
	case address.Path == shared.PathCommands:
		return w.command(body)
	case address.Path == shared.PathPoll:
		after, _ := shared.ParseCursor(q.Get("after"))
		if after.Epoch != w.log.Epoch {
			return reply(shared.Poll{Cursor: w.log.Cursor(), Reset: true})
		}
		return reply(shared.Poll{Cursor: w.log.Cursor(), Events: w.log.Events(w.session, after.Seq, 1000)})
	case strings.HasSuffix(address.Path, "/typing"):
		return 204, nil, 0
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(address.Path, shared.PathRooms+"/"), "/")
	return reply(w.log.Messages(shared.RoomID(room), number("before"), number("after"), number("around"), shared.DefaultPage))
}

func (w *world) command(body []byte) (int, []byte, int) {
	var command shared.Command
	if err := json.Unmarshal(body, &command); err != nil {
		return refused(400, shared.Errorf(shared.CodeJSONInvalid, "%v", err))
	}
	done, err := w.log.Do(w.session, command)
	if w.lost > 0 {
		w.lost--
		return 0, nil, 0
	}
	if err != nil {
		return refused(409, err)
	}
	return reply(done)
}

func reply(body any) (int, []byte, int) {
	data, _ := json.Marshal(body)
	return 200, data, 0
}

func refused(status int, err *shared.Error) (int, []byte, int) {
	data, _ := json.Marshal(shared.ErrorReply{Error: err})
	return status, data, err.RetryAfter
}

func (t *tab) Now() int64 { return t.w.now }

func (t *tab) After(ms int64, f func()) func() {
	made := &timer{at: t.w.now + ms, f: func() { t.alive(f) }}
	t.w.timers = append(t.w.timers, made)
	return func() { made.stopped = true }
}

func (t *tab) Hold(_ string, f func(release func())) {
	t.w.lockQueue = append(t.w.lockQueue, func(release func()) {
		if t.closed {
			release()
			return
		}
		t.lockHeld = release
		f(release)
	})
	t.w.nextLock()
}

func (w *world) nextLock() {
	if w.locked || len(w.lockQueue) == 0 {
		return
	}
	next := w.lockQueue[0]
	w.lockQueue = w.lockQueue[1:]
	w.locked = true
	released := false
	w.todo = append(w.todo, func() {
		next(func() {
			if !released {
				released, w.locked = true, false
				w.nextLock()
			}
		})
	})
}

func (t *tab) Send(text string) {
	for _, other := range t.w.tabs {
		if other != t && other.receive != nil && !t.w.deaf {
			t.w.todo = append(t.w.todo, func() { other.alive(func() { other.receive(text) }) })
		}
	}
}

func (t *tab) Receive(f func(string)) { t.receive = f }

func (t *tab) Online() bool { return !t.offline }

func (t *tab) Visible() bool { return !t.hidden }

func (t *tab) Watch(online, visible func(bool), woke func()) {
	t.online, t.visible, t.woke = online, visible, woke
}

func (t *tab) Update() { t.updates++ }

type storage struct{ w *world }

func (s storage) Get(key string) string { return s.w.device[key] }

func (s storage) Set(key, value string) {
	if delete(s.w.device, key); value != "" {
		s.w.device[key] = value
	}
}

func (s storage) Keys(prefix string) []string {
	var keys []string
	for key := range s.w.device {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

type queue struct{ w *world }

func (q queue) at(id string) int {
	return slices.IndexFunc(q.w.records, func(r record) bool { return r.id == id })
}

func (q queue) Put(id, text string, done func(bool)) {
	q.w.todo = append(q.w.todo, func() {
		if i := q.at(id); i >= 0 {
			q.w.records[i].text = text
		} else {
			q.w.records = append(q.w.records, record{id, text})
		}
		done(true)
	})
}

func (q queue) Remove(id string) {
	q.w.todo = append(q.w.todo, func() {
		q.w.records = slices.DeleteFunc(q.w.records, func(r record) bool { return r.id == id })
	})
}

func (q queue) All(done func([]string, bool)) {
	q.w.todo = append(q.w.todo, func() {
		var texts []string
		for _, r := range q.w.records {
			texts = append(texts, r.text)
		}
		done(texts, true)
	})
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
