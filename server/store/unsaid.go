package store

import (
	"parley/server/chat"
	"parley/shared"
)

// unsay takes out of entries what messages said that were deleted since.
func (v view) unsay(entries []chat.Entry) error {
	oldest := map[shared.RoomID]shared.Seq{} // of the messages that entries are about
	for _, entry := range entries {
		room, message := entry.Event.Room, chat.Speaks(entry.Event)
		if known, ok := oldest[room]; message > 0 && (!ok || message < known) {
			oldest[room] = message
		}
	}
	for room, since := range oldest {
		some, err := v.deletedIn(room, "seq >= $2", since)
		if err != nil {
			return err
		}
		if !some {
			continue
		}
		if err := v.unsayIn(room, entries); err != nil {
			return err
		}
	}
	return nil
}

func (v view) unsayIn(room shared.RoomID, entries []chat.Entry) error {
	for i, entry := range entries {
		message := chat.Speaks(entry.Event)
		if entry.Event.Room != room || message == 0 {
			continue
		}
		gone, err := v.deletedIn(room, "seq = $2", message)
		if err != nil {
			return err
		}
		if gone {
			entries[i].Event = chat.Unsaid(entry.Event)
		}
	}
	return nil
}

// deletedIn reports whether such a message of a room was deleted.
func (v view) deletedIn(room shared.RoomID, where string, seq shared.Seq) (bool, error) {
	var found shared.Seq
	return v.one("SELECT seq FROM messages WHERE deleted = 1 AND room = $1 AND "+where+" LIMIT 1", args{room, seq}, &found)
}
