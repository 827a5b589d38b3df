package client

import (
	"encoding/json"

	"parley/app/client/transport"
	"parley/shared"
)

// hearing is one stream that the client listens to: that of the line, or one
// that is tried beside it.
type hearing struct {
	transport shared.Transport
	stream    transport.Stream
	live      int64  // since when, in milliseconds; 0 before its hello
	trusted   int64  // how long it may be silent before it is checked, in milliseconds
	unsent    func() // has the command that went up it sent otherwise; nil where there is none
}

// close ends the stream; a command that went up it goes another way.
func (h *hearing) close() {
	h.stream.Close()
	if unsent := h.unsent; unsent != nil {
		h.unsent = nil
		unsent()
	}
}

// open opens a stream of what is after the cursor.
func (c *Client) open() {
	c.line.now = c.listenOver(c.transport())
	c.line.stop = c.after(helloWithin, c.overdue)
}

// listenOver opens a stream over a transport.
func (c *Client) listenOver(t shared.Transport) *hearing {
	h := &hearing{transport: t, trusted: suspectFor}
	// of hands a callback of this stream over to the client's goroutine.
	of := func(f func()) {
		c.config.Run(func() {
			if h == c.line.now || h == c.ladder.trial {
				c.entering(f)()
			}
		})
	}
	at := transport.Address{Base: shared.PathEvents, Wait: c.ladder.pollWait}
	h.stream = transport.Open(c.config.outside(), t, at, c.state.Cursor().String(), transport.Ears{
		Hello:     func(hello transport.Hello) { of(func() { c.greeted(h, hello) }) },
		Event:     func(cursor, data string) { of(func() { c.hearEvent(h, data, cursor) }) },
		Reached:   func(cursor string) { of(func() { c.hearReached(h, cursor) }) },
		Ephemeral: func(data string) { of(func() { c.hearEphemeral(h, data) }) },
		Reset:     func() { of(c.lose) },
		Traffic:   func(t transport.Traffic) { c.meter.count(t.Down, t.Up) },
		Broken: func(b transport.Break) {
			of(func() {
				if h == c.ladder.trial {
					c.notClimbed(TurnedAway)
				} else {
					c.broken(h, b)
				}
			})
		},
	})
	return h
}

// greeted goes live: from here on the stream brings what is after the cursor.
func (c *Client) greeted(h *hearing, hello transport.Hello) {
	if h == c.ladder.trial {
		c.climbed(h)
	} else {
		c.meter.connected()
	}
	c.line.turn++
	c.line.checking, c.line.blocked = false, false
	c.halt()
	c.ladder.turns = 0
	now := c.Now()
	c.line.phase, c.line.heard, h.live = Live, now, now
	if !hearsInPassing(h.transport) {
		c.state.Hush()
		c.forgetTyping()
	}
	if history := c.history[c.reading.open]; history != nil {
		history.loading.Failed = nil
	}
	c.meetVersion(hello.Version)
	c.isOn(hello.Network)
	c.goOnClimbing()
	c.closeGap()
	c.hurry()
}

// hearsInPassing reports whether a transport tells who is connected or writes.
func hearsInPassing(t shared.Transport) bool {
	return t == shared.TransportSSE || t == shared.TransportWebSocket
}

// hearEvent applies an event. One that can't be understood, or is from another
// history, must not be stepped over: a fresh snapshot knows what it changed.
func (c *Client) hearEvent(h *hearing, data, cursor string) {
	c.brought(h)
	var event shared.Event
	at, err := shared.ParseCursor(cursor)
	if err != nil || at.Epoch != c.state.Cursor().Epoch || json.Unmarshal([]byte(data), &event) != nil {
		c.lose()
		return
	}
	c.delivers(h, event.Seq)
	c.apply(event)
}

// hearReached moves the cursor to where the stream is.
func (c *Client) hearReached(h *hearing, cursor string) {
	c.brought(h)
	if at, err := shared.ParseCursor(cursor); err == nil && at.Epoch == c.state.Cursor().Epoch && !c.state.Lost() {
		c.state.Reach(at.Seq)
	}
}

func (c *Client) apply(event shared.Event) {
	if event.Seq <= c.state.Cursor().Seq {
		return
	}
	c.heard(event)
	if c.state.Apply(event) != nil {
		c.lose()
		return
	}
	c.heardOf(event)
	c.line.gap.note(event.Seq)
	c.closeGap()
}

func (c *Client) hearEphemeral(h *hearing, data string) {
	c.brought(h)
	var e shared.Ephemeral
	if json.Unmarshal([]byte(data), &e) != nil {
		return
	}
	c.state.Whisper(e, c.Now())
	c.forgetTyping()
}

// forgetTyping ends what others are shown to type, when its time has come.
func (c *Client) forgetTyping() {
	c.hush()
	c.hush = func() {}
	now := c.Now()
	if next := c.state.Forget(now); next != 0 {
		c.hush = c.after(next-now, c.forgetTyping)
	}
}
