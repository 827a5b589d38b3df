package state

import "parley/shared"

// lately is how many chunks at the end Unquoted looks at.
const lately = 2

// Quoted is a message that another one answers, where it is known: it is loaded,
// or was brought along. It is as the log has it, without what waits in the outbox.
func (t *Timeline) Quoted(seq shared.Seq) (shared.Message, bool) {
	if m, loaded := t.MessageOf(seq); loaded {
		return m, true
	}
	m, known := t.quoted[seq]
	return m, known
}

// Unquoted is a message that is pinned, or that a loaded one answers, and that is
// not known; 0 where there is none. Pages bring such messages along, so it is the
// answers that came lately, one by one, which are looked at.
func (r *Room) Unquoted() shared.Seq {
	for _, pin := range r.Pins {
		if _, known := r.Quoted(pin); !known && r.loaded && !r.stale {
			return pin
		}
	}
	return r.unanswered()
}

func (t *Timeline) unanswered() shared.Seq {
	for i := len(t.chunks) - 1; i >= max(0, len(t.chunks)-lately) && !t.stale; i-- {
		items := t.chunks[i].Items
		for j := len(items) - 1; j >= 0; j-- {
			reply := items[j].Message.Reply
			if reply == 0 {
				continue
			}
			if _, known := t.Quoted(reply); !known {
				return reply
			}
		}
	}
	return 0
}

// AddQuoted takes a message in that is pinned, or that loaded ones answer: the page
// is one around it. It is brought up to the cursor; AddQuoted reports false where that can't be
// done (see AddPage).
func (s *State) AddQuoted(room shared.RoomID, page shared.Page) bool {
	r := s.rooms[room]
	if r == nil {
		return true
	}
	events, ok := s.journal.after(page.Cursor.Seq)
	if !ok || s.lost || page.Cursor.Epoch != s.cursor.Epoch {
		return false
	}
	s.learn(page.Cursor.Seq, page.People...)
	r.Timeline.quote(page.Messages...)
	s.repeatMessages(room, events)
	return true
}

// quote takes in messages that loaded ones answer, as far as they are news.
func (t *Timeline) quote(messages ...shared.Message) {
	for _, m := range messages {
		if old, known := t.quoted[m.Seq]; known && old.Rev > m.Rev {
			continue
		}
		if t.quoted == nil {
			t.quoted = map[shared.Seq]shared.Message{}
		}
		t.quoted[m.Seq] = m
		t.touchAnswers(m.Seq)
	}
}

// touchAnswers makes the answers to a message show again.
func (t *Timeline) touchAnswers(seq shared.Seq) {
	for _, c := range t.chunks {
		for _, item := range c.Items {
			if item.Message.Reply == seq {
				t.touch(c)
				break
			}
		}
	}
}
