package feed

import (
	"cmp"
	"maps"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// person is one who is connected, shared by all of their listeners.
type person struct {
	first     *membership // the topic heard last; the others hang behind it
	id        shared.PersonID
	listeners []*Listener
	in        []*membership // by the names of their topics
	settling  *settling     // nil once the memberships are known
	at        shared.Seq    // as of which they were read: earlier moves are in them
	held      int           // by Listen calls under way
}

// settling collects what is published of a person while their memberships are
// being read.
type settling struct{ moves []moved }

// moved is a change of membership and the event that made it.
type moved struct {
	chat.Move
	seq shared.Seq
}

// settle makes the person a member of their topics: rooms as of the position
// at, and what moved since. The lock is held.
func (f *Feed) settle(p *person, rooms map[shared.RoomID]shared.Seq, at shared.Seq) {
	since := p.settling.moves
	p.settling, p.at = nil, at
	p.in = make([]*membership, 0, len(rooms)+1)
	f.enter(p, chat.Audience{}, 0)
	if own := (chat.Audience{Person: p.id}); f.topics[own] != nil {
		f.enter(p, own, 0)
	}
	for _, room := range slices.Sorted(maps.Keys(rooms)) {
		f.enter(p, chat.Audience{Room: room}, rooms[room])
	}
	for _, m := range since {
		f.move(p, m)
	}
	p.sort()
}

// move applies a change of membership. The lock is held.
func (f *Feed) move(p *person, m moved) {
	switch {
	case p.settling != nil:
		p.settling.moves = append(p.settling.moves, m)
	case m.seq <= p.at:
	case m.In:
		if p.member(chat.Audience{Room: m.Room}) == nil {
			f.enter(p, chat.Audience{Room: m.Room}, m.seq)
		}
	case m.Room != "":
		f.exit(p.member(chat.Audience{Room: m.Room}))
	default:
		for _, m := range slices.Clone(p.in) {
			if m.topic.name.Room != "" {
				f.exit(m)
			}
		}
	}
}

func (f *Feed) enter(p *person, name chat.Audience, since shared.Seq) {
	m := &membership{topic: f.topic(name), person: p, since: since, from: f.tick}
	at, _ := p.find(name)
	p.in = slices.Insert(p.in, at, m)
	p.front(m)
	m.topic.add(m)
	f.came(m)
}

// exit ends a membership, if there is one.
func (f *Feed) exit(m *membership) {
	if m == nil {
		return
	}
	p := m.person
	at, _ := p.find(m.topic.name)
	p.in = slices.Delete(p.in, at, at+1)
	p.unlink(m)
	m.topic.remove(m)
	f.went(m)
	f.forget(m.topic)
}

// release forgets a person to whom nobody listens. The lock is held.
func (f *Feed) release(p *person) {
	for _, m := range slices.Backward(p.in) {
		f.exit(m)
	}
	delete(f.leaving, p)
	delete(f.people, p.id)
}

// member gives the person's membership in a topic, nil where there is none.
func (p *person) member(name chat.Audience) *membership {
	if at, ok := p.find(name); ok {
		return p.in[at]
	}
	return nil
}

func (p *person) find(name chat.Audience) (at int, ok bool) {
	return slices.BinarySearchFunc(p.in, name, func(m *membership, name chat.Audience) int {
		own := m.topic.name
		return cmp.Or(cmp.Compare(own.Room, name.Room), cmp.Compare(own.Person, name.Person))
	})
}

// sees is the rule of chat.Reading.Sees, by the memberships as they are now.
func (p *person) sees(audience chat.Audience, seq shared.Seq) bool {
	if audience.Everyone() || audience.Person == p.id {
		return true
	}
	m := p.member(chat.Audience{Room: audience.Room})
	return m != nil && seq >= m.since
}

// reading asks the log for the person's events up to until. The lock is held.
func (p *person) reading(after, until shared.Seq) chat.Reading {
	rooms := make(map[shared.RoomID]shared.Seq, len(p.in))
	for _, m := range p.in {
		if room := m.topic.name.Room; room != "" {
			rooms[room] = m.since
		}
	}
	return chat.Reading{Person: p.id, Rooms: rooms, After: after, Until: until, Limit: coldPage}
}
