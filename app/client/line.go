package client

import (
	"parley/app/client/transport"
	"parley/shared"
)

// line is the connection's side of a Client.
type line struct {
	phase    Phase
	retryAt  int64
	attempts int         // that failed since it was last live for a while
	heard    int64       // when the stream last brought something
	turn     int         // grows with every stream: an answer about an older one is void
	now      *hearing    // the stream; nil where there is none
	stop     func()      // ends the timer of the phase; nil where there is none
	checking bool        // whether an open stream is being checked
	blocked  bool        // the server answers, but not over the pinned transport
	noRoom   shared.Code // why the server has no room for a stream, while it is waited for; "" where that is not why
	gap      gap
}

// How long things may take on the line, in milliseconds.
const (
	helloWithin = 4_000 // from opening a stream to its hello, before the server is asked why
	steadyAfter = 5_000 // a stream that lasts so long did not fail at once
	backoffMin  = 1_000
	backoffMax  = 30_000
)

// attempt takes the next step towards a stream.
func (c *Client) attempt() {
	c.disconnect()
	c.line.phase = Connecting
	c.endIfReplaced()
	switch {
	case c.line.phase == Ended:
	case c.state.Lost():
		c.begin()
	default:
		c.open()
	}
}

// begin takes a snapshot to go on from.
func (c *Client) begin() {
	turn := c.line.turn
	c.fetchSnapshot(func(err *shared.Error) {
		if turn != c.line.turn {
			return
		}
		if err != nil {
			c.stumble(err)
			return
		}
		c.line.gap.forget()
		c.attempt()
	})
}

// stumble goes on after an answer that was not the wanted one: what goes wrong
// is not the transport's fault.
func (c *Client) stumble(err *shared.Error) {
	if err.Code == shared.CodeNoSession {
		c.end()
		return
	}
	c.ladder.pardon()
	c.line.blocked = false
	c.wait(int64(err.RetryAfter) * 1000)
	c.line.noRoom = noRoom(err.Code)
}

// noRoom gives a code that says that there is no room for a stream, and "" for
// any other.
func noRoom(code shared.Code) shared.Code {
	switch code {
	case shared.CodeTooManyStreams, shared.CodeServerFull:
		return code
	}
	return ""
}

// wait tries again later: after a random part of a time that doubles with each
// failure, so that many clients do not come back at once, and not before
// least milliseconds.
func (c *Client) wait(least int64) {
	c.disconnect()
	c.line.phase, c.line.noRoom = Waiting, ""
	if !c.config.Page.Online() {
		c.line.phase = Offline
	}
	delay := least + backoff(c.line.attempts, c.config.Random())
	c.line.attempts++
	c.line.retryAt = c.Now() + delay
	c.line.stop = c.after(delay, c.attempt)
}

// backoff is how long to wait after a number of failures: a random part of
// backoffMin doubled as often, but no more than of backoffMax.
func backoff(failures int, random float64) int64 {
	limit := int64(backoffMin)
	for ; failures > 0 && limit < backoffMax; failures-- {
		limit *= 2
	}
	return int64(random * float64(min(limit, backoffMax)))
}

// disconnect closes the stream and stops the phase's timer.
func (c *Client) disconnect() {
	c.line.turn++
	c.line.checking = false
	c.dropTrial()
	if h := c.line.now; h != nil {
		c.line.now = nil
		h.close()
		c.line.gap.begin(c.state.Cursor().Seq)
	}
	c.halt()
}

// halt stops the phase's timer.
func (c *Client) halt() {
	if c.line.stop != nil {
		c.line.stop()
		c.line.stop = nil
	}
}

// end stops hearing and sending: there is no session.
func (c *Client) end() {
	c.disconnect()
	c.stayHere()
	c.delivery.stop()
	c.dropAttached()
	c.line.phase, c.line.blocked = Ended, false
}

// lose goes on from a fresh snapshot: the log can't be followed from the cursor.
func (c *Client) lose() {
	c.state.Reset()
	c.attempt()
}

// outside is the world as the transports need it.
func (config *Config) outside() transport.Outside {
	return transport.Outside{Streams: config.Streams, Sockets: config.Sockets, Server: config.Server, Timers: config.Timers}
}
