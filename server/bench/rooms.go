//go:build linux

package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
	"parley/shared"
)

// rooms is what an event and a listener cost while there are more and more rooms.
// As many listen in all cases: to the general room, and each to some of the
// others, of which every one has as many listeners. Three servers stand beside
// each other and take turns, so that noise hits all alike.
var rooms = scenario{
	name: "rooms", title: "rooms", kinds: ours,
	measure: func(ctx context.Context, m *measuring) error { return m.rooms(ctx) },
}

const (
	roomListeners = 2                            // of each room but the general one
	roomsOfOwner  = shared.MaxRoomsPerPerson - 1 // the general room is another
	roomEvents    = 300                          // of a round, over all rooms
	busyEvents    = 5                            // of a round, in the general room
)

// estate is a server with so many rooms beside the general one.
type estate struct {
	*target
	rooms   int
	crowd   *load.Crowd
	idle    float64   // bytes of a listener in the general room alone
	busy    []float64 // µs of CPU for a delivery, in each round
	quiet   []float64 // µs of CPU for an event in one of many rooms
	further int       // the next room that is posted to
}

func (m *measuring) rooms(ctx context.Context) error {
	figures := m.roomFigures()
	steps := m.begin(len(m.sizes.rooms) * (m.sizes.turns + 1))
	defer steps.end()
	var all []*estate
	for _, n := range m.sizes.rooms {
		e, err := m.build(ctx, n)
		if e != nil {
			defer e.stop()
		}
		if err != nil {
			return err
		}
		defer e.crowd.Close()
		all = append(all, e)
		steps.step()
	}
	for range m.sizes.turns {
		for _, e := range all {
			if err := e.round(ctx, m.sizes.audience); err != nil {
				return err
			}
			steps.step()
		}
	}
	for _, f := range figures {
		m.readRooms(f, all)
	}
	return nil
}

// roomFigure is a figure for each number of rooms, and its growth from the
// fewest to the most.
type roomFigure struct {
	of     func(*estate) float64
	each   []*report.Figure
	growth *report.Figure
}

func (m *measuring) roomFigures() (all []roomFigure) {
	for _, f := range []struct {
		name string
		unit report.Unit
		goal *report.Goal // of the growth
		of   func(*estate) float64
	}{
		{"memory of an idle listener in the general room", report.KiB, goalRooms, func(e *estate) float64 { return e.idle / kibibyte }},
		{"CPU for a delivery in a busy room", report.Micros, goalRooms, func(e *estate) float64 { return middle(e.busy) }},
		{"CPU for an event in one of the rooms", report.Micros, goalRooms, func(e *estate) float64 { return middle(e.quiet) }},
	} {
		figure := roomFigure{of: f.of}
		for _, n := range m.sizes.rooms {
			figure.each = append(figure.each, m.figure(report.Figure{Name: f.name, Condition: report.Grouped(int64(n)) + " beside the general one", Unit: f.unit}))
		}
		figure.growth = m.figure(report.Figure{Name: f.name, Condition: "the most to the fewest", Unit: report.Times, Goal: f.goal})
		all = append(all, figure)
	}
	return all
}

func (m *measuring) readRooms(f roomFigure, all []*estate) {
	for i, e := range all {
		m.read(f.each[i], f.of(e), "")
	}
	first, last := all[0], all[len(all)-1]
	m.read(f.growth, f.of(last)/f.of(first), fmt.Sprintf("a listener is in %d rooms beside the general one, where there are the most",
		last.rooms*roomListeners/m.sizes.audience))
}

// round measures once more.
func (e *estate) round(ctx context.Context, listeners int) error {
	e.crowd.Reset()
	spent, err := e.deliver(ctx, e.crowd, listeners, busyEvents, steps{})
	if err != nil {
		return err
	}
	e.busy = append(e.busy, micros(spent)/float64(listeners*busyEvents))
	e.crowd.Reset()
	before, err := e.usage()
	if err != nil {
		return err
	}
	first := e.further
	e.further += roomEvents
	if _, err := load.Loop(ctx, e.address, saturators, roomEvents, hearWithin, func(p *load.Poster, i int, due time.Time) error {
		room := (first + i) % e.rooms
		_, err := e.command(p, e.owner(room, listeners), roomID(room), "message.post", `{"text":"`+load.Stamp(due, smallEvent)+`"}`)
		return err
	}); err != nil {
		return err
	}
	if err := e.crowd.AwaitHeard(ctx, roomEvents*roomListeners); err != nil {
		return err
	}
	pause(ctx, aftermath)
	after, err := e.usage()
	e.quiet = append(e.quiet, micros(after.cpu-before.cpu)/roomEvents)
	return err
}

// middle is the median.
func middle(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
