package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/app/client"
	"parley/app/state"
	"parley/shared"
)

// device runs the client of app/client, the very code of the browser, over
// plain HTTP. What it is asked runs on its one goroutine, as in a browser.
type device struct {
	t      testing.TB
	guest  *guest
	client *client.Client
	queue  chan func()
	done   chan struct{}

	mu      sync.Mutex
	streams map[context.Context]context.CancelFunc // guarded by mu: those that are open, and the requests under way
	heard   []shared.Event                         // owned by the goroutine: what the stream brought
}

// carries gives a guest a device and starts it from a fresh snapshot. It keeps to
// a transport where pin names one.
func (g *guest) carries(pin shared.Transport) *device {
	g.t.Helper()
	d := &device{t: g.t, guest: g, queue: make(chan func(), 1024), done: make(chan struct{}), streams: map[context.Context]context.CancelFunc{}}
	world := &outside{device: d, texts: map[string]string{"setting/" + client.SettingTransport: string(pin)}}
	d.client = client.New(client.Config{
		State: state.New(), Run: d.run, Server: world, Streams: world, Sockets: sockets{world}, Storage: world, Queue: world,
		Timers: world, Locks: world, Tabs: world, Page: world, Random: func() float64 { return 0 },
	})
	d.client.Heard(func(e shared.Event) { d.heard = append(d.heard, e) })
	snapshot := g.snapshot()
	go d.loop()
	d.ask(func() { d.client.Start(shared.Boot{Snapshot: &snapshot}) })
	g.t.Cleanup(func() {
		d.ask(d.client.Stop)
		close(d.done)
		d.cut()
	})
	return d
}

func (d *device) loop() {
	for {
		select {
		case f := <-d.queue:
			f()
		case <-d.done:
			return
		}
	}
}

func (d *device) run(f func()) {
	select {
	case d.queue <- f:
	case <-d.done:
	}
}

// ask runs f on the device's goroutine and waits for it.
func (d *device) ask(f func()) {
	ran := make(chan struct{})
	d.run(func() { f(); close(ran) })
	<-ran
}

// until waits for a condition of the client.
func (d *device) until(what string, holds func() bool) {
	d.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		var ok bool
		d.ask(func() { ok = holds() })
		if ok {
			return
		}
		if time.Now().After(deadline) {
			d.t.Fatalf("%s's device waits for %s in vain; it is at %v, %+v", d.guest.me.Name, what, d.client.State().Cursor(), d.client.Connection())
		}
		<-time.After(2 * time.Millisecond)
	}
}

// cut breaks every connection.
func (d *device) cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, cancel := range d.streams {
		cancel()
	}
}

// outside is the world of a device: the network, and what a browser keeps.
type outside struct {
	device *device

	mu    sync.Mutex
	texts map[string]string // guarded by mu
	order []string          // guarded by mu: IDs of records
	kept  map[string]string // guarded by mu
}

func (o *outside) Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) func() {
	return o.device.connect(func(ctx context.Context) func() {
		final := o.read(ctx, path, opened, message)
		return func() { failed(final) }
	})
}

// connect holds a connection until run returns, and then calls what that gave,
// unless the connection was closed.
func (d *device) connect(run func(context.Context) (ended func())) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	d.mu.Lock()
	d.streams[ctx] = cancel
	d.mu.Unlock()
	closed := make(chan struct{})
	go func() {
		ended := run(ctx)
		cancel()
		d.mu.Lock()
		delete(d.streams, ctx)
		d.mu.Unlock()
		select {
		case <-closed:
		default:
			ended()
		}
	}()
	return sync.OnceFunc(func() { close(closed); cancel() })
}

// sockets are a device's WebSockets.
type sockets struct{ *outside }

