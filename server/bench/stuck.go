//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
)

// stuck is what one listener who stops reading does to the others. Rounds with
// and without it take turns, so that noise hits both alike, and before both as
// many large events are posted: here they fill the stuck one's buffers.
var stuck = scenario{
	name: "stuck", title: "one stuck listener", kinds: all,
	measure: func(ctx context.Context, m *measuring) error { return m.stuck(ctx) },
}

const (
	stuckEvents = 40              // of a round
	fillAtMost  = 300             // large events that the kernel's buffers surely do not hold
	filled      = 3               // events in a row of which they took nothing
	stallAfter  = 5 * time.Second // one event
)

var errStalls = errors.New("it stalls: the others hear nothing any more")

func (m *measuring) stuck(ctx context.Context) error {
	n := m.sizes.audience - 1
	condition := fmt.Sprintf("%s others", report.Grouped(int64(n)))
	without := m.figure(report.Figure{Name: "latency without it, p99", Condition: condition, Unit: report.Millis})
	with := m.figure(report.Figure{Name: "latency with it, p99", Condition: condition, Unit: report.Millis})
	effect := m.figure(report.Figure{Name: "effect on the others' p99", Condition: condition, Unit: report.Times, Goal: goalStuck})
	t, err := m.start(ctx, m.kind, n+1)
	if err != nil {
		return err
	}
	defer t.stop()
	steps := m.begin(2 * m.sizes.turns)
	defer steps.end()
	crowd, err := t.gather(ctx, n, load.Options{})
	if err != nil {
		return err
	}
	defer crowd.Close()
	var calm, disturbed load.Times
	large := filled
	for range m.sizes.turns {
		p99, err := t.calm(ctx, crowd, n, large)
		if err != nil {
			return stalls(ctx, err)
		}
		calm = append(calm, p99)
		steps.step()
		p99, large, err = t.disturbed(ctx, crowd, n)
		if errors.Is(err, errStalls) {
			m.read(without, millis(calm.At(0.5)), "")
		}
		if err != nil {
			return err
		}
		disturbed = append(disturbed, p99)
		steps.step()
	}
	m.read(without, millis(calm.At(0.5)), "")
	m.read(with, millis(disturbed.At(0.5)), "")
	m.read(effect, float64(disturbed.At(0.5))/float64(calm.At(0.5)), fmt.Sprintf("medians of %d rounds each", m.sizes.turns))
	return nil
}

// calm is the others' latency while nobody is stuck, after so many large events.
func (t *target) calm(ctx context.Context, crowd *load.Crowd, n, large int) (time.Duration, error) {
	crowd.Reset()
	if _, err := t.tell(ctx, crowd, n, large, largeEvent, never); err != nil {
		return 0, err
	}
	return t.latency(ctx, crowd, n)
}

// disturbed is the others' latency while one is stuck, whose buffers so many
// large events have filled.
func (t *target) disturbed(ctx context.Context, crowd *load.Crowd, n int) (p99 time.Duration, large int, err error) {
	one, err := load.OpenStuck(t.address, t.request(n))
	if err != nil {
		return 0, 0, err
	}
	defer one.Close()
	if large, err = t.fill(ctx, crowd, n, one); err != nil {
		return 0, 0, stalls(ctx, err)
	}
	p99, err = t.latency(ctx, crowd, n)
	return p99, large, stalls(ctx, err)
}

// stalls tells a server that hangs from what else goes wrong.
func stalls(ctx context.Context, err error) error {
	var silence *load.SilenceError
	if err != nil && ctx.Err() == nil && (errors.As(err, &silence) || errors.Is(err, context.Canceled) || errors.Is(err, os.ErrDeadlineExceeded)) {
		return errStalls
	}
	return err
}

// latency is the p99 of a round.
func (t *target) latency(ctx context.Context, crowd *load.Crowd, n int) (time.Duration, error) {
	crowd.Reset()
	if _, err := t.tell(ctx, crowd, n, stuckEvents, smallEvent, never); err != nil {
		return 0, err
	}
	return crowd.Tally().Took.At(0.99), nil
}

// fill posts until nothing more fits into the buffers of the stuck one, and gives
// how many events that took.
func (t *target) fill(ctx context.Context, crowd *load.Crowd, n int, one *load.Stuck) (posted int, err error) {
	crowd.Reset()
	var before, same int64
	posted, err = t.tell(ctx, crowd, n, fillAtMost, largeEvent, func() (bool, error) {
		queued, err := one.Queued()
		if queued == 0 || queued != before {
			before, same = queued, 0
		}
		same++
		return same > filled, err
	})
	if err == nil && same <= filled {
		err = fmt.Errorf("the stuck listener's buffers took %d events of %d bytes, and more", fillAtMost, largeEvent)
	}
	return posted, err
}

// never is enough of what is to be posted in full.
func never() (bool, error) { return false, nil }

// tell posts up to so many events, each when the last has reached all n, until
// enough says so, and gives how many.
func (t *target) tell(ctx context.Context, crowd *load.Crowd, n, events, size int, enough func() (bool, error)) (posted int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	limit := time.AfterFunc(stallAfter, cancel)
	defer limit.Stop()
	p, err := load.DialPoster(ctx, t.address)
	if err != nil {
		return 0, err
	}
	defer p.Close()
	for posted < events {
		limit.Reset(stallAfter)
		if _, err := t.post(p, 0, time.Now(), size); err != nil {
			return posted, err
		}
		posted++
		if err := crowd.AwaitHeard(ctx, int64(n*posted)); err != nil {
			return posted, err
		}
		if done, err := enough(); done || err != nil {
			return posted, err
		}
	}
	return posted, nil
}
