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
	if err := d.roomForOneMore(c.Private); err != nil {
		return err
	}
	id, err := d.newRoomID(cmd, name, c.Private)
	if err != nil {
		return err
	}
	d.event.Room = id
	return d.happened(shared.RoomCreated{Name: name, Topic: shared.CleanName(c.Topic), Private: c.Private})
}

func (d *decision) RenameRoom(cmd shared.Command, c shared.RenameRoom) error {
	if _, err := d.managed(cmd.Room); err != nil {
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
	if err := d.manages(room); err != nil {
		return err
	}
	return d.happened(shared.RoomArchived{})
}

// roomNameFree checks that no other public room bears a name, or one that looks
// like it. Private rooms may be called alike: to refuse that would tell of them.
func (d *decision) roomNameFree(name string, own shared.RoomID) error {
	holder, taken, err := d.tx.RoomNamed(NameKey(name))
	if err == nil && taken && holder != own {
		err = shared.Errorf(shared.CodeNameTaken, "There is a room “%s” already, or one that looks like it.", name)
	}
	return err
}

func (d *decision) roomForOneMore(private bool) error {
	rooms, err := d.tx.CountRooms()
	if err != nil {
		return err
	}
	if !private && rooms >= shared.MaxRooms {
		return shared.Errorf(shared.CodeTooMany, "There are %d rooms already, and no more are possible.", rooms)
	}
	return d.mayEnterOneMore(d.event.By)
}

func (d *decision) mayEnterOneMore(id shared.PersonID) error {
	rooms, err := d.tx.RoomsOf(id)
	switch {
	case err != nil || len(rooms) < shared.MaxRoomsPerPerson:
		return err
	case id == d.event.By:
		return shared.Errorf(shared.CodeTooMany, "You are in %d rooms, and can't be in more: leave one first.", len(rooms))
	}
	return shared.Errorf(shared.CodeTooMany, "They are in as many rooms as one can be.")
}

// newRoomID takes the ID that was asked for, or makes one of the name: with -2,
// -3 and so on where others have it.
func (d *decision) newRoomID(cmd shared.Command, name string, private bool) (shared.RoomID, error) {
	if private {
		return d.free(PrivateRoomID(d.event.By, cmd.ID))
	}
	if hidden(cmd.Room) {
		return "", shared.Errorf(shared.CodeRoomInvalid, "“%s” can't be a public room's id.", cmd.Room)
	}
	if cmd.Room != "" {
		return d.free(cmd.Room)
	}
	base := shared.RoomIDOf(norm.NFC.String(name))
	for id, n := base, 2; ; n++ {
		_, taken, err := d.tx.Room(id)
		if err != nil || !taken && !hidden(id) {
			return id, err
		}
		id = numbered(base, n)
	}
}

// free refuses an ID that a room has.
func (d *decision) free(id shared.RoomID) (shared.RoomID, error) {
	_, taken, err := d.tx.Room(id)
	if err == nil && taken {
		err = shared.Errorf(shared.CodeRoomExists, "There is a room “%s” already.", id)
	}
	return id, err
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
