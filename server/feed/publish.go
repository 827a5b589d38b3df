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
	f.change(func() { f.publish(items) })
}

// publish hangs up the items, and only then has each listener that hears of some
// of them come to hear: once, however many they are.
func (f *Feed) publish(items []*Item) {
	f.tick++
	var topics []*topic
	head := f.head
	for _, item := range items {
		if item.Event.Seq > head {
			head = item.Event.Seq
			topics = f.hang(item, topics)
		}
	}
	for _, t := range topics {
		f.touch(t)
	}
	f.head = head
	f.trim()
}

// hang puts an item on its topics, and adds them to those to be touched. It moves
// people before it looks for the audience, so that a joiner hears of the joining.
// A leaver hears of the leaving in person. Where somebody comes in is to be touched
// too, whether the item is for there or not: a person's topics stand in the order in
// which they were.
func (f *Feed) hang(item *Item, topics []*topic) []*topic {
	seq := item.Event.Seq
	for _, move := range chat.Moves(item.Event) {
		if p := f.people[move.Person]; p != nil {
			f.move(p, moved{move, seq})
			if t := f.topics[chat.Audience{Room: move.Room}]; move.In && t != nil {
				topics = f.due(t, topics)
			}
		}
	}
	f.warm.push(item)
	names, n := topicsOf(item.audience)
	for _, name := range names[:n] {
		t := f.topic(name)
		f.warm.hang(t, item)
		t.hush(item.Event.By)
		topics = f.due(t, topics)
	}
	f.unsay(item.Event)
	return topics
}

// due adds a topic to those to be touched, once.
func (f *Feed) due(t *topic, topics []*topic) []*topic {
	if t.tick == f.tick {
		return topics
	}
	t.tick = f.tick
	return append(topics, t)
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
