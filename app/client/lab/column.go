package lab

import (
	"parley/app/client/transport"
	"parley/shared"
)

// Doing is what a column is doing.
type Doing int

// What a column does.
const (
	Resting   Doing = iota // it was not begun, or the bench was stopped
	Listening              // a connection is open, or being opened
	Waiting                // it will come back
	Complete               // the server said that nothing follows
)

// told is how many of the latest events a column keeps.
const told = 24

// Told is an event as a column has it.
type Told struct {
	Seq  shared.Seq
	Text string
}

// Column is one transport on the bench.
type Column struct {
	Transport shared.Transport

	bench    *Bench
	line     string // its name on the server
	phase    Doing
	state    transport.State
	cursor   shared.Cursor
	end      func() // ends the connection; nil for none
	answered bool   // whether the connection was
	turn     int    // grows with each connection: what an earlier one says is void
	failures int    // connections in a row that brought nothing
	silence  silence
	tally    tally
	trace    Trace
	latest   []Told
}

// Doing is what the column is doing.
func (c *Column) Doing() Doing { return c.phase }

// State is what its connection is doing, after the readyState of the browser.
func (c *Column) State() transport.State {
	if c.state == "" {
		return transport.Closed
	}
	return c.state
}

// Answered reports whether the server has answered the connection.
func (c *Column) Answered() bool { return c.answered }

// Held reports whether the server holds back what it would say.
func (c *Column) Held() bool { return c.tally.line.Held && c.phase == Listening }

// Halted reports whether the server was asked to end it for good.
func (c *Column) Halted() bool { return c.tally.line.Stopped }

// Figures are what was measured on it.
func (c *Column) Figures() Figures { return c.tally.figures(c.ahead()) }

// Trace is the last stretch of its life.
func (c *Column) Trace() Trace { return c.trace.by(c.ahead()) }

// ahead is what the server's clock is ahead of this device's, in microseconds.
func (c *Column) ahead() int64 {
	if c.bench == nil {
		return 0
	}
	ahead, _ := c.bench.clocks.ahead()
	return ahead
}

// Latest are the latest events, oldest first.
func (c *Column) Latest() []Told { return c.latest }

// FrameID is the ID of the element in which the iframe is shown.
const FrameID = "lab-frame"

// begin listens to what is after a cursor.
func (c *Column) begin(from shared.Cursor) {
	c.cursor = from
	c.open()
}

// open connects, to go on from where the column is.
func (c *Column) open() {
	c.turn++
	c.phase, c.answered = Listening, false
	c.is(transport.Connecting, c.bench.Now())
	base, line := shared.PathLabStream(c.bench.stream), "line="+c.line
	if c.Transport == shared.TransportFrame {
		path := shared.PathStream(base, c.Transport) + "?" + line + "&after=" + c.cursor.String()
		c.end = c.openFrame(path)
		return
	}
	at := transport.Address{Base: base, Query: line}
	c.end = transport.Open(c.bench.world.Outside, c.Transport, at, c.cursor.String(), c.ears()).Close
}

// close ends the connection.
func (c *Column) close() {
	c.turn++
	if c.end != nil {
		c.end()
		c.end = nil
	}
	if c.phase != Complete {
		c.phase = Resting
	}
	c.is(transport.Closed, c.bench.Now())
}

// complete ends the column: the server said that nothing follows.
func (c *Column) complete() {
	c.close()
	c.phase = Complete
}

// is notes what the connection is doing.
func (c *Column) is(s transport.State, at int64) {
	if c.state != s && (c.state != "" || s != transport.Closed) {
		c.state = s
		c.trace.turn(s, at)
	}
}
