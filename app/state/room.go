package state

import (
	"slices"

	"parley/shared"
)

// Room is a room that the person is in: its facts, the loaded stretch of its
// history, who is there, and what of it was seen here.
type Room struct {
	shared.Room
	Timeline
	presence

	seen seen
}

// seen is up to where the person has seen a room on this device, which the log
// does not know of yet.
type seen struct {
	seq    shared.Seq // a message; 0 for nothing that the log doesn't know
	posted int64      // how many messages the room had then
}

// ahead reports whether more was seen here than the log knows of.
func (r *Room) ahead() bool { return r.seen.seq > r.Mine.Read }

// ReadTo is up to where the room was read.
func (r *Room) ReadTo() shared.Seq { return max(r.Mine.Read, r.seen.seq) }

// Unread is how many messages came since the room was read.
func (r *Room) Unread() int {
	if r.ahead() {
		return max(0, int(r.Posted-r.seen.posted))
	}
	return int(r.Mine.Unread)
}

// Calls is how many of the unread messages call the person.
func (r *Room) Calls() int {
	calls := 0
	for _, seq := range r.Mine.Calls {
		if seq > r.ReadTo() {
			calls++
		}
	}
	return calls
}

// Level is what of the room alerts the person.
func (r *Room) Level() shared.Level { return r.Mine.Level.In(r.Direct) }

// Waiting is how many messages wait for the person: of a muted room, those that
// call them.
func (r *Room) Waiting() int {
	if r.Level() == shared.LevelNone {
		return r.Calls()
	}
	return r.Unread()
}

// newest keeps what is told of unread calls.
func newest(calls []shared.Seq) []shared.Seq { return calls[max(0, len(calls)-shared.MaxUnreadCalls):] }

// uncall forgets a call, whose message was deleted. Where there may be more of
// them than are told, only a snapshot knows the one that takes its place.
func (s *State) uncall(r *Room, message shared.Seq) {
	at := slices.Index(r.Mine.Calls, message)
	if at < 0 {
		return
	}
	s.wants = s.wants || len(r.Mine.Calls) == shared.MaxUnreadCalls
	if r.Mine.Calls = slices.Delete(slices.Clone(r.Mine.Calls), at, at+1); len(r.Mine.Calls) == 0 {
		r.Mine.Calls = nil
	}
}

// lose takes a member from the room.
func (r *Room) lose(p shared.PersonID) {
	r.Members = slices.DeleteFunc(r.Members, func(m shared.PersonID) bool { return m == p })
	r.stopTyping(p)
	r.wentOffline(p)
}

// MarkRead says that the person has seen the end of a room; it reports whether
// that was news.
func (s *State) MarkRead(room shared.RoomID) bool {
	r := s.rooms[room]
	return r != nil && s.Seen(room, r.Last, r.Posted)
}

// Seen says that the person has seen a room up to a message, when so many had
// been posted; it reports whether that was news.
func (s *State) Seen(room shared.RoomID, seq shared.Seq, posted int64) bool {
	r := s.rooms[room]
	if r == nil || min(seq, r.Last) <= r.ReadTo() {
		return false
	}
	r.seen = seen{min(seq, r.Last), min(posted, r.Posted)}
	return true
}

// SeenAhead is up to where the person has seen a room beyond what the log knows
// of; 0 where the log knows.
func (s *State) SeenAhead(room shared.RoomID) shared.Seq {
	if r := s.rooms[room]; r != nil && r.ahead() {
		return r.seen.seq
	}
	return 0
}
