package client

import (
	"parley/app/client/transport"
	"parley/shared"
)

// What shows that a network is hostile to a transport. Each time an ordinary
// request is the probe: only where that gets through is the transport to blame,
// and it brings at once what was kept back.

// When a transport is given up.
const (
	youngFor    = 45_000 // milliseconds: a connection that dies before died young
	deathLimit  = 3      // young deaths in a row
	strikeLimit = 2      // times that it held something back
	turnLimit   = 2      // times in a row that it was turned away while the server answered
)

// overdue asks why there is no hello. Where the server answers that, something
// holds the stream back; a hello that comes meanwhile makes the answer void.
func (c *Client) overdue() {
	tried := c.line.now.transport
	c.poll(func(bool) {
		if tried != c.transport() {
			c.attempt() // it turned out to be another network
			return
		}
		c.fall(HeldBack)
	})
}

// broken goes on after the stream ended.
func (c *Client) broken(h *hearing, b transport.Break) {
	age := c.Now() - h.live
	if b.Opened && age >= steadyAfter {
		c.line.attempts = 0
	}
	switch {
	case b.Done:
		c.end()
	case b.Retry > 0: // the server goes, or has no room
		c.wait(b.Retry)
		c.line.noRoom = noRoom(b.Code)
	case !b.Opened:
		c.turnedAway()
	default:
		c.died(age)
	}
}

// turnedAway asks why the stream could not be opened. Where the server answers
// it may have come back just now, so the stream has another chance.
func (c *Client) turnedAway() {
	c.disconnect()
	c.line.phase = Connecting
	c.pollForStream(func(bool) {
		if c.ladder.turns++; c.ladder.turns >= turnLimit {
			c.fall(TurnedAway)
			return
		}
		c.open()
	})
}

// died goes on after a stream that had lived so many milliseconds. Many young
// deaths, though the server answers each time, are not the server's doing.
func (c *Client) died(age int64) {
	l := &c.ladder
	if l.deaths++; age >= youngFor {
		l.deaths = 0
	}
	polls := c.transport() == shared.TransportLongPoll && l.deaths > 0
	if !polls && l.deaths < deathLimit && !(l.proving && l.deaths > 0) {
		c.wait(0)
		return
	}
	c.disconnect()
	c.line.phase = Connecting
	c.poll(func(bool) {
		if polls && l.waitLess() {
			c.remember()
			c.open()
			return
		}
		c.fall(CutOff)
	})
}

// waitLess halves the time that a long poll waits, and reports whether there is
// any left.
func (l *ladder) waitLess() bool {
	if l.pollWait == 0 {
		l.pollWait = transport.LongWait
	}
	l.pollWait /= 2
	return l.pollWait > 0
}

// delivers notes that the stream brings an event by itself.
func (c *Client) delivers(h *hearing, seq shared.Seq) {
	if seq > c.state.Cursor().Seq && c.Now()-h.live >= youngFor {
		c.ladder.strikes = 0
	}
}

// missed goes on after the server knew of news that the stream had not brought,
// and nothing explains it.
func (c *Client) missed() {
	l := &c.ladder
	if l.strikes++; l.strikes >= strikeLimit || l.proving {
		c.fall(HeldBack)
		return
	}
	c.attempt()
}
