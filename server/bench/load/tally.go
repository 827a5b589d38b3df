//go:build linux

package load

import "time"

// Tally is what a crowd has come to.
type Tally struct {
	Open    int       // streams whose head has come
	Cut     int       // streams that ended by themselves
	Retries int       // times that somebody was refused, and came again
	Refusal int       // the last status that refused a stream
	Heard   int64     // deliveries
	Last    time.Time // when the last of them came
	Took    Times     // how long each took, unless that is not asked for

	Lost, Twice int64 // positions that were passed over, and that came again
	Astray      int64 // events whose id is not their position
	Arrived     Times // how long each took from its first attempt until it had heard Order.Until
	LastArrival time.Time
}

func (t *Tally) add(other *Tally) {
	t.Open += other.Open
	t.Cut += other.Cut
	t.Retries += other.Retries
	t.Refusal = max(t.Refusal, other.Refusal)
	t.Heard += other.Heard
	t.Last = latest(t.Last, other.Last)
	t.Took = append(t.Took, other.Took...)
	t.Lost += other.Lost
	t.Twice += other.Twice
	t.Astray += other.Astray
	t.Arrived = append(t.Arrived, other.Arrived...)
	t.LastArrival = latest(t.LastArrival, other.LastArrival)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Tally sums up.
func (c *Crowd) Tally() (t Tally) {
	for _, r := range c.readers {
		r.mu.Lock()
		t.add(&r.tally)
		r.mu.Unlock()
	}
	return t
}

// Reset forgets the deliveries so far, and keeps what concerns the streams.
func (c *Crowd) Reset() {
	for _, r := range c.readers {
		r.mu.Lock()
		r.tally.Heard, r.tally.Took = 0, r.tally.Took[:0]
		for i := range c.streams {
			if c.of(i) == r {
				c.streams[i].heard = 0
			}
		}
		r.mu.Unlock()
	}
}

// Fewest is what the listener has heard who heard least.
func (c *Crowd) Fewest() int {
	fewest := -1
	for i := range c.streams {
		r := c.of(i)
		r.mu.Lock()
		if heard := c.streams[i].heard; fewest < 0 || heard < fewest {
			fewest = heard
		}
		r.mu.Unlock()
	}
	return fewest
}
