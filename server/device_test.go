package main

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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
