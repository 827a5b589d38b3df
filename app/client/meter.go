package client

import (
	"sync/atomic"

	"parley/shared"
)

const (
	smallAnswer  = 2_000 // bytes: the time that a larger one takes tells of its size
	measureEvery = 5_000 // milliseconds between measurements while someone looks
)

// meter measures the connection, for who wants to know.
type meter struct {
	roundTrip  int64
	down, up   atomic.Int64 // bytes; any goroutine counts them
	connects   int          // how often a stream went live after a break, or first
	reconnects int
	watched    bool   // whether someone looks
	timer      func() // stops the wait for the next measurement; nil where there is none
}

func (m *meter) count(down, up int) {
	m.down.Add(int64(down))
	m.up.Add(int64(up))
}

// connected counts a stream that went live.
func (m *meter) connected() {
	m.reconnects = m.connects
	m.connects++
}

// Measure says whether someone looks at the connection: while they do, its round
// trip is measured now and then, and what an outage left out is looked for.
func (c *Client) Measure(on bool) {
	m := &c.meter
	if m.timer != nil {
		m.timer()
		m.timer = nil
	}
	if m.watched = on; on {
		c.measure()
		c.audit()
	}
}

// measure asks the server the shortest question there is: what is after the end
// of the log?
func (c *Client) measure() {
	if c.line.phase != Ended && !c.stopped {
		c.call("GET", shared.PathPoll+"?wait=0", nil, nil, checkTimeout, func(*shared.Error) {})
	}
	c.meter.timer = c.after(measureEvery, c.measure)
}
