package ui

import (
	"math/rand/v2"
	"testing"
	"time"

	"parley/app/state"
	"parley/shared"
)

const (
	minute = int64(60_000)
	noon   = int64(1763467200000) // 18 November 2025, 12:00 UTC
)

func said(seq shared.Seq, by shared.PersonID, at int64) state.Item {
	return state.Item{Message: shared.Message{Seq: seq, By: by, At: at}}
}

func TestPlaces(t *testing.T) {
	note := state.Item{Note: &shared.Event{Seq: 1, By: "u_ann", At: noon}}
	for name, c := range map[string]struct {
		before neighbour
		item   state.Item
		edge   edge
		want   place
	}{
		"the first of all":           {neighbour{None: true}, said(1, "u_ann", noon), edge{}, place{Day: true, First: true}},
		"soon after":                 {neighbourOf(said(1, "u_ann", noon)), said(2, "u_ann", noon+groupFor), edge{}, place{}},
		"later":                      {neighbourOf(said(1, "u_ann", noon)), said(2, "u_ann", noon+groupFor+1), edge{}, place{First: true}},
		"someone else":               {neighbourOf(said(1, "u_ann", noon)), said(2, "u_bob", noon), edge{}, place{First: true}},
		"after a note":               {neighbourOf(note), said(2, "u_ann", noon), edge{}, place{First: true}},
		"over midnight":              {neighbourOf(said(1, "u_ann", noon+720*minute-1)), said(2, "u_ann", noon+720*minute), edge{}, place{Day: true, First: true}},
		"a clock that went back":     {neighbourOf(said(1, "u_ann", noon)), said(2, "u_ann", noon-minute), edge{}, place{}},
		"the first new one":          {neighbourOf(said(1, "u_ann", noon)), said(3, "u_ann", noon), edge{Divider: 2}, place{New: true, First: true}},
		"the second new one":         {neighbourOf(said(3, "u_ann", noon)), said(4, "u_ann", noon), edge{Divider: 2}, place{}},
		"nothing new":                {neighbourOf(said(1, "u_ann", noon)), said(3, "u_ann", noon), edge{}, place{}},
		"the end of what was read":   {neighbourOf(said(1, "u_ann", noon)), said(2, "u_ann", noon), edge{Divider: 2}, place{}},
		"all is new":                 {neighbour{None: true}, said(3, "u_ann", noon), edge{Divider: 2}, place{Day: true, New: true, First: true}},
		"what is new began before":   {neighbour{None: true}, said(3, "u_ann", noon), edge{Divider: 2, HasOlder: true}, place{Day: true, First: true}},
		"pending after what is read": {neighbourOf(said(2, "u_ann", noon)), said(0, "u_ann", noon), edge{Divider: 2}, place{}},
		"pending after pending":      {neighbourOf(said(0, "u_ann", noon)), said(0, "u_ann", noon), edge{Divider: 2}, place{}},
	} {
		if got := follow(c.before, c.item, zone{}, c.edge); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Over any history: a day stands exactly where the local date changes, at most
// one line tells what is new, and whoever speaks is named.
func TestPlacesOfAnyHistory(t *testing.T) {
	for range 200 {
		z := zone{fixed: rand.IntN(2*maxZone) - maxZone}
		divider, at, news := shared.Seq(rand.IntN(40)), noon, 0
		before := neighbour{None: true}
		for seq := shared.Seq(1); seq <= 60; seq++ {
			at += rand.Int64N(8 * 60 * minute)
			item := said(seq, shared.PersonID(rune('a'+rand.IntN(3))), at)
			p := follow(before, item, z, edge{Divider: divider})
			if p.New {
				news++
			}
			sameDay := !before.None && z.local(before.At).Format(time.DateOnly) == z.local(at).Format(time.DateOnly)
			if p.Day == sameDay {
				t.Fatalf("day %v between %v and %v", p.Day, z.local(before.At), z.local(at))
			}
			if !p.First && (before.None || before.By != item.Message.By || at-before.At > groupFor || p.Day || p.New) {
				t.Fatalf("message %d has no name: %+v", seq, p)
			}
			before = neighbourOf(item)
		}
		if want := min(1, int(divider)); news != want {
			t.Fatalf("%d lines for what is new, want %d", news, want)
		}
	}
}
