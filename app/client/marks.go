package client

import "parley/shared"

// What the person has seen, the server is told now and then, by one command for
// however many messages: soon after they come to a room or to something new, and seldom
// while they go on looking. In a lively room it would otherwise be a command a message.
const (
	markSoon  = 1_000  // milliseconds from seeing something until it is told
	markEvery = 15_000 // and from telling until it is told again
)

// mark is what the server is told of one room.
type mark struct {
	asked    shared.Seq // up to where it was told that the room is read, by this tab or another one
	at       int64      // when
	timer    func()     // stops the wait until it is told; nil where there is none
	busy     bool       // whether it is being told
	failures int        // to tell it, one after another
}

// saw has it told that a room was seen to its end: to the other tabs at once.
func (c *Client) saw(room shared.RoomID) {
	r := c.state.Room(room)
	c.tell(tabMessage{Kind: tabRead, Room: room, Seq: r.Last, Posted: r.Posted})
	c.planMark(room)
}

// sawElsewhere takes over what another tab has seen; it tells the server too.
func (c *Client) sawElsewhere(m tabMessage) {
	if !c.state.Seen(m.Room, m.Seq, m.Posted) {
		return
	}
	mark := c.markOf(m.Room)
	mark.asked, mark.at = max(mark.asked, m.Seq), c.Now()
	c.readAway(m.Room)
}

// planMark has the server told in a while.
func (c *Client) planMark(room shared.RoomID) {
	m := c.markOf(room)
	if m.timer != nil || m.busy || c.state.SeenAhead(room) <= m.asked {
		return
	}
	wait := max(markSoon, m.at+markEvery-c.Now())
	if m.failures > 0 {
		wait = backoffMin + backoff(m.failures, c.config.Random())
	}
	m.timer = c.after(wait, func() { c.sendMark(room) })
}

// sendMark tells the server now.
func (c *Client) sendMark(room shared.RoomID) {
	m := c.markOf(room)
	m.stop()
	c.endIfReplaced()
	seen := c.state.SeenAhead(room)
	if m.busy || seen <= m.asked || c.line.phase == Ended {
		return
	}
	if c.line.phase != Live {
		m.failures++
		c.planMark(room)
		return
	}
	before := m.asked
	m.busy, m.asked, m.at = true, seen, c.Now()
	command := shared.Command{ID: c.mint(), Room: room, Body: shared.ReadRoom{Message: seen}}
	c.post(command, func(at shared.Seq, err *shared.Error) {
		m.busy = false
		switch {
		case err == nil:
			m.failures = 0
			c.expect(at)
		case err.Code == shared.CodeNoSession:
			c.end()
			return
		case passes(err):
			m.asked = before
			m.failures++
		}
		c.planMark(room)
	})
}

// sendMarks tells all there is to tell: the page may not come back.
func (c *Client) sendMarks() {
	for room, m := range c.reading.marks {
		if m.timer != nil {
			c.sendMark(room)
		}
	}
}

func (c *Client) markOf(room shared.RoomID) *mark {
	m := c.reading.marks[room]
	if m == nil {
		m = &mark{at: c.Now() - markEvery}
		c.reading.marks[room] = m
	}
	return m
}

func (m *mark) stop() {
	if m.timer != nil {
		m.timer()
		m.timer = nil
	}
}

// forgetMarks stops all waits; nothing more is told.
func (r *reading) forgetMarks() {
	for _, m := range r.marks {
		m.stop()
	}
	clear(r.marks)
}

// Unread counts a message as unread, and all after it. As long as the person
// stays in the room, they may look at it without reading it. done is called once,
// with nil or what is wrong.
func (c *Client) Unread(room shared.RoomID, seq shared.Seq, done func(*shared.Error)) {
	c.markOf(room).stop()
	c.command(room, shared.UnreadRoom{Message: seq}, done)
}

// heardOf acts on an event that is to be read, or tells what was, after it was
// applied.
func (c *Client) heardOf(e shared.Event) {
	switch b := e.Body.(type) {
	case shared.RoomRead:
		m := c.markOf(e.Room)
		if b.Back {
			m.stop()
			m.asked = b.Read
			c.reading.back = c.reading.back || e.Room == c.reading.open
		} else if b.Read > m.asked {
			m.asked = b.Read
			c.readAway(e.Room)
		}
	case shared.MessagePosted:
		c.gather(e, b)
		if e.By == c.state.Me().ID && e.Room == c.reading.open {
			c.reading.back = false // who writes reads on
		}
	}
}

// readAway notes that a room was read in another place: where nobody looks here,
// nothing was missed.
func (c *Client) readAway(room shared.RoomID) {
	if r := c.state.Room(room); r != nil && r.Unread() == 0 && !c.reading.attends {
		delete(c.reading.dividers, room)
	}
}
