package client

import "parley/shared"

// When a better transport is tried, in milliseconds.
const (
	climbAfter  = 5 * 60_000 // doubled after each try that failed
	climbMax    = 60 * 60_000
	trialWithin = 8_000 // from opening a trial to its hello
)

// climb is the way back up the ladder: the next better transport is tried beside
// the one in use, and takes its place with its hello.
type climb struct {
	climbAt int64    // when it is tried; 0 where it is not planned
	timer   func()   // stops the wait until then; nil where there is none
	trial   *hearing // the stream that is tried; nil where there is none
	patient func()   // stops the wait for its hello; nil where there is none
	tries   int      // that failed, one after another
	soon    bool     // try at the first opportunity: the network is another one
	proving bool     // the rung was climbed to a short time ago
	proof   func()   // stops the wait until it has proved itself; nil where there is none
}

// planClimb has the next better rung tried in a while.
func (c *Client) planClimb() {
	l := &c.ladder
	if l.timer != nil || l.trial != nil || l.pin != "" || l.better() == "" {
		return
	}
	delay := int64(climbAfter)
	for range l.tries {
		delay = min(2*delay, climbMax)
	}
	l.climbAt = c.Now() + delay
	l.timer = c.after(delay, c.climb)
}

// climb tries the next better rung. Without a stream there is nothing to stay
// with meanwhile: then the next stream plans anew.
func (c *Client) climb() {
	l := &c.ladder
	l.unplan()
	if c.line.phase != Live || l.trial != nil || l.pin != "" || l.better() == "" {
		return
	}
	l.trial = c.listenOver(l.better())
	l.patient = c.after(trialWithin, func() { c.notClimbed(HeldBack) })
}

// climbed puts the trial in the place of the stream. What that one had still to
// tell, the trial tells too: it began at the cursor.
func (c *Client) climbed(h *hearing) {
	l := &c.ladder
	l.trial = nil
	l.patient()
	old := c.line.now
	c.line.now = h
	old.close()
	l.step(h.transport)
	l.proving, l.tries = true, l.tries+1
	l.proof = c.after(youngFor, c.proved)
	c.remember()
}

// proved is what a rung is that was climbed to and holds.
func (c *Client) proved() {
	l := &c.ladder
	l.proving, l.soon, l.tries, l.proof = false, false, 0, nil
	l.unplan()
	c.planClimb()
}

// notClimbed drops the trial; the stream goes on as if nothing had been.
func (c *Client) notClimbed(why Reason) {
	c.ladder.reasons[c.ladder.trial.transport] = why
	c.dropTrial()
	c.ladder.tries, c.ladder.soon = c.ladder.tries+1, false
	c.planClimb()
}

// dropTrial closes the trial, if there is one.
func (c *Client) dropTrial() {
	l := &c.ladder
	if l.trial == nil {
		return
	}
	l.patient()
	trial := l.trial
	l.trial = nil
	trial.close()
}

// climbSoon tries now what was put off, rung after rung while it goes well: the
// network is another one.
func (c *Client) climbSoon() {
	c.ladder.tries, c.ladder.soon = 0, true
	c.climb()
}

// goOnClimbing sees that a better rung is tried in its time.
func (c *Client) goOnClimbing() {
	if c.ladder.soon {
		c.climb()
	} else {
		c.planClimb()
	}
}

// stayHere ends all attempts to climb.
func (c *Client) stayHere() {
	c.dropTrial()
	c.ladder.unplan()
	c.ladder.fell()
}

// unplan stops the wait for the next try.
func (l *climb) unplan() {
	if l.timer != nil {
		l.timer()
	}
	l.timer, l.climbAt = nil, 0
}

// fell ends the time in which a rung is to prove itself.
func (l *climb) fell() {
	if l.proof != nil {
		l.proof()
	}
	l.proof, l.proving, l.soon = nil, false, false
}

// pinTo uses a transport and no other; "" goes back to the ladder.
func (c *Client) pinTo(t shared.Transport) {
	c.stayHere()
	c.ladder.pin = t
	c.line.blocked, c.line.attempts = false, 0
	c.ladder.pardon()
	c.recall()
	if c.line.phase != Ended && (c.line.now == nil || c.line.now.transport != c.transport()) {
		c.attempt()
	} else if c.line.phase == Live {
		c.planClimb()
	}
}
