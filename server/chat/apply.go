package chat

import (
	"cmp"
	"fmt"
	"slices"

	"parley/shared"
)

// Apply changes the records by an event of the log. It trusts the event, which
// Decide made: an error is the Tx's, or tells of a log that contradicts itself.
func Apply(tx Tx, e shared.Event) error {
	if err := e.Visit(applier{tx}); err != nil {
		return fmt.Errorf("event %d, %s: %w", e.Seq, e.Kind(), err)
	}
	return nil
}

type applier struct{ tx Tx }

func (a applier) MessagePosted(e shared.Event, b shared.MessagePosted) error {
	number, asks := int64(0), Room{}
	err := a.room(e.Room, func(room *Room) {
		room.Posted++
		room.Last, number = e.Seq, room.Posted
		asks = *room
	})
	if err == nil {
		err = a.tx.AddMessage(e.Room, shared.NewMessage(e, b), number)
	}
	if err != nil {
		return err
	}
	if err := cmp.Or(a.attach(e, b.Files), a.call(e, b.Rich), a.pace(e, asks)); err != nil {
		return err
	}
	return a.read(e.Room, e.By, Standing{Read: e.Seq, Posted: number}) // who writes has seen what was written
}

// MessageEdited keeps where the message got its text, so that the log tells what it
// said before.
func (a applier) MessageEdited(e shared.Event, b shared.MessageEdited) error {
	return cmp.Or(a.tx.AddEdit(e.Room, b.Message, e.Seq), a.change(e, b))
}

// MessageDeleted takes the files along that the message brought, its calls, and the
// way to what it said before.
func (a applier) MessageDeleted(e shared.Event, b shared.MessageDeleted) error {
	err := cmp.Or(a.actOn(e, b.Message), a.tx.DeleteFiles(e.Room, b.Message), a.tx.DeleteCalls(e.Room, b.Message), a.tx.DeleteEdits(e.Room, b.Message))
	if err != nil {
		return err
	}
	return a.pin(e, b)
}

func (a applier) MessagePinned(e shared.Event, b shared.MessagePinned) error {
	return a.pin(e, b)
}

func (a applier) MessageUnpinned(e shared.Event, b shared.MessageUnpinned) error {
	return a.pin(e, b)
}

// pin makes a change that concerns the room's pins too.
func (a applier) pin(e shared.Event, b shared.MessageChange) error {
	room, ok, err := a.tx.Room(e.Room)
	if err != nil {
		return err
	}
	if pins := shared.PinsAfter(room.Pins, b); ok && !slices.Equal(pins, room.Pins) {
		room.Pins = pins
		if err := a.tx.PutRoom(room); err != nil {
			return err
		}
	}
	return a.change(e, b)
}

// MessagePreviewed keeps the picture with the message, as what that brought along.
func (a applier) MessagePreviewed(e shared.Event, b shared.MessagePreviewed) error {
	if b.Preview == nil || b.Preview.Picture == nil {
		return a.change(e, b)
	}
	picture := Attachment{File: *b.Preview.Picture, By: e.By, Room: e.Room, Message: b.Message}
	return cmp.Or(a.tx.PutFile(picture), a.change(e, b))
}

func (a applier) ReactionAdded(e shared.Event, b shared.ReactionAdded) error {
	return a.change(e, b)
}

func (a applier) ReactionRemoved(e shared.Event, b shared.ReactionRemoved) error {
	return a.change(e, b)
}

func (a applier) RoomCreated(e shared.Event, b shared.RoomCreated) error {
	if err := a.tx.PutRoom(Room{ID: e.Room, Name: b.Name, Topic: b.Topic, Private: b.Private, By: e.By}); err != nil {
		return err
	}
	return a.move(e)
}

func (a applier) DirectOpened(e shared.Event, b shared.DirectOpened) error {
	if len(b.Back) > 0 {
		return a.move(e)
	}
	if err := a.tx.PutRoom(Room{ID: e.Room, Private: true, Direct: true, People: b.IDs(), By: e.By}); err != nil {
		return err
	}
	return a.move(e)
}

