package feed

import (
	"time"

	"parley/server/chat"
	"parley/shared"
)

// crowdPace is how long presence waits for each person in a room before it is
// told again. To tell one listener takes some 6 µs, so however large a crowd is,
// telling it how many they are never takes more than 1% of one core. Up to
// shared.MaxPresenceRoom people it makes no difference.
const crowdPace = 600 * time.Microsecond

// presence is who of a room is told to be online. Listeners that were told what
// there was before get the difference, all others everything: nothing depends
// on having heard each one.
type presence struct {
	came     []*membership     // not told yet; some may have gone again
	went     []shared.PersonID // told to be online, and gone
	restless bool              // in Feed.restless
	crowd    bool              // too many to be named: came and went are not kept

	at           time.Time // when it was last told
	tick, before uint64    // of the last telling, and of the one before it
	count        int       // that was told
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

// crowded reports whether there are too many to be named.
func (t *topic) crowded() bool { return len(t.members) > shared.MaxPresenceRoom }

// presenceEvery is how often at most presence is told.
func (t *topic) presenceEvery() time.Duration {
	return max(shared.PresenceEvery, time.Duration(len(t.members))*crowdPace)
}

// came and went note who is to be told of. The lock is held.
func (f *Feed) came(m *membership) {
	t := m.topic
	if t.name.Room == "" || t.name.Room == chat.Moderators {
		return
	}
	if t.presence == nil {
		t.presence = new(presence)
	}
	p := t.presence
	if t.crowded() {
		p.crowd, p.came, p.went = true, nil, nil
	}
	if !p.crowd {
		p.came = append(p.came, m)
	}
	f.unrest(t)
}

func (f *Feed) went(m *membership) {
	switch p := m.topic.presence; {
	case p == nil:
	case p.crowd:
		f.unrest(m.topic)
	case m.told:
		p.went = append(p.went, m.person.id)
		f.unrest(m.topic)
	}
}

func (f *Feed) unrest(t *topic) {
	if !t.presence.restless {
		t.presence.restless = true
		f.restless = append(f.restless, t)
	}
}
