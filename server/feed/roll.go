package feed

import (
	"maps"
	"slices"
	"time"

	"parley/shared"
)

// tellPresence tells those in a topic what is new, if anything is.
func (f *Feed) tellPresence(t *topic, now time.Time) {
	if f.closing {
		return
	}
	full, change := t.roll()
	if full == nil {
		return
	}
	p := t.presence
	f.tick++
	p.at, p.before, p.tick = now, p.tick, f.tick
	p.count, p.full, p.change = len(t.members), full, change
	f.touch(t)
}

// roll words a telling: in full, and as a change from the last one. Where there
// is nothing to tell both are nil.
func (t *topic) roll() (full, change *Item) {
	p, count := t.presence, len(t.members)
	switch {
	case count == 0: // who comes next has heard nothing
		*p = presence{restless: p.restless}
		return nil, nil
	case t.crowded():
		if count == p.count {
			return nil, nil
		}
		full = t.online(shared.Presence{Count: count})
		return full, full
	case p.crowd || p.full == nil: // there is no list that could change
		p.crowd, p.came, p.went = false, nil, nil
		full = t.online(shared.Presence{Full: true, Online: t.everyone(), Count: count})
		return full, full
	}
	came, went := t.changes()
	if len(came)+len(went) == 0 {
		return nil, nil
	}
	full = t.online(shared.Presence{Full: true, Online: t.everyone(), Count: count})
	return full, t.online(shared.Presence{Online: came, Offline: went, Count: count})
}

func (t *topic) online(p shared.Presence) *Item {
	return passing(shared.Ephemeral{Room: t.name.Room, Body: p})
}

// everyone gives all who are there, of whom is told by that.
func (t *topic) everyone() []shared.PersonID {
	all := make([]shared.PersonID, len(t.members))
	for i, m := range t.members {
		m.told = true
		all[i] = m.person.id
	}
	return all
}

// changes gives who came and who went since the last telling; who went and is
// back is neither.
func (t *topic) changes() (came, went []shared.PersonID) {
	p := t.presence
	gone := make(map[shared.PersonID]bool, len(p.went))
	for _, id := range p.went {
		gone[id] = true
	}
	for _, m := range p.came {
		if m.told || m.place == nowhere {
			continue
		}
		if !gone[m.person.id] {
			came = append(came, m.person.id)
		}
		delete(gone, m.person.id)
	}
	p.came, p.went = nil, nil
	return came, slices.Sorted(maps.Keys(gone))
}
