package client

import "parley/shared"

// Phase is what the connection is doing.
type Phase string

// The phases of a connection.
const (
	Connecting Phase = "connecting" // a stream is being opened
	Live       Phase = "live"       // a stream is open
	Waiting    Phase = "waiting"    // until RetryAt, then it tries again
	Offline    Phase = "offline"    // the device has no network; it tries when it has
	Ended      Phase = "ended"      // there is no session: enter first
)

// Connection is how the client hears of news.
type Connection struct {
	Phase     Phase
	RetryAt   int64  // Waiting and Offline: when it tries again (milliseconds since 1970)
	Caught    *Gap   // what the last outage had kept back; nil once it is old news
	Transport string // "SSE"
}

// Gap is what was missed and then caught up.
type Gap struct {
	From, To shared.Seq // the cursor before and after
	Events   int        // how many events arrived
}

// Connection tells how the client hears of news.
func (c *Client) Connection() Connection { return Connection{} }

// TryNow connects without waiting any longer, or checks a stream that is open.
func (c *Client) TryNow() {}

// HeldUntil is when sending goes on (milliseconds since 1970) after the server
// said that it was too fast; 0 when nothing is held.
func (c *Client) HeldUntil() int64 { return 0 }
