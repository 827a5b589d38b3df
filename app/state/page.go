package state

import "parley/shared"

// AddPage takes a stretch of a room's history in. It joins the loaded stretch
// where the two share a message, and else takes its place; so ask for a page
// that overlaps by one. The page is brought up to the cursor. AddPage reports
// false where that can't be done, because the page is from another history or
// older than the journal: ask for it again.
func (s *State) AddPage(room shared.RoomID, page shared.Page) bool {
	r := s.rooms[room]
	if r == nil {
		return true
	}
	events, ok := s.journal.after(page.Cursor.Seq)
	if !ok || s.lost || page.Cursor.Epoch != s.cursor.Epoch {
		return false
	}
	s.learn(page.Cursor.Seq, page.People...)
	for _, m := range page.Messages {
		s.outbox.confirm(m.By, m.Command)
	}
	r.Timeline.merge(page)
	r.Timeline.quote(page.Quoted...)
	s.repeatMessages(room, events)
	return true
}

// repeatMessages applies events again as far as they are about messages: the
// facts of rooms and people are past them.
func (s *State) repeatMessages(room shared.RoomID, events []shared.Event) {
	base := s.base
	s.base = s.cursor.Seq
	defer func() { s.base = base }()
	for _, e := range events {
		if e.Room == room {
			e.Visit(s) // it did not fail the first time, and can't now
		}
	}
}

func (t *Timeline) merge(page shared.Page) {
	if !t.loaded || t.stale || !t.overlaps(page.Messages) {
		t.replace(page.Messages, page.More, page.Newer)
		return
	}
	oldest, newest := t.Oldest(), t.Newest()
	messages := page.Messages
	t.version++
	if first := messages[0].Seq; first <= oldest {
		t.hasOlder = page.More
	}
	if last := messages[len(messages)-1].Seq; last > newest {
		t.hasNewer = page.Newer
	} else if last == newest {
		t.hasNewer = t.hasNewer && page.Newer
	}
	below, rest := split(messages, oldest)
	t.prepend(below)
	for _, m := range rest {
		if m.Seq > newest {
			t.push(Item{Message: m})
		} else {
			t.change(m.Seq, func(old *shared.Message) bool { return renew(old, m) })
		}
	}
}

// overlaps reports whether messages and stretch share a message. Both are
// contiguous, so they do where their ranges meet.
func (t *Timeline) overlaps(messages []shared.Message) bool {
	oldest := t.Oldest()
	return oldest != 0 && len(messages) > 0 &&
		messages[0].Seq <= t.Newest() && messages[len(messages)-1].Seq >= oldest
}

func split(messages []shared.Message, at shared.Seq) (below, rest []shared.Message) {
	n := 0
	for n < len(messages) && messages[n].Seq < at {
		n++
	}
	return messages[:n], messages[n:]
}

func renew(old *shared.Message, m shared.Message) bool {
	if m.Rev <= old.Rev {
		return false
	}
	*old = m
	return true
}

// prepend puts messages in front, in chunks of their own: those that are shown
// stay as they are.
func (t *Timeline) prepend(messages []shared.Message) {
	var front []*Chunk
	for end := len(messages); end > 0; end -= ChunkSize {
		t.head--
		part := messages[max(0, end-ChunkSize):end]
		front = append([]*Chunk{{ID: t.head, Version: t.version, Items: itemsOf(part)}}, front...)
	}
	t.chunks = append(front, t.chunks...)
}

// replace makes messages the stretch.
func (t *Timeline) replace(messages []shared.Message, hasOlder, hasNewer bool) {
	t.chunks = nil
	t.loaded, t.stale, t.hasOlder, t.hasNewer = true, false, hasOlder, hasNewer
	t.version++
	for _, m := range messages {
		t.push(Item{Message: m})
	}
}

// expire marks the stretch as lacking what happened lately.
func (t *Timeline) expire() {
	t.version++
	t.stale = t.loaded
	t.quoted = nil // those too may have changed
}

// drop forgets the stretch.
func (t *Timeline) drop() {
	t.chunks, t.quoted = nil, nil
	t.loaded, t.stale, t.hasOlder, t.hasNewer = false, false, false, false
	t.version++
}

func itemsOf(messages []shared.Message) []Item {
	items := make([]Item, len(messages))
	for i, m := range messages {
		items[i] = Item{Message: m}
	}
	return items
}
