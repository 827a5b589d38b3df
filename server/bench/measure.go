//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

const (
	quiet      = 200 * time.Millisecond // between two
	calm       = 3 * time.Second        // before the memory of idle streams is read
	openWithin = time.Minute
	warmUps    = 1000 // the number of the first post that only opens streams
	hearWithin = 20 * time.Second
	kibibyte   = 1024
)

// result is what one server took with so many listeners.
type result struct {
	kind      string
	listeners int
	memory    float64       // KiB for each listener, idle, without the process's base
	cpu       time.Duration // for each delivery
	p50, p99  time.Duration // from before the post until a listener had read it
}

// measure starts a server, opens n streams to it, and has it tell events.
func (b bench) measure(ctx context.Context, kind string, n int) (r result, err error) {
	t, err := start(ctx, kind, b.parley, n)
	if err != nil {
		return r, err
	}
	defer t.stop()
	base, err := t.usage()
	if err != nil {
		return r, err
	}
	l, err := openLoad(ctx, t, n)
	if err != nil {
		return r, err
	}
	defer l.close()
	if err := t.awaitAll(ctx, l); err != nil {
		return r, fmt.Errorf("not all streams opened: %w", err)
	}
	pause(ctx, calm)
	idle, err := t.usage()
	if err != nil {
		return r, err
	}
	r = result{kind: kind, listeners: n, memory: float64(idle.resident-base.resident) / kibibyte / float64(n)}
	return r, r.deliver(ctx, t, l, b.rounds)
}

// deliver posts one event after another, each when the last has reached all.
func (r *result) deliver(ctx context.Context, t *target, l *load, rounds int) error {
	var took []time.Duration
	var cpu time.Duration
	for round := range rounds {
		before, err := t.usage()
		if err != nil {
			return err
		}
		if err := t.post(ctx, round+1); err != nil {
			return err
		}
		limit := time.After(hearWithin)
		for range r.listeners {
			select {
			case d := <-l.heard:
				took = append(took, d)
			case <-limit:
				return fmt.Errorf("in round %d %d of %d deliveries came", round, len(took)%r.listeners, r.listeners)
			}
		}
		pause(ctx, quiet)
		after, err := t.usage()
		if err != nil {
			return err
		}
		cpu += after.cpu - before.cpu
	}
	slices.Sort(took)
	r.cpu = cpu / time.Duration(len(took))
	r.p50, r.p99 = took[len(took)/2], took[len(took)*99/100]
	return ctx.Err()
}

// awaitAll waits until all streams are open. Some servers say nothing before the
// first event, so there are some.
func (t *target) awaitAll(ctx context.Context, l *load) error {
	ctx, cancel := context.WithTimeout(ctx, openWithin)
	defer cancel()
	for n := 0; ; n++ {
		select {
		case <-l.ready:
			pause(ctx, quiet)
			l.forget()
			return ctx.Err()
		case <-l.heard:
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(quiet):
			if err := t.post(ctx, warmUps+n); err != nil {
				return err
			}
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// print writes the table; ratios are to the floor with as many listeners.
func print(to io.Writer, all []result) {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "listeners\tserver\tKiB each\tCPU a delivery\t× floor\tp50\tp99\t")
	floor := map[int]time.Duration{}
	for _, r := range all {
		if r.kind == kindFloor {
			floor[r.listeners] = r.cpu
		}
		ratio := float64(r.cpu) / float64(max(floor[r.listeners], 1))
		fmt.Fprintf(table, "%d\t%s\t%.2f\t%v\t%.2f\t%v\t%v\t\n", r.listeners, r.kind, r.memory,
			r.cpu.Round(10*time.Nanosecond), ratio, r.p50.Round(10*time.Microsecond), r.p99.Round(10*time.Microsecond))
	}
	table.Flush()
}
