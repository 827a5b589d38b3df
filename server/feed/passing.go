package feed

import (
	"slices"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// typingKept is how many people can be seen typing in a room at once.
const typingKept = 32

// Tell passes on that someone is typing, to those in the room who listen now,
// but not to the person. A crowd is not told, of which each would have to be
// written to. Presence is the feed's own to tell: anything else is dropped.
func (f *Feed) Tell(e shared.Ephemeral) {
	typing, ok := e.Body.(shared.Typing)
	if !ok {
		return
	}
	item, now := passing(e), f.Now()
	f.change(func() {
		t := f.topics[chat.Audience{Room: e.Room}]
		if t == nil || len(t.members) == 0 || t.crowded() {
			return
		}
		f.tick++
		t.whisper(whisper{item, typing.By, f.tick, now.Add(shared.TypingFor)}, now)
		f.touch(t)
	})
}

// whisper keeps a signal in place of the author's last one. Old ones go.
func (t *topic) whisper(w whisper, now time.Time) {
	t.typing = slices.DeleteFunc(t.typing, func(old whisper) bool {
		return old.by == w.by || !now.Before(old.until)
	})
	if len(t.typing) == typingKept {
		t.typing = slices.Delete(t.typing, 0, 1)
	}
	t.typing = append(t.typing, w)
}

// hush forgets that someone was typing: what they wrote is there.
func (t *topic) hush(by shared.PersonID) {
	t.typing = slices.DeleteFunc(t.typing, func(w whisper) bool { return w.by == by })
}

// overhear adds what was told in passing since the listener last was at the
// end. The lock is held for reading.
func (l *Listener) overhear(items []*Item) []*Item {
	for m := l.person.first; m != nil && m.topic.tick > l.tick; m = m.after {
		if item := m.topic.presence.since(l.tick, m); item != nil {
			items = append(items, item)
		}
		for _, w := range m.topic.typing {
			if w.tick > l.tick && w.by != l.person.id && l.feed.Now().Before(w.until) {
				items = append(items, w.item)
			}
		}
	}
	return items
}
