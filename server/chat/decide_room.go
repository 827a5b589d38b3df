package chat

import (
	"strconv"

	"golang.org/x/text/unicode/norm"

	"parley/shared"
)

func (d *decision) CreateRoom(cmd shared.Command, c shared.CreateRoom) error {
	if _, err := d.here(); err != nil {
		return err
	}
	name := shared.CleanName(c.Name)
	if err := d.roomNameFree(name, ""); err != nil {
		return err
	}
	if err := d.roomForOneMore(); err != nil {
		return err
	}
	var err error
	if d.event.Room, err = d.newRoomID(cmd.Room, name); err != nil {
		return err
	}
	return d.happened(shared.RoomCreated{Name: name, Topic: shared.CleanName(c.Topic)})
}

func (d *decision) RenameRoom(cmd shared.Command, c shared.RenameRoom) error {
	if _, err := d.writable(cmd.Room); err != nil {
		return err
	}
	name := shared.CleanName(c.Name)
	if err := d.roomNameFree(name, cmd.Room); err != nil {
		return err
	}
	return d.happened(shared.RoomRenamed{Name: name, Topic: shared.CleanName(c.Topic)})
}

func (d *decision) ArchiveRoom(cmd shared.Command, _ shared.ArchiveRoom) error {
	room, err := d.writable(cmd.Room)
	if err != nil {
		return err
	}
	if room.ID == shared.General {
		return shared.Errorf(shared.CodeRoomPermanent, "“%s” stays open: everyone who enters comes there.", room.Name)
	}
	return d.happened(shared.RoomArchived{})
}

// roomNameFree checks that no other room bears a name, or one that looks like it.
func (d *decision) roomNameFree(name string, own shared.RoomID) error {
	holder, taken, err := d.tx.RoomNamed(NameKey(name))
	if err == nil && taken && holder != own {
		err = shared.Errorf(shared.CodeNameTaken, "There is a room “%s” already, or one that looks like it.", name)
	}
	return err
}

func (d *decision) roomForOneMore() error {
	rooms, err := d.tx.CountRooms()
	if err != nil {
		return err
	}
	if rooms >= shared.MaxRooms {
		return shared.Errorf(shared.CodeTooMany, "There are %d rooms already, and no more are possible.", rooms)
	}
	return d.mayEnterOneMore()
}

func (d *decision) mayEnterOneMore() error {
	rooms, err := d.tx.RoomsOf(d.event.By)
	if err == nil && len(rooms) >= shared.MaxRoomsPerPerson {
		err = shared.Errorf(shared.CodeTooMany, "You are in %d rooms, and can't be in more: leave one first.", len(rooms))
	}
	return err
}

// newRoomID takes the ID that was asked for, or makes one of the name: with -2,
// -3 and so on where others have it.
func (d *decision) newRoomID(asked shared.RoomID, name string) (shared.RoomID, error) {
	if asked != "" {
		_, taken, err := d.tx.Room(asked)
		if err == nil && taken {
			err = shared.Errorf(shared.CodeRoomExists, "There is a room “%s” already.", asked)
		}
		return asked, err
	}
	base := shared.RoomIDOf(norm.NFC.String(name))
	for id, n := base, 2; ; n++ {
		_, taken, err := d.tx.Room(id)
		if err != nil || !taken {
			return id, err
		}
		id = numbered(base, n)
	}
}

// numbered puts a number behind an ID, which loses of its end what there is no
// room for.
func numbered(base shared.RoomID, n int) shared.RoomID {
	suffix := "-" + strconv.Itoa(n)
	for runes := []rune(base); ; runes = runes[:len(runes)-1] {
		id := shared.RoomID(string(runes) + suffix)
		if id.Valid() {
			return id
		}
	}
}
