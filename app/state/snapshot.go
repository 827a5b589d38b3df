package state

import (
	"slices"

	"parley/shared"
)

// Reset gives the cursor up: the server can't go on from it. What was loaded
// stays to be looked at, until the next snapshot and page replace it.
func (s *State) Reset() {
	s.lost = true
	for _, r := range s.rooms {
		r.Timeline.expire()
	}
}

// Load takes a snapshot over: the first, the one after a Reset, or a fresh one
// while the stream goes on. Rooms that stay keep their loaded messages. The
// cursor moves only where there was none; events that were applied after the
// snapshot was taken are applied again, and the older ones that the stream
// still brings count for messages alone.
func (s *State) Load(snapshot shared.Snapshot) {
	if s.cursor.Epoch != snapshot.Cursor.Epoch {
		s.forgetHistory()
	}
	if s.lost {
		s.cursor, s.lost = snapshot.Cursor, false
		s.journal.restart(snapshot.Cursor.Seq)
		s.outbox.arrived()
	}
	s.base, s.wants, s.gone, s.me = snapshot.Cursor.Seq, false, false, snapshot.Me.ID
	blocked := map[shared.PersonID]bool{}
	for _, person := range snapshot.Blocked {
		blocked[person] = true
	}
	s.blocks(blocked)
	s.keeps, s.reports = snapshot.Me.Role.AtLeast(shared.RoleModerator), snapshot.Reports
	s.learn(s.base, snapshot.Me)
	s.learn(s.base, snapshot.People...)
	s.replaceRooms(snapshot.Rooms)
	if events, ok := s.journal.after(s.base); ok {
		s.applyAgain(events)
	} else {
		s.wants = true // the snapshot took longer than the journal remembers
	}
	s.outbox.setOwner(s.me)
}

// Clear forgets everything but the outbox, where what is of another person than
// the next snapshot's neither shows nor is sent.
func (s *State) Clear() {
	outbox, crowds := s.outbox, s.crowds
	*s = *New()
	s.outbox, s.crowds = outbox, crowds+1
	s.outbox.setOwner("")
}

// forgetHistory drops what belongs to another history of the log, where the
// same positions mean other things.
func (s *State) forgetHistory() {
	s.lost = true
	clear(s.people)
	for _, r := range s.rooms {
		r.Timeline.drop()
		r.seen = seen{}
	}
}

func (s *State) replaceRooms(rooms []shared.Room) {
	old := s.rooms
	s.sorted = nil
	s.crowds++
	s.rooms = make(map[shared.RoomID]*Room, len(rooms))
	for _, facts := range rooms {
		r := old[facts.ID]
		if r == nil {
			r = &Room{}
			if early := s.early[facts.ID]; early != nil {
				r.presence = *early
			}
		}
		facts.Members = slices.Clone(facts.Members)
		r.Room = facts
		s.rooms[facts.ID] = r
		s.showPending(facts.ID)
	}
	s.early = nil
}

// applyAgain repeats events that a snapshot does not know of yet.
func (s *State) applyAgain(events []shared.Event) {
	for _, e := range events {
		e.Visit(s) // it did not fail the first time, and can't now
	}
}
