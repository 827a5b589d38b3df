package feed

import (
	"maps"
	"slices"
	"time"

	"parley/shared"
)

const (
	// presenceTick is how often the feed looks who left and what is to be told.
	presenceTick = 200 * time.Millisecond
	// leaveGrace is how long someone without a listener stays online, so that a
	// reload does not show. With presenceTick and shared.PresenceEvery it is
	// within the two seconds in which a closed tab has to show.
	leaveGrace = 600 * time.Millisecond
	// revokedFor is for how long a session that ended is remembered, against
	// a stream that was let in just before.
	revokedFor = time.Minute
)

// presence is who of a room is told to be online. Listeners that were told what
// there was before get the difference, all others everything: nothing depends
// on having heard each one.
type presence struct {
	came     []*membership     // not told yet; some may have gone again
	went     []shared.PersonID // told to be online, and gone
	restless bool              // in Feed.restless
	crowd    bool              // there were so many that only their number was told

	at           time.Time // when it was last told
	tick, before uint64    // of the last telling, and of the one before it
	full, change *Item     // nil until told
}

// since gives what a listener has to hear that was last at the end at tick.
func (p *presence) since(tick uint64, m *membership) *Item {
	switch {
	case p == nil || p.full == nil:
		return nil
	case tick == 0 || tick < p.before || tick < m.from:
		return p.full
	case tick < p.tick:
		return p.change
	}
	return nil
}

// came and went note who is to be told of. The lock is held.
func (f *Feed) came(m *membership) {
	t := m.topic
	if t.name.Room == "" {
		return
	}
	if t.presence == nil {
		t.presence = new(presence)
	}
	t.presence.came = append(t.presence.came, m)
	f.unrest(t)
}

func (f *Feed) went(m *membership) {
	if m.told {
		m.topic.presence.went = append(m.topic.presence.went, m.person.id)
		f.unrest(m.topic)
	}
}

func (f *Feed) unrest(t *topic) {
	if !t.presence.restless {
		t.presence.restless = true
		f.restless = append(f.restless, t)
	}
}

// linger lets go of a person to whom nobody listens, after the grace and what
// the transport asks for beyond it. The lock is held.
func (f *Feed) linger(p *person, beyond time.Duration) {
	if len(p.listeners) > 0 || p.held > 0 {
		return
	}
	f.leaving[p] = f.Now().Add(leaveGrace + beyond)
}

// beat lets go of people whose grace is over, then tells presence in the rooms
// where that is due, each under the lock for itself.
func (f *Feed) beat() {
	now := f.Now()
	var due []*topic
	f.locked(func() {
		for p, at := range f.leaving {
			if !now.Before(at) {
				f.release(p)
			}
		}
		for session, at := range f.revoked {
			if now.Sub(at) > revokedFor {
				delete(f.revoked, session)
			}
		}
		f.restless = slices.DeleteFunc(f.restless, func(t *topic) bool {
			if now.Sub(t.presence.at) < shared.PresenceEvery {
				return false
			}
			t.presence.restless = false
			due = append(due, t)
			return true
		})
	})
	for _, t := range due {
		f.change(func() { f.tellPresence(t, now) })
	}
}

func (f *Feed) tellPresence(t *topic, now time.Time) {
	p := t.presence
	online, offline := t.arrivals()
	if f.closing || len(online)+len(offline) == 0 {
		return
	}
	p.full, p.change = t.roll(online, offline)
	f.tick++
	p.at, p.before, p.tick = now, p.tick, f.tick
	f.touch(t)
}

// arrivals gives who came and who went since the last telling; who went and is
// back is neither.
func (t *topic) arrivals() (online, offline []shared.PersonID) {
	p := t.presence
	gone := make(map[shared.PersonID]bool, len(p.went))
	for _, id := range p.went {
		gone[id] = true
	}
	for _, m := range p.came {
		if m.told || m.place == nowhere {
			continue
		}
		m.told = true
		if !gone[m.person.id] {
			online = append(online, m.person.id)
		}
		delete(gone, m.person.id)
	}
	p.came, p.went = nil, nil
	return online, slices.Sorted(maps.Keys(gone))
}

// roll words a telling: in full, and as a change from the last one.
func (t *topic) roll(online, offline []shared.PersonID) (full, change *Item) {
	tell := func(p shared.Presence) *Item {
		return passing(shared.Ephemeral{Room: t.name.Room, Body: p})
	}
	count, crowded := len(t.members), t.presence.crowd
	t.presence.crowd = count > shared.MaxPresenceRoom
	if t.presence.crowd {
		number := tell(shared.Presence{Count: count})
		return number, number
	}
	everyone := make([]shared.PersonID, 0, count)
	for _, m := range t.members {
		everyone = append(everyone, m.person.id)
	}
	full = tell(shared.Presence{Full: true, Online: everyone, Count: count})
	if crowded || t.presence.full == nil {
		return full, full
	}
	return full, tell(shared.Presence{Online: online, Offline: offline, Count: count})
}
