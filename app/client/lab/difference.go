package lab

import "math"

// comparisons is how many of the latest comparisons count: those of a minute.
const comparisons = 12

// difference is what the server's clock is ahead of this device's, in
// microseconds, as far as one can tell over a network. An answer that says what
// time it was there bounds it from both sides, as that was after the question and
// before the answer came; an event bounds it from below, as none comes before it
// happened. All that is known together leaves little room.
type difference struct{ latest []bounds }

type bounds struct{ low, high int64 }

// compare notes an answer: when it was asked for, when it came, and what it said.
func (d *difference) compare(asked, came, there int64) {
	d.latest = append(d.latest, bounds{there - came, there - asked})
	if len(d.latest) > comparisons {
		d.latest = d.latest[1:]
	}
}

// witness notes an event: when it happened there, and when it came.
func (d *difference) witness(there, came int64) {
	if n := len(d.latest); n > 0 {
		d.latest[n-1].low = max(d.latest[n-1].low, there-came)
	}
}

// ahead is the likeliest difference, and how much it may be wrong.
func (d *difference) ahead() (ahead, margin int64) {
	if len(d.latest) == 0 {
		return 0, 0
	}
	all := bounds{math.MinInt64, math.MaxInt64}
	for _, b := range d.latest {
		all.low, all.high = max(all.low, b.low), min(all.high, b.high)
	}
	half := (all.high - all.low) / 2
	return all.low + half, max(half, -half) // the wrong way round where a clock was set anew
}
