package chat

import "parley/shared"

// ReadRoom moves the mark on. What is behind it already changes nothing.
func (d *decision) ReadRoom(cmd shared.Command, c shared.ReadRoom) error {
	room, err := d.inside(cmd.Room)
	if err != nil {
		return err
	}
	at, _, err := d.tx.Standing(cmd.Room, d.event.By)
	if err != nil {
		return err
	}
	return d.mark(room, max(at.Read, min(c.Message, room.Last)), false)
}

// UnreadRoom puts the mark before a message.
func (d *decision) UnreadRoom(cmd shared.Command, c shared.UnreadRoom) error {
	room, err := d.inside(cmd.Room)
	if err != nil {
		return err
	}
	_, ok, err := d.tx.Message(cmd.Room, c.Message)
	if err != nil {
		return err
	}
	if !ok {
		return shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", c.Message)
	}
	return d.mark(room, c.Message-1, true)
}

// SetLevel is open to all who are in the room, also in an archive.
func (d *decision) SetLevel(cmd shared.Command, c shared.SetLevel) error {
	if _, err := d.inside(cmd.Room); err != nil {
		return err
	}
	return d.happened(shared.RoomLevelSet(c))
}

// HideRoom is for direct rooms: others are left.
func (d *decision) HideRoom(cmd shared.Command, _ shared.HideRoom) error {
	room, err := d.inside(cmd.Room)
	if err == nil && !room.Direct {
		err = shared.Errorf(shared.CodeNotAllowed, "Only a direct room can be put out of sight: leave “%s”.", room.Name)
	}
	if err != nil {
		return err
	}
	return d.happened(shared.RoomHidden{})
}

// mark says what is unread after a position.
func (d *decision) mark(room Room, read shared.Seq, back bool) error {
	posted, err := d.tx.PostedUpTo(room.ID, read)
	if err != nil {
		return err
	}
	told, err := StandingIn(d.tx, room, d.event.By, Standing{Read: read, Posted: posted})
	if err != nil {
		return err
	}
	return d.happened(shared.RoomRead{Read: told.Read, Unread: told.Unread, Calls: told.Calls, Back: back})
}
