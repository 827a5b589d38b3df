//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
)

// saturated is how many deliveries a second a server can make when events are
// posted as fast as it takes them.
var saturated = scenario{
	name: "saturated", title: "posts as fast as they are taken", kinds: all,
	measure: func(ctx context.Context, m *measuring) error { return m.saturated(ctx) },
}

const saturators = 16 // posters

func (m *measuring) saturated(ctx context.Context) error {
	n := m.sizes.crowd
	f := m.figure(report.Figure{Name: "deliveries a second", Condition: report.Grouped(int64(n)) + " listeners",
		Unit: report.PerSecond, More: true, Goal: goalSaturated, Drawn: true})
	t, err := m.start(ctx, m.kind, n)
	if err != nil {
		return err
	}
	defer t.stop()
	steps := m.begin(m.sizes.events)
	defer steps.end()
	crowd, err := t.gather(ctx, n, load.Options{Untimed: true})
	if err != nil {
		return err
	}
	defer crowd.Close()
	clock, err := t.clock()
	if err != nil {
		return err
	}
	say := t.say()
	driven, err := load.Loop(ctx, t.address, saturators, m.sizes.events, m.sizes.within, func(p *load.Poster, i int, due time.Time) error {
		steps.step()
		return say(p, i, due)
	})
	if err != nil {
		return err
	}
	var silence *load.SilenceError
	if err := crowd.AwaitHeard(ctx, int64(n)*int64(driven.Posted)); err != nil && !errors.As(err, &silence) {
		return err
	}
	tally := crowd.Tally()
	share, err := clock.read(tally.Last)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("%s events in %.1f s; %s", report.Grouped(int64(driven.Posted)), share.lasted.Seconds(), share)
	if lost := int64(n)*int64(driven.Posted) - tally.Heard; lost != 0 {
		note += fmt.Sprintf("; lost %s of %s deliveries", report.Grouped(lost), report.Grouped(int64(n)*int64(driven.Posted)))
	}
	m.read(f, float64(tally.Heard)/share.lasted.Seconds(), note)
	return nil
}

// clock measures who has how much of the processors.
type clock struct {
	target *target
	began  time.Time
	server usage
	load   time.Duration
}

func (t *target) clock() (c clock, err error) {
	c.target, c.load = t, ownCPU()
	c.server, err = t.usage()
	c.began = time.Now()
	return c, err
}

// share is how many processors server and load took, on average.
type share struct {
	lasted       time.Duration
	server, load float64
}

// read gives the shares from the clock's beginning until the time end, which has
// just been.
func (c clock) read(end time.Time) (share, error) {
	now, err := c.target.usage()
	lasted := end.Sub(c.began)
	return share{lasted, float64(now.cpu-c.server.cpu) / float64(lasted), float64(ownCPU()-c.load) / float64(lasted)}, err
}

// String tells who was the bottleneck.
func (s share) String() string {
	return fmt.Sprintf("the server took %.1f and the load %.1f of %d processors", s.server, s.load, runtime.NumCPU())
}
