//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley/server/bench/report"
)

// scenario is one thing to measure, of each server to which it applies.
type scenario struct {
	name    string // for -only; several may share one
	title   string
	about   string   // what sets it apart from others of its name
	kinds   []string // of servers
	measure func(ctx context.Context, m *measuring) error
}

// measuring is a scenario while one of the servers is measured by it.
type measuring struct {
	*bench
	scenario
	kind    string
	figures []*report.Figure // those that it has a reading for
}

// bench is one run.
type bench struct {
	parley   string // the server's binary
	data     string // folder in which databases are made; empty for the usual temporary one
	sizes    sizes
	progress progress
	report   report.Report
	house    *house   // that of all scenarios but rooms; nil until it is needed
	houses   []*house // all of them
}

// scenarios are all there are, in the order of the table.
func (b *bench) scenarios() (list []scenario) {
	for _, n := range b.sizes.listeners {
		list = append(list, listening(n))
	}
	list = append(list, saturated)
	for _, n := range b.sizes.posters {
		list = append(list, durable(n))
	}
	return append(list, acknowledged, reconnect, stuck, rooms)
}

// run measures what is named in only, or all where nothing is. A server that
// fails is left out and named, and so is the error in the end.
func (b *bench) run(ctx context.Context, only []string) error {
	chosen, err := b.choose(only)
	if err != nil {
		return err
	}
	var failed []error
	for _, s := range chosen {
		for _, kind := range s.kinds {
			m := &measuring{bench: b, scenario: s, kind: kind}
			err := m.attempt(ctx)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil && (kind == report.Parley || !errors.Is(err, errStalls)) {
				failed = append(failed, fmt.Errorf("%s: %w", m.what(), err))
			}
		}
	}
	return errors.Join(failed...)
}

func (b *bench) choose(names []string) (chosen []scenario, err error) {
	list := b.scenarios()
	if len(names) == 0 {
		return list, nil
	}
	for _, name := range names {
		before := len(chosen)
		for _, s := range list {
			if s.name == name {
				chosen = append(chosen, s)
			}
		}
		if len(chosen) == before {
			return nil, fmt.Errorf("-only: there is no scenario %q", name)
		}
	}
	return chosen, nil
}

// scenarioWithin bounds what hangs.
const scenarioWithin = 2 * time.Minute

func (m *measuring) attempt(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, scenarioWithin)
	defer cancel()
	err := m.measure(ctx, m)
	if err != nil {
		m.fail(err)
	}
	return err
}

// what is done, in words.
func (m *measuring) what() string {
	if m.about == "" {
		return m.title + ": " + m.kind
	}
	return m.title + ": " + m.kind + ", " + m.about
}

// figure is one that the server is to have a reading for.
func (m *measuring) figure(f report.Figure) *report.Figure {
	f.Scenario = m.title
	known := m.report.Figure(f)
	m.figures = append(m.figures, known)
	return known
}

// read adds the server's reading.
func (m *measuring) read(f *report.Figure, value float64, note string) {
	f.Add(report.Reading{Server: m.kind, Role: roleOf(m.kind), Value: value, Note: note})
}

// fail says of all figures without a reading that there is none, and why.
func (m *measuring) fail(why error) {
	for _, f := range m.figures {
		if !slices.ContainsFunc(f.Readings, func(r report.Reading) bool { return r.Server == m.kind }) {
			f.Add(report.Reading{Server: m.kind, Role: roleOf(m.kind), Note: why.Error(), Failed: true})
		}
	}
}

// begin shows that the server is measured now, in so many steps.
func (m *measuring) begin(n int) steps { return m.progress.begin(m.what(), n) }
