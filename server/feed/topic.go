package feed

import (
	"slices"
	"sort"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// topic is what is heard together: a room, one person's own matters, or what
// concerns everyone (the zero Audience). It exists while it has warm items or a
// member who is connected; a person's own, of which there is one for each, only
// while it has warm items.
type topic struct {
	name     chat.Audience
	items    fifo[*Item]   // in the order of the log
	members  []*membership // of connected people, in no order
	tick     uint64        // when something was last heard here
	typing   []whisper     // the newest of each author, oldest first
	presence *presence     // of a room; nil until someone came
}

// membership is one connected person's place in a topic. It hangs in the
// person's list of topics, the one heard last in front.
type membership struct {
	topic  *topic
	person *person
	since  shared.Seq // events before it are not theirs to see
	from   uint64     // tick at which the membership began
	place  int32      // index in topic.members; nowhere after leaving
	told   bool       // those in the topic were told that the person is online

	before, after *membership
}

// nowhere is the place of who is no member any more.
const nowhere = -1

// whisper is a typing signal.
type whisper struct {
	item  *Item
	by    shared.PersonID
	tick  uint64
	until time.Time
}

// after gives the warm items after a position. It looks from the end: most often
// they are few.
func (t *topic) after(seq shared.Seq) []*Item {
	items := t.items.all()
	n := 1
	for n < len(items) && items[len(items)-n].Event.Seq > seq {
		n *= 2
	}
	items = items[max(0, len(items)-n):]
	return items[sort.Search(len(items), func(i int) bool { return items[i].Event.Seq > seq }):]
}

func (t *topic) add(m *membership) {
	m.place = int32(len(t.members))
	t.members = append(t.members, m)
}

func (t *topic) remove(m *membership) {
	last := len(t.members) - 1
	t.members[m.place] = t.members[last]
	t.members[m.place].place = m.place
	t.members[last] = nil
	t.members = t.members[:last]
	m.place = nowhere
	if cap(t.members) > 64 && cap(t.members) > 4*last {
		t.members = slices.Clone(t.members)
	}
}

// topic gives the topic of that name, made if need be; a person's own has them
// as its member from the start. The lock is held.
func (f *Feed) topic(name chat.Audience) *topic {
	t := f.topics[name]
	if t == nil {
		t = &topic{name: name}
		f.topics[name] = t
		if p := f.people[name.Person]; p != nil && p.settling == nil {
			f.enter(p, name, 0)
		}
	}
	return t
}

// forget drops a topic that nobody needs. The lock is held.
func (f *Feed) forget(t *topic) {
	switch {
	case t.items.len() > 0:
	case len(t.members) == 0:
		delete(f.topics, t.name)
	case t.name.Person != "":
		f.exit(t.members[0]) // and then this topic is forgotten
	}
}

// touch marks that something is to be heard in the topic: it comes to the front
// of its members' lists, and their listeners are to be woken. The lock is held.
func (f *Feed) touch(t *topic) {
	t.tick = f.tick
	for _, m := range t.members {
		m.person.front(m)
		for _, l := range m.person.listeners {
			f.rouse(l)
		}
	}
}

// rouse notes that a listener is to be woken, once until it has reached the end
// again. As it had heard everything so far, its position moves up to here. The
// lock is held.
func (f *Feed) rouse(l *Listener) {
	if l.awake {
		return
	}
	l.awake = true
	l.seq = max(l.seq, f.head)
	f.wakes = append(f.wakes, l.wake)
}
