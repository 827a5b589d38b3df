package chat

import (
	"parley/shared"
)

// Decide holds a command to the rules of the house, and gives the event that it
// makes: without Seq and At, which the log gives it. It changes nothing. Whatever
// a client sent was held to its form before (shared.Command.Validate); what only
// the server asks for, a name to enter under and leaving the server, needs not be.
//
// A refusal is a *shared.Error; any other error is the Tx's.
//
// What is accepted is always an event, even where it changes nothing (a
// reaction given twice by two devices), so that its ID is used up for ever.
func Decide(tx Tx, cmd shared.Command, by shared.PersonID) (shared.Event, error) {
	d := decision{tx: tx, event: shared.Event{Room: cmd.Room, By: by, Command: cmd.ID}}
	if err := cmd.Visit(&d); err != nil {
		return shared.Event{}, err
	}
	return d.event, nil
}

// decision visits a command and fills in the event's body, and its room where
// that is not the command's.
type decision struct {
	tx    Tx
	event shared.Event
}

func (d *decision) happened(body shared.EventBody) error {
	d.event.Body = body
	return nil
}

// here finds who asks, on the server.
func (d *decision) here() (Person, error) {
	person, ok, err := d.tx.Person(d.event.By)
	if err != nil {
		return Person{}, err
	}
	if !ok || person.Left {
		return Person{}, shared.Errorf(shared.CodeNoSession, "Enter first: you are not on this server.")
	}
	return person, nil
}

// room finds a room that who asks may know of. A private one that they are not in
// is not there for them.
func (d *decision) room(id shared.RoomID) (Room, error) {
	room, ok, err := d.tx.Room(id)
	if ok && err == nil && room.Private {
		_, ok, err = d.tx.Member(id, d.event.By)
	}
	if err != nil {
		return Room{}, err
	}
	if !ok {
		return Room{}, shared.NoRoom(id)
	}
	return room, nil
}

// inside finds a room that who asks is in.
func (d *decision) inside(id shared.RoomID) (Room, error) {
	room, err := d.room(id)
	if err != nil {
		return Room{}, err
	}
	_, member, err := d.tx.Member(id, d.event.By)
	if err != nil {
		return Room{}, err
	}
	if !member {
		return Room{}, shared.Errorf(shared.CodeNotMember, "You are not in “%s”: join it first.", room.Name)
	}
	return room, nil
}

// writable finds a room that who asks is in and that is not read-only.
func (d *decision) writable(id shared.RoomID) (Room, error) {
	room, err := d.inside(id)
	if err == nil && room.Archived {
		err = shared.Errorf(shared.CodeRoomArchived, "“%s” is archived: it can only be read.", room.Name)
	}
	return room, err
}
