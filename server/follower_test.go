package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"net"
	"net/http"
	"slices"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// A follower comes back in a hurry, but not so that hundreds keep the machine from
// starting the server again.
const (
	redialAfter = 5 * time.Millisecond
	redialMost  = 320 * time.Millisecond
	pollPause   = 100 * time.Millisecond
)

// follower listens over one transport, through whatever happens to its
// connections and to the server, and keeps what it heard.
type follower struct {
	*guest
	over  shared.Transport
	wires *http.Client // of its own, over connections that it can cut
	start shared.Cursor
	end   context.CancelFunc
	done  chan struct{}

	mu    sync.Mutex
	wire  net.Conn      // guarded by mu: its newest connection
	at    shared.Cursor // guarded by mu: everything up to here was heard
	heard []trace       // guarded by mu
	wrong error         // guarded by mu: the first thing that should not have happened
	comes int           // guarded by mu: how often it connected
	goes  []parting     // guarded by mu: how its SSE streams ended
}

// parting is the end of an SSE stream: when, and what the server asked to wait
// before coming back; "" where it did not say.
type parting struct {
	at    time.Time
	retry string
}

// trace is one event as it came: its position, and a sum of all of it.
type trace struct {
	seq shared.Seq
	sum uint32
}

// follows has a guest listen from now on, until the test ends or it is checked.
func (h *house) follows(g *guest, over shared.Transport) *follower {
	h.t.Helper()
	return h.followsFrom(g, over, g.snapshot().Cursor)
}

// followsFrom has a guest listen likewise to what is after a cursor.
func (h *house) followsFrom(g *guest, over shared.Transport, start shared.Cursor) *follower {
	h.t.Helper()
	f := &follower{guest: g, over: over, start: start, done: make(chan struct{})}
	f.at = f.start
	transport := &http.Transport{DialContext: f.dial, MaxIdleConnsPerHost: 1}
	f.wires = &http.Client{Jar: g.http.Jar, Transport: transport}
	ctx, cancel := context.WithCancel(context.Background())
	f.end = func() { cancel(); <-f.done; transport.CloseIdleConnections() }
	h.t.Cleanup(f.end)
	go f.run(ctx)
	return f
}

func (f *follower) dial(ctx context.Context, network, address string) (net.Conn, error) {
	wire, err := new(net.Dialer).DialContext(ctx, network, address)
	if err == nil {
		f.mu.Lock()
		f.wire = wire
		f.comes++
		f.mu.Unlock()
	}
	return wire, err
}

// cut breaks the follower's connection, wherever in a frame it is.
func (f *follower) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if tcp, ok := f.wire.(*net.TCPConn); ok {
		tcp.SetLinger(0)
		tcp.Close()
	}
}

func (f *follower) run(ctx context.Context) {
	defer close(f.done)
	for pause := redialAfter; ctx.Err() == nil; pause = min(2*pause, redialMost) {
		before := f.connections()
		switch f.over {
		case shared.TransportSSE:
			f.sse(ctx)
		case shared.TransportWebSocket:
			f.webSocket(ctx)
		case shared.TransportLongPoll:
			f.poll(ctx, "20")
		default:
			f.poll(ctx, "0")
		}
		if f.over == shared.TransportPoll {
			pause = pollPause
		} else if f.connections() > before {
			pause = redialAfter
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

func (f *follower) cursor() shared.Cursor {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.at
}

// took keeps an event; each has to come after the one before.
func (f *follower) took(data []byte) {
	var event shared.Event
	if err := json.Unmarshal(data, &event); err != nil {
		f.fails(fmt.Errorf("%w in %s", err, data))
		return
	}
	f.mu.Lock()
	after := f.at.Seq
	f.heard = append(f.heard, traceOf(event))
	f.at.Seq = event.Seq
	f.mu.Unlock()
	if event.Seq <= after {
		f.fails(fmt.Errorf("event %d comes after %d", event.Seq, after))
	}
}

// partings gives how its streams ended.
func (f *follower) partings() []parting {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.goes)
}

// connections is how often it connected.
func (f *follower) connections() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.comes
}

// moved follows a cursor that moved by itself.
func (f *follower) moved(to shared.Cursor) {
	f.mu.Lock()
	from := f.at
	f.at = to
	f.mu.Unlock()
	if to.Epoch != from.Epoch || to.Seq < from.Seq {
		f.fails(fmt.Errorf("the cursor moves from %v to %v", from, to))
	}
}

func (f *follower) fails(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.wrong == nil {
		f.wrong = err
	}
}

func traceOf(e shared.Event) trace {
	text, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	return trace{e.Seq, crc32.ChecksumIEEE(text)}
}

func (f *follower) sse(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, "GET", f.base+shared.PathSSE, nil)
	request.Header.Set("Last-Event-ID", f.cursor().String())
	response, err := f.wires.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		f.unexpected(response)
		return
	}
	e := &ear{t: f.t, body: response.Body, lines: bufio.NewReader(response.Body), cancel: cancel}
	defer e.close()
	var last parting
	for {
		l, err := e.next()
		if err != nil {
			last.at = time.Now()
			f.mu.Lock()
			f.goes = append(f.goes, last)
			f.mu.Unlock()
			return
		}
		if l.event != "hello" {
			last.retry = l.retry
		}
		switch {
		case l.event == "reset":
			f.fails(errors.New("the stream is reset"))
		case l.event == "" && l.data != "":
			f.took([]byte(l.data))
		case l.event == "" && l.id != "":
			if cursor, err := shared.ParseCursor(l.id); err == nil {
				f.moved(cursor)
			}
		}
	}
}

