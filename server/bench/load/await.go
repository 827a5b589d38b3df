//go:build linux

package load

import (
	"context"
	"fmt"
	"time"
)

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
