package client

import (
	"parley/shared"
)

// replyWithin is how long a reply from up the stream is waited for, in
// milliseconds, before the stream is doubted and the command sent by a request.
// Done twice, it counts once.
const replyWithin = 4_000

// carry sends a command: up the stream where that can, else by a request. done
// is called once, with the position of its event or what is wrong.
func (c *Client) carry(command shared.Command, done func(shared.Seq, *shared.Error)) {
	if c.line.phase != Live || !c.sendUp(c.line.now, command, done) {
		c.post(command, done)
	}
}

// sendUp sends a command up a stream, and reports whether it can. Where there is
// no reply, or the stream ends first, a request takes its place.
func (c *Client) sendUp(h *hearing, command shared.Command, done func(shared.Seq, *shared.Error)) bool {
	life, began, over, stop := c.life, c.Now(), false, func() {}
	// first reports whether nothing became of the command yet.
	first := func() bool {
		if over {
			return false
		}
		over, h.unsent = true, nil
		stop()
		return life == c.life && !c.stopped
	}
	post := func() {
		if first() {
			c.post(command, done)
		}
	}
	can := h.stream.Send(command, func(reply shared.Reply, ok bool) {
		c.config.Run(c.entering(func() {
			if !ok {
				post()
			} else if first() {
				c.meter.roundTrip = c.Now() - began
				done(reply.Seq, reply.Error)
			}
		}))
	})
	if can {
		stop = c.after(replyWithin, func() { post(); c.check(unexplained) })
		h.unsent = post
	}
	return can
}

// post sends a command by a request.
func (c *Client) post(command shared.Command, done func(shared.Seq, *shared.Error)) {
	var reply shared.CommandReply
	c.call("POST", shared.PathCommands, command, &reply, requestTimeout, func(err *shared.Error) {
		done(reply.Seq, err)
	})
}
