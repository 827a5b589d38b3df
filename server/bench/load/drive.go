//go:build linux

package load

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Do posts the i-th event over p, as one that was due then.
type Do func(p *Poster, i int, due time.Time) error

// Driven is what posters came to.
type Driven struct {
	Posted int           // events that were answered
	Took   Times         // from when each was due until its answer was there
	Lasted time.Duration // from the first post to the last answer
}

// Loop has so many posters post as fast as they are answered, until limit events
// were posted or within has passed.
func Loop(ctx context.Context, address string, posters, limit int, within time.Duration, do Do) (Driven, error) {
	var next atomic.Int64
	deadline := time.Now().Add(within)
	return drive(ctx, address, posters, func(p *Poster, _ int, _ time.Time) (took Times, err error) {
		for {
			now := time.Now()
			i := int(next.Add(1)) - 1
			if i >= limit || now.After(deadline) || ctx.Err() != nil {
				return took, ctx.Err()
			}
			if err := do(p, i, now); err != nil {
				return took, err
			}
			took = append(took, time.Since(now))
		}
	})
}

// Rate posts so many events, every so often one, whether the last was answered
// or not: what waits for a poster that is free counts as time that it took.
func Rate(ctx context.Context, address string, posters, events int, every time.Duration, do Do) (Driven, error) {
	return drive(ctx, address, posters, func(p *Poster, worker int, began time.Time) (took Times, err error) {
		for i := worker; i < events; i += posters {
			due := began.Add(every * time.Duration(i))
			time.Sleep(time.Until(due))
			if ctx.Err() != nil {
				return took, ctx.Err()
			}
			if err := do(p, i, due); err != nil {
				return took, err
			}
			took = append(took, time.Since(due))
		}
		return took, nil
	})
}

// drive runs posters side by side, each with a connection of its own.
func drive(ctx context.Context, address string, posters int, post func(p *Poster, worker int, began time.Time) (Times, error)) (d Driven, err error) {
	all := make([]*Poster, posters)
	defer func() {
		for _, p := range all {
			if p != nil {
				p.Close()
			}
		}
	}()
	for i := range all {
		if all[i], err = DialPoster(ctx, address); err != nil {
			return d, err
		}
	}
	var group sync.WaitGroup
	times, failed := make([]Times, posters), make([]error, posters)
	began := time.Now()
	for i, p := range all {
		group.Go(func() { times[i], failed[i] = post(p, i, began) })
	}
	group.Wait()
	d.Lasted = time.Since(began)
	for _, took := range times {
		d.Took = append(d.Took, took...)
	}
	d.Posted = len(d.Took)
	return d, errors.Join(failed...)
}
