package chat

import "parley/shared"

// reach says of each kind of event whom it concerns, and who comes or goes by
// it. It looks at nothing but the event.
type reach struct {
	audience Audience
	moves    []Move
}

func (r *reach) members(e shared.Event) error {
	r.audience = Audience{Room: e.Room}
	return nil
}

// own makes it a matter of who did it alone.
func (r *reach) own(e shared.Event) error {
	r.audience = Audience{Person: e.By}
	return nil
}

func (r *reach) MessagePosted(e shared.Event, _ shared.MessagePosted) error     { return r.members(e) }
func (r *reach) MessageEdited(e shared.Event, _ shared.MessageEdited) error     { return r.members(e) }
func (r *reach) MessageDeleted(e shared.Event, _ shared.MessageDeleted) error   { return r.members(e) }
func (r *reach) MessagePinned(e shared.Event, _ shared.MessagePinned) error     { return r.members(e) }
func (r *reach) MessageUnpinned(e shared.Event, _ shared.MessageUnpinned) error { return r.members(e) }
func (r *reach) MessagePreviewed(e shared.Event, _ shared.MessagePreviewed) error {
	return r.members(e)
}
func (r *reach) ReactionAdded(e shared.Event, _ shared.ReactionAdded) error     { return r.members(e) }
func (r *reach) ReactionRemoved(e shared.Event, _ shared.ReactionRemoved) error { return r.members(e) }
func (r *reach) RoomRenamed(e shared.Event, _ shared.RoomRenamed) error         { return r.members(e) }
func (r *reach) RoomArchived(e shared.Event, _ shared.RoomArchived) error       { return r.members(e) }
func (r *reach) RoomRestricted(e shared.Event, _ shared.RoomRestricted) error   { return r.members(e) }

func (r *reach) RoomCreated(e shared.Event, _ shared.RoomCreated) error {
	if e.By != "" { // the room that a new server has was made by nobody
		r.moves = []Move{{Room: e.Room, Person: e.By, In: true}}
	}
	return r.members(e)
}

// RoomRead, RoomLevelSet and RoomHidden are for the person's own devices.
func (r *reach) RoomRead(e shared.Event, _ shared.RoomRead) error         { return r.own(e) }
func (r *reach) RoomLevelSet(e shared.Event, _ shared.RoomLevelSet) error { return r.own(e) }
func (r *reach) RoomHidden(e shared.Event, _ shared.RoomHidden) error     { return r.own(e) }

func (r *reach) PersonJoined(e shared.Event, b shared.PersonJoined) error {
	r.moves = []Move{{Room: e.Room, Person: e.By, In: true}}
	if b.Role.AtLeast(shared.RoleModerator) {
		r.moves = append(r.moves, Move{Room: Moderators, Person: e.By, In: true})
	}
	return r.members(e)
}

// PersonLeft concerns the leaver too, who is no member any more when the event
// is read.
func (r *reach) PersonLeft(e shared.Event, _ shared.PersonLeft) error {
	r.moves = []Move{{Room: e.Room, Person: e.By}}
	if e.Room != "" {
		r.audience = Audience{Room: e.Room, Person: e.By}
	}
	return nil
}

func (r *reach) DirectOpened(e shared.Event, b shared.DirectOpened) error {
	for _, person := range b.Comers() {
		r.moves = append(r.moves, Move{Room: e.Room, Person: person, In: true})
	}
	return r.members(e)
}

func (r *reach) PersonAdded(e shared.Event, b shared.PersonAdded) error {
	r.moves = []Move{{Room: e.Room, Person: b.Person.ID, In: true}}
	return r.members(e)
}

// PersonRemoved concerns who was removed too, as PersonLeft does the leaver.
func (r *reach) PersonRemoved(e shared.Event, b shared.PersonRemoved) error {
	r.moves = []Move{{Room: e.Room, Person: b.Person}}
	r.audience = Audience{Room: e.Room, Person: b.Person}
	return nil
}

func (r *reach) PersonRenamed(shared.Event, shared.PersonRenamed) error {
	r.audience = Audience{}
	return nil
}

// PersonStatusChanged concerns everyone, as names do.
func (r *reach) PersonStatusChanged(shared.Event, shared.PersonStatusChanged) error {
	r.audience = Audience{}
	return nil
}

// PersonPictureChanged concerns everyone, as names do.
func (r *reach) PersonPictureChanged(shared.Event, shared.PersonPictureChanged) error {
	r.audience = Audience{}
	return nil
}

// PersonRoleChanged concerns everyone, as names do: a role is told beside them.
func (r *reach) PersonRoleChanged(_ shared.Event, b shared.PersonRoleChanged) error {
	r.moves = []Move{{Room: Moderators, Person: b.Person, In: b.Role.AtLeast(shared.RoleModerator)}}
	r.audience = Audience{}
	return nil
}

// PersonMuted concerns everyone, as it holds in every room.
func (r *reach) PersonMuted(shared.Event, shared.PersonMuted) error {
	r.audience = Audience{}
	return nil
}

// PersonBanned concerns everyone, as whom they share a room with does.
func (r *reach) PersonBanned(_ shared.Event, b shared.PersonBanned) error {
	r.moves = []Move{{Person: b.Person}}
	r.audience = Audience{}
	return nil
}

// PersonUnbanned concerns everyone, as roles do.
func (r *reach) PersonUnbanned(shared.Event, shared.PersonUnbanned) error {
	r.audience = Audience{}
	return nil
}

// Unknown keeps to its author what this build can't judge. The log tells the
// true audience of events that it already holds.
func (r *reach) Unknown(e shared.Event, _ shared.Unknown) error {
	r.audience = Audience{Room: e.Room, Person: e.By}
	return nil
}