func (a applier) RoomRenamed(e shared.Event, b shared.RoomRenamed) error {
	return a.room(e.Room, func(room *Room) { room.Name, room.Topic = b.Name, b.Topic })
}

func (a applier) RoomArchived(e shared.Event, _ shared.RoomArchived) error {
	return cmp.Or(a.act(e), a.room(e.Room, func(room *Room) { room.Archived = true }))
}

func (a applier) RoomRestricted(e shared.Event, b shared.RoomRestricted) error {
	return cmp.Or(a.act(e), a.room(e.Room, func(room *Room) { room.Restrictions = b.Restrictions }))
}

func (a applier) PersonMuted(e shared.Event, b shared.PersonMuted) error {
	return cmp.Or(a.act(e), a.person(b.Person, func(p *Person) { p.Muted = b.Until }))
}

func (a applier) RoomRead(e shared.Event, b shared.RoomRead) error {
	posted, err := a.tx.PostedUpTo(e.Room, b.Read)
	if err != nil {
		return err
	}
	return a.read(e.Room, e.By, Standing{Read: b.Read, Posted: posted})
}

func (a applier) RoomLevelSet(e shared.Event, b shared.RoomLevelSet) error {
	return a.stand(e.Room, e.By, func(at *Standing) { at.Level = b.Level })
}

func (a applier) RoomHidden(e shared.Event, _ shared.RoomHidden) error {
	return a.stand(e.Room, e.By, func(at *Standing) { at.Hidden = e.Seq })
}

func (a applier) PersonJoined(e shared.Event, b shared.PersonJoined) error {
	if err := a.tx.PutPerson(Person{Person: b.Person(e)}); err != nil {
		return err
	}
	return a.move(e)
}

func (a applier) PersonLeft(e shared.Event, _ shared.PersonLeft) error {
	if e.Room != "" {
		return a.move(e)
	}
	return a.gone(e, e.By)
}

func (a applier) PersonAdded(e shared.Event, _ shared.PersonAdded) error { return a.move(e) }

func (a applier) PersonRemoved(e shared.Event, _ shared.PersonRemoved) error {
	return cmp.Or(a.act(e), a.move(e))
}

func (a applier) PersonRenamed(e shared.Event, b shared.PersonRenamed) error {
	return a.person(e.By, func(p *Person) { p.Name = b.Name })
}

func (a applier) PersonStatusChanged(e shared.Event, b shared.PersonStatusChanged) error {
	return a.person(e.By, func(p *Person) { p.Status = b.Status })
}

func (a applier) PersonPictureChanged(e shared.Event, b shared.PersonPictureChanged) error {
	return a.person(e.By, func(p *Person) { p.Picture = b.Picture })
}

func (a applier) PersonRoleChanged(e shared.Event, b shared.PersonRoleChanged) error {
	return cmp.Or(a.actOfRole(e, b.Role), a.person(b.Person, func(p *Person) { p.Role = b.Role }), a.move(e))
}

// Unknown changes no record: whoever wrote it was newer, and its tables are its
// own to rebuild.
func (applier) Unknown(shared.Event, shared.Unknown) error { return nil }

func (a applier) person(id shared.PersonID, change func(*Person)) error {
	person, ok, err := a.tx.Person(id)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("there is no person %q", id)
	}
	change(&person)
	return a.tx.PutPerson(person)
}

func (a applier) room(id shared.RoomID, change func(*Room)) error {
	room, ok, err := a.tx.Room(id)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("there is no room %q", id)
	}
	change(&room)
	return a.tx.PutRoom(room)
}

func (a applier) change(e shared.Event, b shared.MessageChange) error {
	message, ok, err := a.tx.Message(e.Room, b.Target())
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("there is no message %d in room %q", b.Target(), e.Room)
	}
	before := message
	message.Change(e)
	if shed := message.Sheds(before); shed != "" {
		if err := a.tx.DeleteFile(shed); err != nil {
			return err
		}
	}
	return a.tx.PutMessage(e.Room, message)
}
