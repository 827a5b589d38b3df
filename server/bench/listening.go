//go:build linux

package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
	"parley/server/bench/rival"
)

const (
	hearWithin = 30 * time.Second       // one event, by all
	breath     = 20 * time.Millisecond  // between two events
	aftermath  = 100 * time.Millisecond // until what the last event led to is done
	kernelFrom = 5000                   // listeners from which on the kernel's memory stands out of its noise
	kibibyte   = 1024
	fewRounds  = 1000 // listeners below which there are three times the rounds: they are short
)

// listening is what n listeners cost while they are idle, and what it costs to
// tell them one event after another.
func listening(n int) scenario {
	return scenario{
		name: "listening", title: "one post at a time", about: report.Grouped(int64(n)) + " listeners", kinds: all,
		measure: func(ctx context.Context, m *measuring) error { return m.listening(ctx, n) },
	}
}

func (m *measuring) listening(ctx context.Context, n int) error {
	condition, drawn := m.about, n == slices.Max(m.sizes.listeners)
	memory := m.figure(report.Figure{Name: "memory of an idle listener", Condition: condition, Unit: report.KiB, Goal: goalAt(n, manyListeners, goalMemory), Drawn: drawn})
	cpu := m.figure(report.Figure{Name: "CPU for a delivery", Condition: condition, Unit: report.Micros, Goal: goalAt(n, manyListeners, goalCPU), Drawn: drawn})
	median := m.figure(report.Figure{Name: "latency of a delivery, p50", Condition: condition, Unit: report.Millis})
	p99 := m.figure(report.Figure{Name: "latency of a delivery, p99", Condition: condition, Unit: report.Millis})
	rounds := m.sizes.rounds
	if n < fewRounds {
		rounds *= 3
	}
	t, err := m.start(ctx, m.kind, n)
	if err != nil {
		return err
	}
	defer t.stop()
	steps := m.begin(rounds + 1)
	defer steps.end()
	idle, crowd, err := m.idle(ctx, t, n)
	if err != nil {
		return err
	}
	defer crowd.Close()
	steps.step()
	m.read(memory, idle/kibibyte, "")
	spent, err := t.deliver(ctx, crowd, n, rounds, steps)
	if err != nil {
		return err
	}
	took := crowd.Tally().Took
	m.read(cpu, micros(spent)/float64(n*rounds), "")
	m.read(median, millis(took.At(0.5)), "")
	m.read(p99, millis(took.At(0.99)), "")
	return nil
}

// idle opens n streams and gives the bytes of the server's process that each
// takes while nothing happens.
//
// All of RSS counts that was not there before, also the garbage that opening the
// streams has left, for that is what the machine has to have. The base is that of
// a process that has just been started, and has had one listener and heard one
// event, so that code and tables which are loaded at the first use are not taken
// for those of a listener. People of Parley have entered in an earlier process:
// they are on its disk, like all who are not there.
func (m *measuring) idle(ctx context.Context, t *target, n int) (each float64, crowd *load.Crowd, err error) {
	if err := t.warm(ctx); err != nil {
		return 0, nil, fmt.Errorf("the first listener: %w", err)
	}
	base, err := t.settled(ctx, m.sizes.stable)
	if err != nil {
		return 0, nil, err
	}
	kernel, err := kernelMemory()
	if err != nil {
		return 0, nil, err
	}
	if crowd, err = t.gather(ctx, n, load.Options{}); err != nil {
		return 0, nil, err
	}
	now, err := t.settled(ctx, m.sizes.stable)
	if err == nil && m.kind == rival.Floor && n >= kernelFrom {
		err = m.kernel(kernel, n)
	}
	if err != nil {
		crowd.Close()
		return 0, nil, err
	}
	return float64(now.resident-base.resident) / float64(n), crowd, nil
}

// kernel reads the kernel's share, which is the same for all servers: it is taken
// beside the floor, which has nothing else. Both ends are on this machine, so one
// takes half.
func (m *measuring) kernel(before int64, n int) error {
	now, err := kernelMemory()
	if err != nil {
		return err
	}
	f := m.figure(report.Figure{Name: "the kernel's memory of a connection, beside it", Condition: m.about, Unit: report.KiB})
	m.read(f, float64(now-before)/kibibyte/float64(2*n), "")
	return nil
}

// warm has one listener come, hear one event, and leave.
func (t *target) warm(ctx context.Context) error {
	crowd, err := t.gather(ctx, 1, load.Options{})
	if err != nil {
		return err
	}
	defer crowd.Close()
	if _, err := t.once(ctx, smallEvent); err != nil {
		return err
	}
	return crowd.AwaitHeard(ctx, 1)
}

// deliver posts one event after another, each when the last has reached all, and
// gives the CPU time that the server took for all of it.
func (t *target) deliver(ctx context.Context, crowd *load.Crowd, n, rounds int, steps steps) (time.Duration, error) {
	poster, err := load.DialPoster(ctx, t.address)
	if err != nil {
		return 0, err
	}
	defer poster.Close()
	before, err := t.usage()
	if err != nil {
		return 0, err
	}
	for round := range rounds {
		limit, cancel := context.WithTimeout(ctx, hearWithin)
		_, err := t.post(poster, 0, time.Now(), smallEvent)
		if err == nil {
			err = crowd.AwaitHeard(limit, int64(n*(round+1)))
		}
		cancel()
		if err != nil {
			return 0, fmt.Errorf("round %d: %w", round, err)
		}
		pause(ctx, breath)
		steps.step()
	}
	pause(ctx, aftermath)
	after, err := t.usage()
	return after.cpu - before.cpu, err
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