func (f *follower) webSocket(ctx context.Context) {
	socket, response, err := websocket.Dial(ctx, f.base+shared.PathWebSocket+"?after="+f.cursor().String(), &websocket.DialOptions{HTTPClient: f.wires})
	if err != nil {
		f.unexpected(response)
		return
	}
	defer socket.CloseNow()
	socket.SetReadLimit(-1)
	for {
		_, text, err := socket.Read(ctx)
		if err != nil {
			return
		}
		var frame struct {
			Type   shared.FrameType
			Cursor *shared.Cursor
			Data   json.RawMessage
		}
		if err := json.Unmarshal(text, &frame); err != nil {
			f.fails(err)
			return
		}
		switch frame.Type {
		case shared.FrameReset:
			f.fails(errors.New("the stream is reset"))
		case shared.FrameEvent:
			f.took(frame.Data)
		case shared.FrameHello:
			f.moved(*frame.Cursor)
		}
	}
}

func (f *follower) poll(ctx context.Context, wait string) {
	request, _ := http.NewRequestWithContext(ctx, "GET", f.base+shared.PathPoll+"?wait="+wait+"&after="+f.cursor().String(), nil)
	response, err := f.wires.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		f.unexpected(response)
		return
	}
	defer response.Body.Close()
	var answer struct {
		Cursor shared.Cursor
		Events []json.RawMessage
		Reset  bool
	}
	if json.NewDecoder(response.Body).Decode(&answer) != nil {
		return // cut in the middle: the cursor has not moved
	}
	if answer.Reset {
		f.fails(errors.New("the stream is reset"))
	}
	for _, event := range answer.Events {
		f.took(event)
	}
	f.moved(answer.Cursor)
}

// unexpected keeps an answer that no follower should get: the server may only be
// away, or about to go.
func (f *follower) unexpected(response *http.Response) {
	if response == nil {
		return
	}
	response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable {
		f.fails(fmt.Errorf("a stream is answered with %s", response.Status))
	}
}

// checkAll waits until each follower has come to the head of the log, ends it, and
// compares what it heard with the log as it may see it: in order, nothing missing,
// nothing twice.
func checkAll(t testing.TB, followers []*follower) {
	t.Helper()
	logs := map[*guest][]shared.Event{} // one for each person
	events, connections := 0, 0
	for _, f := range followers {
		if logs[f.guest] == nil {
			logs[f.guest] = f.log()
		}
		all := logs[f.guest]
		first := sort.Search(len(all), func(i int) bool { return all[i].Seq > f.start.Seq })
		f.check(all[first:])
		events += len(all) - first
		connections += f.connections()
	}
	t.Logf("%d listeners heard %d events exactly, over %d connections", len(followers), events, connections)
}

func (f *follower) check(want []shared.Event) {
	f.t.Helper()
	if len(want) > 0 {
		head := want[len(want)-1].Seq
		until(f.t, fmt.Sprintf("%s over %s is at %d", f.me.Name, f.over, head), func() bool { return f.cursor().Seq >= head })
	}
	f.end()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.wrong != nil {
		f.t.Errorf("%s over %s: %v", f.me.Name, f.over, f.wrong)
	}
	for i := range max(len(f.heard), len(want)) {
		switch {
		case i >= len(want):
			f.t.Errorf("%s over %s heard %d, which is not in the log", f.me.Name, f.over, f.heard[i].seq)
		case i >= len(f.heard):
			f.t.Errorf("%s over %s did not hear %d, and %d more", f.me.Name, f.over, want[i].Seq, len(want)-i-1)
		case f.heard[i] != traceOf(want[i]):
			f.t.Errorf("%s over %s heard %d, where the log has %d", f.me.Name, f.over, f.heard[i].seq, want[i].Seq)
		default:
			continue
		}
		return
	}
}

// until waits for a condition.
func until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); {
		if time.Now().After(end) {
			t.Fatalf("waiting in vain until %s", what)
		}
		<-time.After(redialAfter)
	}
}
