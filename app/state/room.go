package state

import "parley/shared"

// Room is a room that the person is in: its facts, the loaded stretch of its
// history, who is there, and how far it was read on this device.
type Room struct {
	shared.Room
	Timeline

	ReadSeq    shared.Seq // the last message that was read; 0 for none
	ReadPosted int64      // how many messages were posted when it was read
}

// Unread is how many messages were posted since the room was read.
func (r *Room) Unread() int { return max(0, int(r.Posted-r.ReadPosted)) }

// Typing lists who is writing at the given time (milliseconds), without the
// person themselves, in the order in which they began.
func (r *Room) Typing(now int64) []shared.PersonID { return nil }

// Online reports whether someone is known to be connected.
func (r *Room) Online(p shared.PersonID) bool { return false }

// OnlineCount is how many people of the room are connected; in a very large
// room it is all that is told.
func (r *Room) OnlineCount() int { return 0 }

// Shown is a message as the person should see it: with the changes of theirs
// that wait in the outbox already made, and those changes, oldest first.
func (r *Room) Shown(m shared.Message) (shared.Message, []*Pending) { return m, nil }

// MessageOf is the loaded message with that Seq.
func (r *Room) MessageOf(seq shared.Seq) (shared.Message, bool) { return shared.Message{}, false }

// LastBy is the newest loaded message of a person that is not deleted, for
// editing it; ok is false where there is none.
func (r *Room) LastBy(p shared.PersonID) (m shared.Message, ok bool) { return m, false }
