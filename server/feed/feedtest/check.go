package feedtest

import (
	"fmt"

	"parley/server/chat"
	"parley/shared"
)

// Heard is what a person received of a log, over whatever it came.
type Heard struct {
	Person shared.PersonID
	Room   shared.RoomID // what was shown is of this room alone; empty: all
	After  shared.Seq    // where they began
	Until  shared.Seq    // how far they have heard
	Events []shared.Seq  // in the order of arrival
}

// Check holds what was heard to the log as that person may see it: in order,
// nothing twice, nothing that was not for them when it happened, and nothing
// missing of what is still for them.
func (l *Log) Check(h Heard) error {
	could, can := l.sights(h)
	got := make(map[shared.Seq]bool, len(h.Events))
	last := h.After
	for _, seq := range h.Events {
		if seq <= last {
			return fmt.Errorf("%s heard %d after %d", h.Person, seq, last)
		}
		if !could[seq] {
			return fmt.Errorf("%s heard %d, which was not for them", h.Person, seq)
		}
		last, got[seq] = seq, true
	}
	for _, seq := range can {
		if seq > h.After && seq <= h.Until && !got[seq] {
			return fmt.Errorf("%s never heard %d, between %d and %d", h.Person, seq, h.After, h.Until)
		}
	}
	return nil
}

// sights gives what the person could see when it happened, and what of it they
// can see now.
func (l *Log) sights(h Heard) (could map[shared.Seq]bool, can []shared.Seq) {
	entries := l.Entries()
	could = make(map[shared.Seq]bool)
	then := chat.Reading{Person: h.Person, Rooms: make(map[shared.RoomID]shared.Seq)}
	for _, entry := range entries {
		for _, move := range chat.Moves(entry.Event) {
			if move.Person == h.Person {
				moved(then.Rooms, move, entry.Event.Seq)
			}
		}
		could[entry.Event.Seq] = then.Sees(entry) && (h.Room == "" || entry.Event.Room == h.Room)
	}
	for _, entry := range entries {
		if could[entry.Event.Seq] && then.Sees(entry) {
			can = append(can, entry.Event.Seq)
		}
	}
	return could, can
}

// moved applies a move of a person to the rooms they are in.
func moved(rooms map[shared.RoomID]shared.Seq, move chat.Move, seq shared.Seq) {
	switch {
	case move.In:
		if _, in := rooms[move.Room]; !in {
			rooms[move.Room] = seq
		}
	case move.Room != "":
		delete(rooms, move.Room)
	default:
		clear(rooms)
	}
}
