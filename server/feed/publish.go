package feed

import (
	"parley/server/chat"
)

// Publish takes what was appended to the log, in its order and without a gap,
// and wakes those whom it concerns. What the feed began with is passed over.
func (f *Feed) Publish(entries []chat.Entry) {
	now := f.Now()
	items := make([]*Item, len(entries))
	for i, entry := range entries {
		items[i] = f.itemOf(entry, now)
	}
	f.change(func() {
		for _, item := range items {
			f.publish(item)
		}
	})
}

// publish moves people before it looks for the audience, so that a joiner hears
// of the joining. A leaver hears of the leaving in person.
func (f *Feed) publish(item *Item) {
	seq := item.Event.Seq
	if seq <= f.head {
		return
	}
	f.tick++
	for _, move := range chat.Moves(item.Event) {
		if p := f.people[move.Person]; p != nil {
			f.move(p, moved{move, seq})
		}
	}
	f.warm.push(item)
	names, n := topicsOf(item.audience)
	for _, name := range names[:n] {
		t := f.topic(name)
		f.warm.hang(t, item)
		t.hush(item.Event.By)
		f.touch(t)
	}
	f.head = seq
	f.trim()
}

// trim keeps the warm end within its bytes. The lock is held.
func (f *Feed) trim() {
	for f.warm.overfull() {
		f.cool(f.warm.pop())
	}
}

// cool takes an item off its topics, of which it is the oldest.
func (f *Feed) cool(item *Item) {
	names, n := topicsOf(item.audience)
	for _, name := range names[:n] {
		t := f.topics[name]
		f.warm.unhang(t)
		f.forget(t)
	}
}

// topicsOf gives the n topics in which an audience hears of something.
func topicsOf(a chat.Audience) (names [2]chat.Audience, n int) {
	if a.Room != "" && a.Person != "" {
		return [2]chat.Audience{{Room: a.Room}, {Person: a.Person}}, 2
	}
	return [2]chat.Audience{a}, 1
}
