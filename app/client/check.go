package client

import "parley/shared"

// A browser does not tell when a stream is dead but not closed, as after the
// device slept or changed its network. So when there is reason to doubt, the
// server is asked, by a poll that does not wait, what is after the cursor.

// How a silent stream is watched, in milliseconds.
const (
	tickEvery  = 15_000  // between looks at the clock
	sleptAfter = 10_000  // a tick that comes so much late tells that the device slept
	silentFor  = 120_000 // a stream that is trusted may be silent so long before it is checked
	suspectFor = 15_000  // and so long one that is new, or once held something back
	provedBy   = 1_000   // what comes so long after the hello shows that the stream delivers
)

// cause is whether something that the device went through explains that a stream
// may be dead. Without that, it is the transport's fault.
type cause bool

const (
	explained   cause = true
	unexplained cause = false
)

// watch hears of the page, and looks at the clock.
func (c *Client) watch() {
	c.config.Page.Watch(
		func(online bool) { c.config.Run(c.entering(func() { c.networked(online) })) },
		func(visible bool) { c.config.Run(c.entering(func() { c.seen(visible) })) },
		func() { c.config.Run(c.entering(func() { c.moved(); c.TryNow() })) },
	)
	c.tick(c.Now())
}

// networked acts on what the device says about its network. It may be wrong, so
// a stream that is open is asked, not closed.
func (c *Client) networked(online bool) {
	switch {
	case online:
		c.moved()
		c.TryNow()
	case c.line.phase == Live:
		c.check(explained)
	case c.line.phase == Waiting:
		c.line.phase = Offline
	}
}

// seen checks the stream when the person comes back to the page; when they go,
// nothing may be put off.
func (c *Client) seen(visible bool) {
	if visible {
		c.TryNow()
	} else {
		c.sendMarks()
	}
}

// tick notices that the device slept, and that a stream has been silent.
func (c *Client) tick(last int64) {
	c.config.Timers.After(tickEvery, func() {
		c.config.Run(func() {
			if c.stopped {
				return
			}
			now := c.Now()
			if now-last > tickEvery+sleptAfter {
				c.TryNow()
			} else if c.silent() {
				c.entering(func() { c.check(unexplained) })()
			}
			c.tick(now)
		})
	})
}

// silent reports whether a stream that someone looks at has brought nothing for
// suspiciously long.
func (c *Client) silent() bool {
	if c.line.phase != Live || !c.config.Page.Visible() {
		return false
	}
	limit := c.line.now.trusted
	if c.ladder.strikes > 0 {
		limit = suspectFor
	}
	return c.Now()-c.line.heard >= limit
}

// brought notes that a stream brought something. Some proxies pass on what a
// stream begins with, and keep what follows: that alone earns no trust.
func (c *Client) brought(h *hearing) {
	c.line.heard = c.Now()
	if c.line.heard-h.live >= provedBy {
		h.trusted = silentFor
	}
}

// check asks whether the open stream kept something back, and opens another
// where it did, or where there is no answer.
func (c *Client) check(why cause) {
	c.endIfReplaced()
	if c.line.checking || c.line.phase == Ended {
		return
	}
	c.line.checking = true
	c.line.heard = c.Now()
	h := c.line.now
	c.poll(func(news bool) {
		c.line.checking = false
		switch {
		case !news:
			h.trusted = min(2*h.trusted, silentFor)
		case why == explained || c.transport() == shared.TransportPoll: // which asks only now and then
			c.attempt()
		default:
			c.missed()
		}
	})
}

// poll applies what is after the cursor, and calls done with whether that was
// anything. Where there is no good answer, the line goes on by itself.
func (c *Client) poll(done func(news bool)) { c.pollAt("&wait=0", done) }

// pollForStream is poll in the place of a stream that was not opened: where the
// server has no room for it, that is told.
func (c *Client) pollForStream(done func(news bool)) {
	c.pollAt("&wait=0&"+shared.PollForStream, done)
}

func (c *Client) pollAt(how string, done func(news bool)) {
	var poll shared.Poll
	turn := c.line.turn
	path := query(shared.PathPoll, "after", c.state.Cursor().String()) + how
	c.call("GET", path, nil, &poll, checkTimeout, func(err *shared.Error) {
		switch {
		case turn != c.line.turn:
		case err != nil && (passes(err) || err.Code == shared.CodeNoSession):
			c.stumble(err)
		case err == nil && poll.Cursor.Epoch == "":
			c.end() // 204: there is no session
		case err != nil || poll.Reset || poll.Cursor.Epoch != c.state.Cursor().Epoch:
			c.lose()
		default:
			c.isOn(poll.Network)
			c.catchUp(poll, done)
		}
	})
}

func (c *Client) catchUp(poll shared.Poll, done func(news bool)) {
	turn, before := c.line.turn, c.state.Cursor().Seq
	news := len(poll.Events) > 0 && poll.Events[len(poll.Events)-1].Seq > before
	if news {
		c.line.gap.begin(before)
	}
	for _, event := range poll.Events {
		c.apply(event)
		if turn != c.line.turn {
			return // it could not be applied
		}
	}
	c.state.Reach(poll.Cursor.Seq)
	done(news)
}
