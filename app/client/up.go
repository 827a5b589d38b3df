package client

import (
	"parley/shared"
)

// replyWithin is how long a reply from up the stream is waited for, in
// milliseconds, before the command is sent by a request. Done twice, it counts
// once.
const replyWithin = 8_000

// carry sends a command: up the stream where that can, else by a request. done
// is called once, with the position of its event or what is wrong.
func (c *Client) carry(command shared.Command, done func(shared.Seq, *shared.Error)) {
	life, asked, settled := c.life, c.Now(), false
	// once has one of the ways go on, and only while it is the same person's.
	once := func(f func()) {
		if !settled && life == c.life && !c.stopped {
			settled = true
			f()
		}
	}
	post := func() { once(func() { c.post(command, done) }) }
	h := c.line.now
	if h == nil || c.line.phase != Live || !h.stream.Send(command, func(reply shared.Reply, ok bool) {
		c.config.Run(c.entering(func() {
			if !ok {
				post()
				return
			}
			h.unsent = nil
			c.meter.roundTrip = c.Now() - asked
			once(func() { done(reply.Seq, reply.Error) })
		}))
	}) {
		post()
		return
	}
	stop := c.after(replyWithin, post)
	h.unsent = func() { stop(); post() }
}

// post sends a command by a request.
func (c *Client) post(command shared.Command, done func(shared.Seq, *shared.Error)) {
	var reply shared.CommandReply
	c.call("POST", shared.PathCommands, command, &reply, requestTimeout, func(err *shared.Error) {
		done(reply.Seq, err)
	})
}
