package state

import (
	"maps"
	"slices"

	"parley/shared"
)

// pending is what a timeline shows of the outbox.
type pending struct {
	posts   []Item
	changes map[shared.Seq][]*Pending
	at      uint64 // the version at which posts last changed
}

// showPending brings a room's timeline up to the outbox.
func (s *State) showPending(room shared.RoomID) {
	if r := s.rooms[room]; r != nil {
		r.Timeline.setPending(s.outbox.Of(room))
	}
}

func (t *Timeline) setPending(entries []*Pending) {
	old := t.pending
	t.version++
	t.pending = pending{changes: map[shared.Seq][]*Pending{}, at: t.version}
	for _, p := range entries {
		if post, ok := p.Command.Body.(shared.PostMessage); ok {
			t.pending.posts = append(t.pending.posts, Item{Message: p.message(post), Pending: p})
		} else if change := p.change(); change != nil {
			t.pending.changes[change.Target()] = append(t.pending.changes[change.Target()], p)
		}
	}
	if n := len(t.chunks); n > 0 && len(old.posts)+len(t.pending.posts) > 0 {
		t.touch(t.chunks[n-1])
	}
	t.touchChanged(old.changes)
	t.touchChanged(t.pending.changes)
}

func (t *Timeline) touchChanged(changes map[shared.Seq][]*Pending) {
	for _, seq := range slices.Collect(maps.Keys(changes)) {
		if c, _ := t.find(seq); c != nil {
			t.touch(c)
		}
	}
}

// Shown is a message as its person should see it: with the changes of theirs
// that wait in the outbox already made, and those changes, oldest first. What
// was refused is not made, but listed.
func (t *Timeline) Shown(m shared.Message) (shared.Message, []*Pending) {
	changes := t.pending.changes[m.Seq]
	rev := m.Rev
	for i, p := range changes {
		if p.Status != Refused {
			p.preview(&m, rev+shared.Seq(i)+1)
		}
	}
	m.Rev = rev
	return m, changes
}

// Chunks are the stretch, oldest first, and after it what is pending, in the
// very places where it will be once it is confirmed. They stay as they are
// until the timeline's version grows.
func (t *Timeline) Chunks() []*Chunk {
	if t.shown == nil || t.shownAt != t.version {
		t.shown, t.shownAt = t.compose(), t.version
	}
	return t.shown
}

func (t *Timeline) compose() []*Chunk {
	if len(t.pending.posts) == 0 || t.hasNewer || !t.loaded {
		return slices.Clone(t.chunks)
	}
	shown, posts, id := slices.Clone(t.chunks), t.pending.posts, t.tail
	if n := len(shown); n > 0 {
		last := shown[n-1]
		room := min(ChunkSize-len(last.Items), len(posts))
		items := append(slices.Clip(last.Items), posts[:room]...)
		shown[n-1] = &Chunk{ID: last.ID, Version: max(last.Version, t.pending.at), Items: items}
		posts = posts[room:]
	}
	for part := range slices.Chunk(posts, ChunkSize) {
		shown = append(shown, &Chunk{ID: id, Version: t.pending.at, Items: part})
		id++
	}
	return shown
}