func (o sockets) Open(path string, opened func(), message func(string), closed func(int, string)) (send func(string), close func()) {
	var conn *websocket.Conn // set before opened is called, and nobody sends before that
	close = o.device.connect(func(ctx context.Context) func() {
		var err error
		conn, _, err = websocket.Dial(ctx, o.device.guest.base+path, &websocket.DialOptions{HTTPClient: o.device.guest.http})
		if err != nil {
			return func() { closed(int(websocket.StatusAbnormalClosure), "") }
		}
		defer conn.CloseNow()
		conn.SetReadLimit(-1)
		opened()
		for {
			_, text, err := conn.Read(ctx)
			if ended, ok := errors.AsType[websocket.CloseError](err); ok {
				return func() { closed(int(ended.Code), ended.Reason) }
			}
			if err != nil {
				return func() { closed(int(websocket.StatusAbnormalClosure), "") }
			}
			message(string(text))
		}
	})
	send = func(text string) {
		go conn.Write(context.Background(), websocket.MessageText, []byte(text)) // that it broke, reading finds out
	}
	return send, close
}

// read gives message what an EventSource would, until the stream breaks.
func (o *outside) read(ctx context.Context, path string, opened func(), message func(event, data, id string)) (final bool) {
	request, _ := http.NewRequestWithContext(ctx, "GET", o.device.guest.base+path, nil)
	response, err := o.device.guest.http.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return true
	}
	opened()
	e := &ear{lines: bufio.NewReader(response.Body), cancel: func() {}}
	lastID := ""
	for {
		l, err := e.next()
		if err != nil || ctx.Err() != nil {
			return false
		}
		if l.id != "" {
			lastID = l.id
		}
		if l.data != "" {
			message(cmp.Or(l.event, "message"), l.data, lastID)
		}
	}
}

func (o *outside) Do(method, path string, body []byte, timeout int64, done func(status int, body []byte, retryAfter int)) (cancel func()) {
	return o.device.connect(func(ctx context.Context) func() {
		ctx, cancel := context.WithTimeout(ctx, time.Duration(timeout)*time.Millisecond)
		defer cancel()
		status, answer, after := o.exchange(ctx, method, path, body)
		return func() { done(status, answer, after) }
	})
}

// exchange sends a request and reads its answer; status is 0 where there is none.
func (o *outside) exchange(ctx context.Context, method, path string, body []byte) (status int, answer []byte, retryAfter int) {
	request, _ := http.NewRequestWithContext(ctx, method, o.device.guest.base+path, bytes.NewReader(body))
	response, err := o.device.guest.http.Do(request)
	if err != nil {
		return 0, nil, 0
	}
	defer response.Body.Close()
	if answer, err = io.ReadAll(response.Body); err != nil {
		return 0, nil, 0
	}
	retryAfter, _ = strconv.Atoi(response.Header.Get("Retry-After"))
	return response.StatusCode, answer, retryAfter
}

func (o *outside) Get(key string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.texts[key]
}

func (o *outside) Set(key, value string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.texts[key] = value
}

func (o *outside) Keys(prefix string) (keys []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for key := range o.texts {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

func (o *outside) Put(id, record string, done func(bool)) {
	o.mu.Lock()
	if o.kept == nil {
		o.kept = map[string]string{}
	}
	if _, ok := o.kept[id]; !ok {
		o.order = append(o.order, id)
	}
	o.kept[id] = record
	o.mu.Unlock()
	go done(true)
}

func (o *outside) Remove(id string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.kept, id)
	o.order = slices.DeleteFunc(o.order, func(x string) bool { return x == id })
}

func (o *outside) All(done func([]string, bool)) {
	o.mu.Lock()
	records := make([]string, len(o.order))
	for i, id := range o.order {
		records[i] = o.kept[id]
	}
	o.mu.Unlock()
	go done(records, true)
}

func (o *outside) Now() int64 { return time.Now().UnixMilli() }

// After is in a hurry, so that no test waits out a pause that people would.
func (o *outside) After(ms int64, f func()) (stop func()) {
	timer := time.AfterFunc(min(time.Duration(ms)*time.Millisecond, 20*time.Millisecond), f)
	return func() { timer.Stop() }
}

func (o *outside) Hold(_ string, f func(release func())) { go f(func() {}) }

func (o *outside) Send(string)                     {}
func (o *outside) Receive(func(string))            {}
func (o *outside) Online() bool                    { return true }
func (o *outside) Visible() bool                   { return true }
func (o *outside) Watch(_, _ func(bool), _ func()) {}
func (o *outside) Update()                         {}
