//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/server/bench/report"
)

// scenario is one thing to measure, of each server to which it applies.
type scenario struct {
	name    string // for -only; several may share one
	title   string
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
func (b *bench) scenarios() []scenario {
	all := []scenario{}
	for _, n := range b.sizes.listeners {
		all = append(all, listening(n))
	}
	all = append(all, saturated)
	for _, n := range b.sizes.posters {
		all = append(all, durable(n))
	}
	return append(all, acknowledged, reconnect, stuck, rooms)
}

// run measures what is named in only, or all where nothing is. A server that
// fails is left out and named, and so is the error in the end.
func (b *bench) run(ctx context.Context, only []string) error {
	var failed []error
	chosen := 0
	for _, s := range b.scenarios() {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		chosen++
		for _, kind := range s.kinds {
			m := &measuring{bench: b, scenario: s, kind: kind}
			if err := s.measure(ctx, m); err != nil {
				m.fail(err)
				if kind == report.Parley || !errors.Is(err, errStalls) {
					failed = append(failed, fmt.Errorf("%s, %s: %w", s.title, kind, err))
				}
			}
			if ctx.Err() != nil {
				return errors.Join(failed...)
			}
		}
	}
	if chosen == 0 {
		return fmt.Errorf("-only: there is no scenario %q", strings.Join(only, ","))
	}
	return errors.Join(failed...)
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
func (m *measuring) begin(n int) steps { return m.progress.begin(m.title+": "+m.kind, n) }
