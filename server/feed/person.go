package feed

import (
	"slices"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// person is one who is connected, shared by all of their listeners.
type person struct {
	id        shared.PersonID
	listeners []*Listener
	held      int        // by Listen calls under way
	moves     []moved    // published while they are being read
	settled   bool       // the memberships are known
	at        shared.Seq // as of which they were read: earlier moves are in them
	leavesAt  time.Time  // when to be let go, if nobody listens by then

	in    map[chat.Audience]*membership
	first *membership // the topic heard last; the others hang behind it
}

// moved is a change of membership and the event that made it.
type moved struct {
	chat.Move
	seq shared.Seq
}

// settle makes the person a member of their topics: rooms as of the position
// at, and what moved since. The lock is held.
func (f *Feed) settle(p *person, rooms map[shared.RoomID]shared.Seq, at shared.Seq) {
	p.settled, p.at = true, at
	p.in = make(map[chat.Audience]*membership, len(rooms)+2)
	f.enter(p, chat.Audience{}, 0)
	f.enter(p, chat.Audience{Person: p.id}, 0)
	for room, since := range rooms {
		f.enter(p, chat.Audience{Room: room}, since)
	}
	for _, m := range p.moves {
		f.move(p, m)
	}
	p.moves = nil
	p.sort()
}

// move applies a change of membership. The lock is held.
func (f *Feed) move(p *person, m moved) {
	switch {
	case !p.settled:
		p.moves = append(p.moves, m)
	case m.seq <= p.at:
	case m.In:
		f.exit(p, chat.Audience{Room: m.Room})
		f.enter(p, chat.Audience{Room: m.Room}, m.seq)
	case m.Room != "":
		f.exit(p, chat.Audience{Room: m.Room})
	default:
		for name := range p.in {
			if name.Room != "" {
				f.exit(p, name)
			}
		}
	}
}

func (f *Feed) enter(p *person, name chat.Audience, since shared.Seq) {
	m := &membership{topic: f.topic(name), person: p, since: since, from: f.tick}
	p.in[name] = m
	p.front(m)
	m.topic.add(m)
	f.came(m)
}

func (f *Feed) exit(p *person, name chat.Audience) {
	m := p.in[name]
	if m == nil {
		return
	}
	delete(p.in, name)
	p.unlink(m)
	m.topic.remove(m)
	f.went(m)
	f.forget(m.topic)
}

// release forgets a person to whom nobody listens. The lock is held.
func (f *Feed) release(p *person) {
	for name := range p.in {
		f.exit(p, name)
	}
	delete(f.people, p.id)
}

// reading asks the log for the person's events up to until. The lock is held.
func (p *person) reading(after, until shared.Seq) chat.Reading {
	rooms := make(map[shared.RoomID]shared.Seq, len(p.in))
	for name, m := range p.in {
		if name.Room != "" {
			rooms[name.Room] = m.since
		}
	}
	return chat.Reading{Person: p.id, Rooms: rooms, After: after, Until: until, Limit: coldPage}
}

// front moves a membership to the front of the person's list.
func (p *person) front(m *membership) {
	if p.first == m {
		return
	}
	p.unlink(m)
	m.after = p.first
	if p.first != nil {
		p.first.before = m
	}
	p.first = m
}

func (p *person) unlink(m *membership) {
	if m.before != nil {
		m.before.after = m.after
	} else if p.first == m {
		p.first = m.after
	}
	if m.after != nil {
		m.after.before = m.before
	}
	m.before, m.after = nil, nil
}

// sort orders the list by what was heard last.
func (p *person) sort() {
	var all []*membership
	for m := p.first; m != nil; m = m.after {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *membership) int {
		return int(int64(a.topic.tick) - int64(b.topic.tick))
	})
	for _, m := range all {
		p.front(m)
	}
}
