package state

import (
	"slices"

	"parley/shared"
)

// Room is a room that the person is in: its facts, the loaded stretch of its
// history, who is there, and how far it was read on this device.
type Room struct {
	shared.Room
	Timeline
	presence

	ReadSeq    shared.Seq // the last message that was read; 0 for none
	ReadPosted int64      // how many messages were posted when it was read
}

// Unread is how many messages were posted since the room was read.
func (r *Room) Unread() int { return max(0, int(r.Posted-r.ReadPosted)) }

// lose takes a member from the room.
func (r *Room) lose(p shared.PersonID) {
	r.Members = slices.DeleteFunc(r.Members, func(m shared.PersonID) bool { return m == p })
	r.stopTyping(p)
	r.wentOffline(p)
}

func (r *Room) markRead() { r.ReadSeq, r.ReadPosted = r.Last, r.Posted }

// MarkRead says that the person has seen the end of a room; it reports whether
// that was news.
func (s *State) MarkRead(room shared.RoomID) bool {
	r := s.rooms[room]
	if r == nil || (r.ReadSeq == r.Last && r.ReadPosted == r.Posted) {
		return false
	}
	r.markRead()
	s.reads++
	return true
}

// SetRead says how far a room was read, as it was kept: the last message that
// was, and how many were posted by then.
func (s *State) SetRead(room shared.RoomID, seq shared.Seq, posted int64) {
	if r := s.rooms[room]; r != nil {
		r.ReadSeq, r.ReadPosted = min(seq, r.Last), min(posted, r.Posted)
		s.reads++
	}
}

// ReadVersion grows whenever how far a room was read may have changed.
func (s *State) ReadVersion() uint64 { return s.reads }
