package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/app/client/transport"
)

// laneTime is the stretch of time that the lanes show, in microseconds since
// 1970. What is drawn counts from origin and stays; the whole moves to the left.
type laneTime struct{ origin, now int64 }

// The shape of a lane, in units of its drawing.
const (
	laneWidth  = 1200
	laneHeight = 44
	laneTop    = 4.0  // where an event happens
	laneGround = 31.0 // where it is here
	laneBar    = 40.0 // what the connection does
	laneAhead  = 20.0 // how far the bar is drawn beyond now, while the lane moves there
	laneGrid   = 5    // seconds between the lines behind
)

// x is where a time lies on the moving drawing.
func (t laneTime) x(at int64) float64 {
	return float64(at-t.origin) * laneWidth / lab.Shown
}

// shift moves the drawing so that now is at its right edge.
func (t laneTime) shift() string {
	return "translate(" + strconv.FormatFloat(laneWidth-t.x(t.now), 'f', 1, 64) + " 0)"
}

// lane draws a trace: each event falls from when it happened to when it came, and
// below is what the connection did.
func (t laneTime) lane(trace lab.Trace, moving bool) app.UI {
	falls, dots := t.arrivals(trace)
	return chart("lane", laneWidth, laneHeight,
		drawn("grid", laneLines()),
		app.Elem("g").XMLNS(svgSpace).Attr("data-line", "flow").Attr("transform", t.shift()).Body(
			drawn("falls", falls),
			drawn("dots", dots),
			drawn("closed", t.bar(trace, transport.Closed, moving)),
			drawn("connecting", t.bar(trace, transport.Connecting, moving)),
			drawn("open", t.bar(trace, transport.Opened, moving)),
		),
	)
}

func (t laneTime) arrivals(trace lab.Trace) (falls, dots string) {
	var fall, dot pen
	for _, a := range trace.Arrivals {
		fall.move(t.x(a.Happened), laneTop)
		fall.line(t.x(a.Came), laneGround)
		dot.dot(t.x(a.Came), laneGround)
	}
	return fall.String(), dot.String()
}

// bar draws the stretches in one state. The shortest is still seen.
func (t laneTime) bar(trace lab.Trace, s transport.State, moving bool) string {
	const least = 3
	var p pen
	for i, span := range trace.Spans {
		if span.State != s {
			continue
		}
		from, to := t.x(span.From), t.x(t.now)
		switch {
		case i+1 < len(trace.Spans):
			to = t.x(trace.Spans[i+1].From)
		case moving:
			to += laneAhead
		}
		p.move(from, laneBar)
		p.across(max(to, from+least))
	}
	return p.String()
}

// laneLines are what stands still behind a lane.
func laneLines() string {
	var p pen
	const step = laneWidth * laneGrid * microsInSecond / lab.Shown
	for x := step; x < laneWidth; x += step {
		p.move(float64(x), 0)
		p.down(laneHeight)
	}
	return p.String()
}
