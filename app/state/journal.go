package state

import (
	"slices"
	"sort"

	"parley/shared"
)

// journalSize is how many applied events are remembered: they are applied
// again to snapshots and pages that were read before them and arrive after.
const journalSize = 1000

// journal is the newest of the applied events, in order.
type journal struct {
	from   shared.Seq // every event after this position is here
	events []shared.Event
}

func (j *journal) restart(from shared.Seq) { j.from, j.events = from, nil }

func (j *journal) add(e shared.Event) {
	j.events = append(j.events, e)
	if len(j.events) >= 2*journalSize {
		spare := len(j.events) - journalSize
		j.from = j.events[spare-1].Seq
		j.events = slices.Clone(j.events[spare:])
	}
}

// after gives the applied events after a position; ok is false where some of
// them are forgotten.
func (j *journal) after(seq shared.Seq) (events []shared.Event, ok bool) {
	if seq < j.from {
		return nil, false
	}
	first := sort.Search(len(j.events), func(i int) bool { return j.events[i].Seq > seq })
	return j.events[first:], true
}

// has reports whether one of the events was made by that command.
func (j *journal) has(by shared.PersonID, id shared.CommandID) bool {
	return slices.ContainsFunc(j.events, func(e shared.Event) bool { return e.Command == id && e.By == by })
}
