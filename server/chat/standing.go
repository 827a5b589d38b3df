package chat

import (
	"slices"

	"parley/shared"
)

// Standing is the record of how a person stands to a room that they are in.
type Standing struct {
	Read   shared.Seq // everything up to here was read
	Posted int64      // how many messages the room had then
	Level  shared.Level
	Hidden shared.Seq // the event by which it was put out of sight; 0 for none
}

// StandingIn gives how a person stands to a room as their devices are told. It
// takes no walk through the room: of what is after the mark, only what was
// deleted is counted one by one.
func StandingIn(tx Tx, room Room, person shared.PersonID, at Standing) (shared.Standing, error) {
	told := shared.Standing{Read: at.Read, Unread: room.Posted - at.Posted, Level: at.Level, Hidden: at.Hidden}
	if told.Unread == 0 {
		return told, nil
	}
	deleted, err := tx.DeletedAfter(room.ID, at.Read)
	if err != nil {
		return told, err
	}
	told.Unread -= deleted
	told.Calls, err = tx.CallsAfter(room.ID, person, at.Read)
	return told, err
}

// call notes whom a message calls but its author. An edit later calls nobody,
// and takes no call back.
func (a applier) call(e shared.Event, rich shared.Rich) error {
	called := rich.Mentions
	if rich.Everyone {
		called = append(slices.Clip(called), Everyone)
	}
	for _, person := range called {
		if person == e.By {
			continue
		}
		if err := a.tx.AddCall(e.Room, person, e.Seq, e.By); err != nil {
			return err
		}
	}
	return nil
}

// read puts a person's mark, where they are in the room.
func (a applier) read(room shared.RoomID, person shared.PersonID, to Standing) error {
	return a.stand(room, person, func(at *Standing) { at.Read, at.Posted = to.Read, to.Posted })
}

func (a applier) stand(room shared.RoomID, person shared.PersonID, change func(*Standing)) error {
	at, inside, err := a.tx.Standing(room, person)
	if err != nil || !inside {
		return err
	}
	change(&at)
	return a.tx.PutStanding(room, person, at)
}
