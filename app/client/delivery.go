package client

import (
	"parley/app/state"
	"parley/shared"
)

// delivery carries the outbox to the server: one command after another, by one
// tab at a time.
type delivery struct {
	busy     bool             // this tab sends, or waits for its turn among the tabs
	release  func()           // gives the turn to another tab; nil where it isn't ours
	timer    func()           // stops the wait for the next attempt; nil where there is none
	held     int64            // until when the server wants nothing, in milliseconds
	failures int              // attempts that failed, one after another
	full     bool             // the last one because the server's disk is full
	fault    shared.CommandID // the command that the server last failed at,
	faults   int              // and how often
	kept     map[shared.CommandID]bool
}

const (
	lockName   = "parley-outbox"
	arriveIn   = 3_000 // milliseconds from a command's answer until its event is missed
	faultLimit = 5     // a command at which the server fails so often is given up
)

// HeldUntil is when sending goes on (milliseconds since 1970) after the server
// said that it was too fast; 0 when nothing is held.
func (c *Client) HeldUntil() int64 {
	if c.delivery.held <= c.Now() {
		return 0
	}
	return c.delivery.held
}

// DiskFull reports whether what is written waits here for room on the server's disk.
func (c *Client) DiskFull() bool { return c.delivery.full }

// hurry sends what waits, now, unless the server said when to go on.
func (c *Client) hurry() {
	d := &c.delivery
	if d.busy || c.line.phase == Ended || c.state.Outbox().Next() == nil {
		return
	}
	d.idle()
	if held := c.HeldUntil(); held != 0 {
		d.timer = c.after(held-c.Now(), c.hurry)
		return
	}
	d.busy = true
	life := c.life
	c.config.Locks.Hold(lockName, func(release func()) {
		c.config.Run(func() {
			if c.stopped || life != c.life || !d.busy || d.release != nil {
				release()
				return
			}
			c.entering(func() {
				d.release = release
				c.readQueue(c.sendNext)
			})()
		})
	})
}

// sendNext sends the next command, or gives the turn away.
func (c *Client) sendNext() {
	c.endIfReplaced()
	next := c.state.Outbox().Next()
	if next == nil || c.line.phase == Ended {
		c.delivery.rest()
		return
	}
	id := next.Command.ID
	c.state.Outbox().Mark(id, state.Sending)
	c.carry(next.Command, func(seq shared.Seq, err *shared.Error) {
		if err != nil {
			c.notSent(id, err)
			return
		}
		c.delivery.failures, c.delivery.full = 0, false
		c.state.Sent(id, seq)
		c.config.Queue.Remove(string(id))
		c.tell(tabMessage{Kind: tabSent, ID: id, Seq: seq})
		c.expect(seq)
		c.sendNext()
	})
}

// notSent decides what becomes of a command that was not done.
func (c *Client) notSent(id shared.CommandID, err *shared.Error) {
	switch {
	case err.Code == shared.CodeNoSession:
		c.state.Outbox().Mark(id, state.Waiting)
		c.end()
	case passes(err) && !c.delivery.givesUp(id, err):
		c.state.Outbox().Mark(id, state.Waiting)
		c.pause(err)
	default:
		c.delivery.full = false
		c.state.Outbox().Refuse(id, err)
		if p := c.state.Outbox().Find(id); p != nil {
			c.keep(p)
		}
		c.sendNext()
	}
}

// pause tries again later.
func (c *Client) pause(err *shared.Error) {
	d := &c.delivery
	d.rest()
	delay := backoff(d.failures, c.config.Random())
	d.failures++
	d.full = err.Code == shared.CodeStorageFull
	if err.RetryAfter > 0 {
		delay = int64(err.RetryAfter) * 1000
	}
	if err.Code == shared.CodeRateLimited {
		d.held = c.Now() + delay
	}
	d.timer = c.after(delay, c.hurry)
}

// expect makes sure that the stream brings an event that is known to be there.
func (c *Client) expect(seq shared.Seq) {
	if c.state.Cursor().Seq >= seq {
		return
	}
	c.after(arriveIn, func() {
		if c.line.phase == Live && c.state.Cursor().Seq < seq {
			c.check(unexplained)
		}
	})
}

// givesUp counts the server's own faults at a command, and reports whether it
// fails at every attempt.
func (d *delivery) givesUp(id shared.CommandID, err *shared.Error) bool {
	if err.Code != shared.CodeInternal {
		return false
	}
	if d.fault != id {
		d.fault, d.faults = id, 0
	}
	d.faults++
	return d.faults >= faultLimit
}

// rest gives the turn to another tab.
func (d *delivery) rest() {
	d.busy = false
	if d.release != nil {
		d.release()
		d.release = nil
	}
}

// idle stops the wait for the next attempt.
func (d *delivery) idle() {
	if d.timer != nil {
		d.timer()
		d.timer = nil
	}
}

// stop gives up the turn, and attempts nothing more.
func (d *delivery) stop() {
	d.rest()
	d.idle()
}
