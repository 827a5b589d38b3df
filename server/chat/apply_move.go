package chat

import (
	"cmp"

	"parley/shared"
)

// move makes an event's moves: the one place where people come into rooms and
// go, so that the records and whoever follows Moves can't disagree.
func (a applier) move(e shared.Event) error {
	for _, m := range Moves(e) {
		if err := a.moveOne(m, e.Seq); err != nil {
			return err
		}
	}
	return nil
}

func (a applier) moveOne(m Move, at shared.Seq) error {
	if m.Room == Moderators {
		return a.moderate(m, at)
	}
	if m.In {
		return a.enter(m, at)
	}
	if m.Room != "" {
		return a.exit(m.Room, m.Person)
	}
	rooms, err := a.tx.RoomsOf(m.Person)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		if err := a.exit(room, m.Person); err != nil {
			return err
		}
	}
	return a.moderate(Move{Room: Moderators, Person: m.Person}, at)
}

// moderate has somebody hear what is for moderators, or no longer.
func (a applier) moderate(m Move, at shared.Seq) error {
	_, member, err := a.tx.Member(m.Room, m.Person)
	switch {
	case err != nil || member == m.In:
		return err
	case m.In:
		return a.tx.PutMember(m.Room, m.Person, at)
	}
	return a.tx.DeleteMember(m.Room, m.Person)
}

func (a applier) enter(m Move, at shared.Seq) error {
	_, member, err := a.tx.Member(m.Room, m.Person)
	if err != nil || member {
		return err
	}
	if err := a.tx.PutMember(m.Room, m.Person, at); err != nil {
		return err
	}
	posted := int64(0)
	err = a.room(m.Room, func(room *Room) {
		room.Members++
		posted = room.Posted
	})
	if err != nil {
		return err
	}
	return a.tx.PutStanding(m.Room, m.Person, Standing{Read: at, Posted: posted})
}

func (a applier) exit(room shared.RoomID, person shared.PersonID) error {
	_, member, err := a.tx.Member(room, person)
	if err != nil || !member {
		return err
	}
	if err := cmp.Or(a.tx.DeleteMember(room, person), a.tx.DeleteStanding(room, person)); err != nil {
		return err
	}
	return a.room(room, func(room *Room) { room.Members-- })
}
