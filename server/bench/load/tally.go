//go:build linux

package load

import (
	"context"
	"fmt"
	"slices"
	"time"
)

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

// AwaitOpen waits until all streams are open. Some servers say nothing before
// their first event: nudge, where it is given, is called whenever nothing comes.
func (c *Crowd) AwaitOpen(ctx context.Context, nudge func() error) error {
	return c.await(ctx, func() (bool, string) {
		open := 0
		for _, r := range c.readers {
			r.mu.Lock()
			open += r.tally.Open
			r.mu.Unlock()
		}
		return open >= len(c.streams), fmt.Sprintf("%d of %d streams opened", open, len(c.streams))
	}, nudge)
}

// AwaitHeard waits until there were so many deliveries since the last Reset.
func (c *Crowd) AwaitHeard(ctx context.Context, n int64) error {
	return c.await(ctx, func() (bool, string) {
		var heard int64
		for _, r := range c.readers {
			r.mu.Lock()
			heard += r.tally.Heard
			r.mu.Unlock()
		}
		return heard >= n, fmt.Sprintf("%d of %d deliveries came", heard, n)
	}, nil)
}

// AwaitArrived waits until everyone has heard Order.Until.
func (c *Crowd) AwaitArrived(ctx context.Context) error {
	return c.await(ctx, func() (bool, string) {
		arrived := 0
		for _, r := range c.readers {
			r.mu.Lock()
			arrived += len(r.tally.Arrived)
			r.mu.Unlock()
		}
		return arrived >= len(c.streams), fmt.Sprintf("%d of %d listeners have arrived", arrived, len(c.streams))
	}, nil)
}

// Quiet waits until nothing more comes for a moment, and resets.
func (c *Crowd) Quiet(ctx context.Context) error {
	for {
		select {
		case <-c.news:
		case <-time.After(quiet):
			c.Reset()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const (
	quiet      = 100 * time.Millisecond
	patience   = 5 * time.Second // without anything new: then nothing more will come
	nudgeAfter = 200 * time.Millisecond
)

// A SilenceError says that nothing came any more.
type SilenceError struct{ State string }

func (e *SilenceError) Error() string { return "nothing comes any more: " + e.State }

// await waits until something is done, or nothing comes for long.
func (c *Crowd) await(ctx context.Context, done func() (bool, string), nudge func() error) error {
	last, since := "", time.Now()
	tick := time.NewTicker(nudgeAfter)
	defer tick.Stop()
	for {
		is, state := done()
		if is {
			return nil
		}
		fresh := state != last
		if fresh {
			last, since = state, time.Now()
		}
		if time.Since(since) > patience {
			return &SilenceError{state}
		}
		select {
		case <-c.news:
		case <-tick.C:
			if nudge != nil && !fresh {
				if err := nudge(); err != nil {
					return err
				}
			}
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", state, ctx.Err())
		}
	}
}

// Times are durations of the same thing.
type Times []time.Duration

// At gives the time that a part of all did not exceed: 0.99 for p99. It sorts.
func (t Times) At(part float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	if !slices.IsSorted(t) {
		slices.Sort(t)
	}
	return t[min(int(part*float64(len(t))), len(t)-1)]
}
