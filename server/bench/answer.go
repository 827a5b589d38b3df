//go:build linux

package main

import (
	"context"
	"fmt"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
)

// acknowledged is how long an answer takes while posts come at a steady rate,
// whatever the answers, and many listen. Only Parley applies: what the others
// answer is not on disk.
var acknowledged = scenario{
	name: "acknowledged", title: "acknowledgement of a post", kinds: ours,
	measure: func(ctx context.Context, m *measuring) error { return m.acknowledged(ctx) },
}

const (
	ratePosters = 64  // connections, of which one is nearly always free
	rate        = 500 // posts a second
)

func (m *measuring) acknowledged(ctx context.Context) error {
	n := m.sizes.audience
	condition := fmt.Sprintf("%d posts a second, %s listeners", rate, report.Grouped(int64(n)))
	median := m.figure(report.Figure{Name: "p50", Condition: condition, Unit: report.Millis})
	p99 := m.figure(report.Figure{Name: "p99", Condition: condition, Unit: report.Millis, Goal: goalAnswer})
	p999 := m.figure(report.Figure{Name: "p99.9", Condition: condition, Unit: report.Millis})
	t, err := m.start(ctx, m.kind, n)
	if err != nil {
		return err
	}
	defer t.stop()
	disk, err := syncs(ctx, t.house.folder, m.sizes.syncing)
	if err != nil {
		return err
	}
	events := int(m.sizes.rating.Seconds() * rate)
	steps := m.begin(events)
	defer steps.end()
	after, err := t.once(ctx, smallEvent)
	if err != nil {
		return err
	}
	crowd, err := t.follow(ctx, n, after, load.Order{})
	if err != nil {
		return err
	}
	defer crowd.Close()
	clock, err := t.clock()
	if err != nil {
		return err
	}
	say := t.say()
	driven, err := load.Rate(ctx, t.address, ratePosters, events, time.Second/rate, func(p *load.Poster, i int, due time.Time) error {
		steps.step()
		return say(p, i, due)
	})
	if err != nil {
		return err
	}
	share, err := clock.read(time.Now())
	if err != nil {
		return err
	}
	if err := exactly(ctx, crowd, n, events); err != nil {
		return err
	}
	for f, part := range map[*report.Figure]float64{median: 0.5, p99: 0.99, p999: 0.999} {
		note := ""
		if f == p99 {
			note = share.String()
		}
		m.read(f, millis(driven.Took.At(part)), note)
		f.Add(m.disk(millis(disk.At(part))))
	}
	return nil
}
