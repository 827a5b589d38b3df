package state

import (
	"sort"

	"parley/shared"
)

// Timeline is the loaded stretch of a room's history: contiguous, oldest
// first, cut into chunks, so that a change costs one chunk and not the whole.
type Timeline struct {
	chunks   []*Chunk
	loaded   bool
	stale    bool // events were missed: the next page replaces the stretch
	hasOlder bool
	hasNewer bool
	version  uint64
	head     int // IDs of chunks: the next one in front, going down from -1,
	tail     int // and the next one at the end, going up from 0
	pending  pending
	quoted   map[shared.Seq]shared.Message // those that are pinned, or that loaded ones answer, and that were not loaded
	shown    []*Chunk
	shownAt  uint64 // the version that shown shows
}

// Loaded reports whether there is a stretch at all, be it an empty one.
func (t *Timeline) Loaded() bool { return t.loaded }

// Stale reports whether the stretch may lack changes, so that its page is
// wanted again.
func (t *Timeline) Stale() bool { return t.stale }

// HasOlder reports whether the room has older messages than the stretch.
func (t *Timeline) HasOlder() bool { return t.hasOlder }

// HasNewer reports whether the room has newer messages than the stretch: it
// then shows neither what arrives nor what is pending.
func (t *Timeline) HasNewer() bool { return t.hasNewer }

// Version grows with every change of what Chunks gives.
func (t *Timeline) Version() uint64 { return t.version }

// Oldest is the first loaded message's Seq; 0 where there is none.
func (t *Timeline) Oldest() shared.Seq {
	for _, c := range t.chunks {
		for _, item := range c.Items {
			if item.Note == nil {
				return item.Seq()
			}
		}
	}
	return 0
}

// Newest is the last loaded message's Seq; 0 where there is none.
func (t *Timeline) Newest() shared.Seq {
	for i := len(t.chunks) - 1; i >= 0; i-- {
		items := t.chunks[i].Items
		for j := len(items) - 1; j >= 0; j-- {
			if items[j].Note == nil {
				return items[j].Seq()
			}
		}
	}
	return 0
}

// MessageOf is the loaded message with that Seq.
func (t *Timeline) MessageOf(seq shared.Seq) (shared.Message, bool) {
	if _, item := t.find(seq); item != nil && item.Note == nil {
		return item.Message, true
	}
	return shared.Message{}, false
}

// LastBy is the newest loaded message of a person that is not deleted; ok is
// false where there is none.
func (t *Timeline) LastBy(p shared.PersonID) (m shared.Message, ok bool) {
	for i := len(t.chunks) - 1; i >= 0; i-- {
		items := t.chunks[i].Items
		for j := len(items) - 1; j >= 0; j-- {
			if m := items[j].Message; m.By == p && !m.Deleted && items[j].Note == nil {
				return m, true
			}
		}
	}
	return m, false
}

// posted reports whether a loaded message was posted by that command.
func (t *Timeline) posted(by shared.PersonID, id shared.CommandID) bool {
	for i := len(t.chunks) - 1; i >= 0; i-- {
		for _, item := range t.chunks[i].Items {
			if item.Message.Command == id && item.Message.By == by {
				return true
			}
		}
	}
	return false
}

// append adds what just happened, where the stretch reaches the end. What is
// not newer than its end is in it already.
func (t *Timeline) append(item Item) {
	if !t.loaded || t.stale || t.hasNewer {
		return
	}
	if n := len(t.chunks); n > 0 && item.Seq() <= t.chunks[n-1].last() {
		return
	}
	t.version++
	t.push(item)
}

// push puts an item at the end.
func (t *Timeline) push(item Item) {
	n := len(t.chunks)
	if n == 0 || len(t.chunks[n-1].Items) == ChunkSize {
		t.chunks = append(t.chunks, &Chunk{ID: t.tail})
		t.tail++
		n++
	}
	c := t.chunks[n-1]
	c.Items = append(c.Items, item)
	c.Version = t.version
}

// change alters a loaded message; where it is not loaded, or change reports
// that nothing changed, nothing does.
func (t *Timeline) change(seq shared.Seq, change func(*shared.Message) bool) {
	c, item := t.find(seq)
	if item != nil && item.Note == nil && change(&item.Message) {
		t.touch(c)
		t.touchAnswers(seq)
	}
	if m, ok := t.quoted[seq]; ok && change(&m) {
		t.quote(m)
	}
}

// touch makes a chunk show again.
func (t *Timeline) touch(c *Chunk) {
	t.version++
	c.Version = t.version
}

// touchNamed makes all show again that shows a person's name.
func (t *Timeline) touchNamed(p shared.PersonID) {
	for _, c := range t.chunks {
		if c.names(p) {
			t.touch(c)
		}
	}
}

// find gives an item's place; nil where it is not loaded.
func (t *Timeline) find(seq shared.Seq) (*Chunk, *Item) {
	i := sort.Search(len(t.chunks), func(i int) bool { return t.chunks[i].last() >= seq })
	if i == len(t.chunks) {
		return nil, nil
	}
	c := t.chunks[i]
	j := sort.Search(len(c.Items), func(j int) bool { return c.Items[j].Seq() >= seq })
	if j == len(c.Items) || c.Items[j].Seq() != seq {
		return nil, nil
	}
	return c, &c.Items[j]
}
