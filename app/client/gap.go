package client

import "parley/shared"

// How a gap is judged, in milliseconds.
const (
	caughtAfter = 400    // so long nothing more arrived: it is caught up
	caughtFor   = 12_000 // so long it is worth telling
)

// gap counts what arrives after an outage.
type gap struct {
	open   bool       // whether the stream was away, and what it missed still arrives
	from   shared.Seq // the cursor when it went
	count  int        // the events since
	caught *Gap
	stop   func() // ends the timer; nil where there is none
}

// begin notes that the stream went away.
func (g *gap) begin(from shared.Seq) {
	if !g.open {
		g.open, g.from, g.count, g.caught = true, from, 0, nil
	}
	g.halt()
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
		if g.count > 0 {
			g.caught = &Gap{From: g.from, To: c.state.Cursor().Seq, Events: g.count}
			g.stop = c.after(caughtFor, func() { g.caught, g.stop = nil, nil })
		}
	})
}
