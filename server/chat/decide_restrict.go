package chat

import (
	"time"

	"parley/shared"
)

func (d *decision) RestrictRoom(cmd shared.Command, c shared.RestrictRoom) error {
	if _, err := d.managed(cmd.Room); err != nil {
		return err
	}
	return d.happened(shared.RoomRestricted(c))
}

// opened finds a room where who asks may say something, be it new or in the place
// of what they said.
func (d *decision) opened(id shared.RoomID) (Room, error) {
	room, err := d.writable(id)
	if err == nil {
		err = d.heard()
	}
	if err == nil && room.Locked {
		if err = d.manages(room); shared.CodeOf(err) == shared.CodeNotManager {
			err = shared.Errorf(shared.CodeRoomLocked, "“%s” is locked: only moderators write there.", room.Name)
		}
	}
	return room, err
}

// paced checks that it is not too soon for who asks to write again.
func (d *decision) paced(room Room) error {
	if room.Slow == 0 {
		return nil
	}
	err := d.manages(room)
	if shared.CodeOf(err) != shared.CodeNotManager {
		return err
	}
	wrote, ok, err := d.tx.Wrote(room.ID, d.event.By)
	if err != nil || !ok {
		return err
	}
	wait := room.Wait(wrote, d.tx.Now())
	if wait == 0 {
		return nil
	}
	slow := shared.Errorf(shared.CodeRoomSlow, "“%s” is slow: one message in %d seconds.", room.Name, room.Slow)
	slow.RetryAfter = int((wait + time.Second.Milliseconds() - 1) / time.Second.Milliseconds())
	return slow
}

// pace notes when somebody wrote, where it matters. It stays when they leave the
// room: whoever comes back has not waited.
func (a applier) pace(e shared.Event, room Room) error {
	if room.Slow == 0 {
		return nil
	}
	return a.tx.PutWrote(e.Room, e.By, e.At)
}
