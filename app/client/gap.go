package client

import "parley/shared"

// How a gap is judged, in milliseconds.
const (
	caughtAfter = 400    // so long nothing more arrived: it is caught up
	caughtFor   = 12_000 // so long it is worth telling
)

// Gap is what was missed and then caught up.
type Gap struct {
	From, To shared.Seq // the cursor before and after
	Events   int        // how many events arrived
	Checked  bool       // whether the log was read once more to see what is missing
	Missing  int        // how many events of the log did not arrive
}

// gap counts what arrives after an outage.
type gap struct {
	open   bool         // whether the stream was away, and what it missed still arrives
	from   shared.Seq   // the cursor when it went
	came   []shared.Seq // the events since
	caught *Gap         // while it is worth telling
	last   *Gap         // for good
	held   []shared.Seq // the events that arrived in it, in order
	stop   func()       // ends the timer; nil where there is none
}

// begin notes that the stream went away.
func (g *gap) begin(from shared.Seq) {
	if !g.open {
		g.open, g.from, g.came, g.caught = true, from, nil, nil
	}
	g.halt()
}

// forget drops a gap that a snapshot filled instead of events.
func (g *gap) forget() {
	g.open, g.came, g.caught = false, nil, nil
	g.halt()
}

// note counts an event, where there is a gap to fill.
func (g *gap) note(seq shared.Seq) {
	if g.open {
		g.came = append(g.came, seq)
	}
}

func (g *gap) halt() {
	if g.stop != nil {
		g.stop()
		g.stop = nil
	}
}

// closeGap tells what was caught up, once no more of it arrives.
func (c *Client) closeGap() {
	g := &c.line.gap
	if !g.open || c.line.phase != Live {
		return
	}
	g.halt()
	g.stop = c.after(caughtAfter, func() {
		g.open, g.stop = false, nil
		if len(g.came) == 0 {
			return
		}
		g.last = &Gap{From: g.from, To: c.state.Cursor().Seq, Events: len(g.came)}
		g.caught, g.held, g.came = g.last, g.came, nil
		g.stop = c.after(caughtFor, func() { g.caught, g.stop = nil, nil })
		if c.meter.watched {
			c.audit()
		}
	})
}
