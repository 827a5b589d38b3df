// Package client keeps a state up to date and carries out what its person
// asks for: stream -> state, outbox -> server. The browser is behind small
// interfaces, so all of it runs, and is tested, without one.
//
// A Client belongs to the goroutine on which Config.Run runs things; its
// methods are called there and never block.
package client

import (
	"parley/app/client/transport"
	"parley/app/state"
	"parley/shared"
)

// Config is what a client is made of. With State alone the client is inert: it
// answers what it knows and does nothing, which is what rendering on the
// server takes.
type Config struct {
	State    *state.State
	Version  string           // of this build; a server that offers another has a new one
	Run      func(func())     // has functions run on the client's goroutine, in the order given; nil: at once
	Random   func() float64   // in [0, 1); nil: by math/rand
	Server   transport.Server // and the rest of the world; nil: nothing happens
	Streams  transport.Streams
	Sockets  transport.Sockets
	Timers   transport.Timers
	Storage  Storage
	Queue    Queue
	Locks    Locks
	Tabs     Tabs
	Page     Page
	Picker   Picker
	Recorder Recorder
}

// Client is a person's client.
type Client struct {
	config  Config
	state   *state.State
	changed func()
	heard   func(shared.Event)
	inert   bool
	stopped bool
	life    int // grows when the person changes: answers to another one are void

	line       line
	ladder     ladder
	meter      meter
	snapshot   fetching
	delivery   delivery
	history    map[shared.RoomID]*history
	answers    map[shared.RoomID]shared.Seq // what the next post to a room answers
	reading    reading
	alerts     alerts
	typed      map[shared.RoomID]int64 // when the room was last told
	hush       func()                  // stops the timer that ends others' typing
	attached   []*attaching            // what the next messages will bring along
	voice      *voice                  // never nil
	pickedLast int                     // the ID of the last of them
	offered    bool                    // another version
	minted     int64                   // the time in the last command's ID
}

// New makes a client; nothing happens before Start.
func New(config Config) *Client {
	return &Client{
		config:  config.whole(),
		state:   config.State,
		inert:   config.Server == nil,
		changed: func() {},
		heard:   func(shared.Event) {},
		history: map[shared.RoomID]*history{},
		answers: map[shared.RoomID]shared.Seq{},
		reading: newReading(),
		voice:   &voice{},
		typed:   map[shared.RoomID]int64{},
		hush:    func() {},
		ladder:  ladder{rung: shared.TransportSSE, reasons: map[shared.Transport]Reason{}},
	}
}

// State is what the client knows. Read it; changing it is the client's work.
func (c *Client) State() *state.State { return c.state }

// Changed sets who is called after any change, replacing who was.
func (c *Client) Changed(f func()) { c.changed = f }

// Heard sets who is told of each event that the stream brings, before it is
// applied, replacing who was; nil for nobody.
func (c *Client) Heard(f func(shared.Event)) {
	if f == nil {
		f = func(shared.Event) {}
	}
	c.heard = f
}

// Now is the time of the device: milliseconds since 1970.
func (c *Client) Now() int64 { return c.config.Timers.Now() }

// Start takes over what came with the page, and connects. Without a snapshot
// in it nobody has entered yet.
func (c *Client) Start(boot shared.Boot) {
	if c.config.Version == "" {
		c.config.Version = boot.Version
	}
	if boot.Snapshot != nil {
		c.load(*boot.Snapshot)
	}
	if boot.Page != nil {
		c.state.AddPage(boot.Room, *boot.Page)
	}
	if c.inert {
		return
	}
	c.ladder.network = boot.Network
	c.listen()
	if boot.Snapshot == nil {
		c.end()
	} else {
		c.attempt()
	}
	c.settle()
}

// Resume is Start for a page that came from this device and knows nobody: the
// server is asked who one is.
func (c *Client) Resume() {
	c.listen()
	c.attempt()
	c.settle()
}

// listen begins to hear the world.
func (c *Client) listen() {
	c.ladder.pin = rungOf(c.Setting(SettingTransport))
	c.recall()
	c.watch()
	c.config.Tabs.Receive(func(text string) {
		c.config.Run(c.entering(func() { c.hearTab(text) }))
	})
	c.config.Picker.Picks(func(picked []Picked) {
		c.config.Run(c.entering(func() { c.Attach(picked) }))
	})
	c.restore()
}

// Stop ends the stream and all timers; the client does nothing any more.
func (c *Client) Stop() {
	c.stopped = true
	c.disconnect()
	c.stayHere()
	c.Measure(false)
	c.hush()
	c.dropAttached()
	c.delivery.stop()
	c.snapshot.stop()
	c.reading.forgetMarks()
	c.alerts.forget()
}

// entering wraps what comes from outside: nothing happens to a client that was
// stopped, and afterwards all that depends on the change is seen to.
func (c *Client) entering(f func()) func() {
	return func() {
		if c.stopped {
			return
		}
		f()
		c.settle()
	}
}

// after calls f on the client's goroutine in ms milliseconds.
func (c *Client) after(ms int64, f func()) (stop func()) {
	stopped := false
	cancel := c.config.Timers.After(ms, func() {
		c.config.Run(func() {
			if !stopped {
				c.entering(f)()
			}
		})
	})
	return func() { stopped = true; cancel() }
}

// settle sees to what follows from a change, and tells of it.
func (c *Client) settle() {
	if c.inert {
		return
	}
	if c.state.Gone() && c.line.phase != Ended {
		c.end()
	}
	c.forgetSettled()
	c.account()
	if c.line.phase != Ended && c.state.NeedsSnapshot() && !c.state.Lost() {
		c.refresh()
	}
	c.renewOpened()
	c.fetchQuoted()
	c.changed()
}
