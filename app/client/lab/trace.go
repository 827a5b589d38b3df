package lab

import "parley/app/client/transport"

// Shown is how far back a trace goes, in microseconds.
const Shown = 30_000_000

// Trace is the last stretch of a column's life, by this device's clock in
// microseconds since 1970.
type Trace struct {
	Spans    []Span    // one after another
	Arrivals []Arrival // in the order in which they came
}

// Span is a stretch in one state, until the next begins.
type Span struct {
	State transport.State
	From  int64
}

// Arrival is an event, from when it happened until it was here. A column keeps
// Happened by the server's clock.
type Arrival struct{ Happened, Came int64 }

// turn notes a change of state.
func (t *Trace) turn(s transport.State, at int64) {
	if n := len(t.Spans); n > 0 && t.Spans[n-1].State == s {
		return
	}
	t.Spans = append(t.Spans, Span{s, at})
	t.forget(at - Shown)
}

// arrive notes an event.
func (t *Trace) arrive(happened, came int64) {
	t.Arrivals = append(t.Arrivals, Arrival{happened, came})
	t.forget(came - Shown)
}

// by gives the trace by this device's clock alone.
func (t *Trace) by(ahead int64) Trace {
	arrivals := make([]Arrival, len(t.Arrivals))
	for i, a := range t.Arrivals {
		arrivals[i] = Arrival{min(a.Happened-ahead, a.Came), a.Came}
	}
	return Trace{t.Spans, arrivals}
}

// forget drops what was over by then.
func (t *Trace) forget(before int64) {
	first := 0
	for first+1 < len(t.Spans) && t.Spans[first+1].From < before {
		first++
	}
	t.Spans = t.Spans[first:]
	first = 0
	for first < len(t.Arrivals) && t.Arrivals[first].Came < before {
		first++
	}
	t.Arrivals = t.Arrivals[first:]
}
