package client

import "parley/shared"

// Phase is what the connection is doing.
type Phase string

// The phases of a connection; "" before it is begun.
const (
	Connecting Phase = "connecting" // a stream is being opened
	Live       Phase = "live"       // a stream is open
	Waiting    Phase = "waiting"    // until RetryAt, then it tries again
	Offline    Phase = "offline"    // likewise, and the device has no network
	Ended      Phase = "ended"      // there is no session: enter first
)

// Connection is how the client hears of news.
type Connection struct {
	Phase     Phase
	RetryAt   int64            // Waiting and Offline: when it tries again (milliseconds since 1970)
	NoRoom    shared.Code      // Waiting: why the server has no room for a stream; "" where that is not why
	Transport shared.Transport // the one in use, or being tried
	Pinned    bool             // the person chose it
	Blocked   bool             // the server answers, but not over the pinned transport; until it does
	Hurdles   []Hurdle         // why the better ones are not in use, best first
	ClimbAt   int64            // when the next better one is tried (milliseconds since 1970); 0 for never
	Caught    *Gap             // what the last outage had kept back; nil once it is old news
	Last      *Gap             // the same, for good

	RoundTrip  int64 // milliseconds that the last small request took; 0 before the first
	Reconnects int   // how often it went on after a break
	Down, Up   int64 // bytes of streams and requests, without headers
}

// Connection tells how the client hears of news.
func (c *Client) Connection() Connection {
	connection := Connection{
		Phase: c.line.phase, Transport: c.transport(), Blocked: c.line.blocked,
		Pinned: c.ladder.pin != "", Hurdles: c.hurdles(), ClimbAt: c.ladder.climbAt,
		Caught: c.line.gap.caught, Last: c.line.gap.last,
		RoundTrip: c.meter.roundTrip, Reconnects: c.meter.reconnects, Down: c.meter.down.Load(), Up: c.meter.up.Load(),
	}
	switch c.line.phase {
	case Waiting, Offline:
		connection.RetryAt, connection.NoRoom = c.line.retryAt, c.line.noRoom
	}
	return connection
}

// TryNow connects without waiting any longer, or checks a stream that is open.
func (c *Client) TryNow() {
	switch c.line.phase {
	case Waiting, Offline:
		c.line.attempts = 0
		c.attempt()
	case Live:
		c.check(explained)
	}
	c.hurry()
	c.settle()
}
