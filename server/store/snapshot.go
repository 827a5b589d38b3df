package store

import (
	"cmp"
	"context"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// Snapshot gives what a person's client knows, exactly as of its cursor. It
// refuses who is not on the server, with CodeNoSession.
func (s *Store) Snapshot(ctx context.Context, person shared.PersonID) (snapshot shared.Snapshot, err error) {
	snapshot.Cursor, err = s.readSettled(ctx, func(v view) error {
		me, ok, err := newRecords(v.conn).Person(person)
		if err != nil {
			return err
		}
		if !ok || me.Left {
			return shared.Errorf(shared.CodeNoSession, "Enter first: you are not on this server.")
		}
		snapshot.Me = me.Person
		if snapshot.Rooms, err = v.roomsOf(person); err != nil {
			return err
		}
		if snapshot.Blocked, err = newRecords(v.conn).Blocked(person); err != nil {
			return err
		}
		if snapshot.People, err = v.peopleAround(me.Person, snapshot.Rooms); err != nil || !me.Role.AtLeast(shared.RoleModerator) {
			return err
		}
		_, err = v.one("SELECT count(*) FROM reports", nil, &snapshot.Reports)
		return err
	})
	return snapshot, err
}

// roomsOf gives the rooms that a person is in, with their members.
func (v view) roomsOf(person shared.PersonID) ([]shared.Room, error) {
	members, err := v.membersAround(person)
	if err != nil {
		return nil, err
	}
	records, err := v.roomRecordsOf(person)
	if err != nil {
		return nil, err
	}
	byName(records)
	rooms := make([]shared.Room, len(records))
	for i, record := range records {
		rooms[i] = record.With(members[record.ID])
		if rooms[i].Mine, err = v.standing(record, person); err != nil {
			return nil, err
		}
	}
	return rooms, nil
}

func (v view) roomRecordsOf(person shared.PersonID) ([]chat.Room, error) {
	return documents[chat.Room](v.conn,
		"SELECT r.doc FROM members m JOIN rooms r ON r.id = m.room WHERE m.person = $1", args{person})
}

// membersAround gives the members of each room that a person is in, in the order
// of joining; of those who came together, by ID.
func (v view) membersAround(person shared.PersonID) (map[shared.RoomID][]shared.PersonID, error) {
	members := map[shared.RoomID][]shared.PersonID{}
	err := v.each(`SELECT o.room, o.person FROM members m JOIN members o ON o.room = m.room
		WHERE m.person = $1 AND m.room <> $2 ORDER BY o.since, o.person`, args{person, chat.Moderators}, func(scan func(...any) error) error {
		var room shared.RoomID
		var member shared.PersonID
		err := scan(&room, &member)
		members[room] = append(members[room], member)
		return err
	})
	return members, err
}

// peopleAround gives a person and all who share a room with them, by ID, and last
// those who shared a direct room with them and left the server: it is called by
// them.
func (v view) peopleAround(me shared.Person, rooms []shared.Room) ([]shared.Person, error) {
	people, err := documents[shared.Person](v.conn, `SELECT doc FROM persons WHERE id IN
		(SELECT o.person FROM members m JOIN members o ON o.room = m.room WHERE m.person = $1 AND m.room <> $2) ORDER BY id`, args{me.ID, chat.Moderators})
	if err != nil {
		return nil, err
	}
	if len(people) == 0 { // in no room
		people = []shared.Person{me}
	}
	for _, id := range goneFrom(rooms, people) {
		gone, err := documents[shared.Person](v.conn, "SELECT doc FROM persons WHERE id = $1", args{id})
		if err != nil {
			return nil, err
		}
		people = append(people, gone...)
	}
	return people, nil
}

// goneFrom lists, each once, for whom direct rooms are who are not among people.
func goneFrom(rooms []shared.Room, people []shared.Person) (gone []shared.PersonID) {
	there := make(map[shared.PersonID]bool, len(people))
	for _, person := range people {
		there[person.ID] = true
	}
	for _, room := range rooms {
		for _, id := range room.With {
			if !there[id] {
				there[id] = true
				gone = append(gone, id)
			}
		}
	}
	return gone
}

func byName(rooms []chat.Room) {
	slices.SortFunc(rooms, func(a, b chat.Room) int {
		return cmp.Or(shared.CompareNames(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// listed gives the directory's view of the public rooms and of those that its
// reader is in.
func listed(public, mine []chat.Room) []shared.ListedRoom {
	in, rooms := make(map[shared.RoomID]bool, len(mine)), public
	for _, room := range mine {
		in[room.ID] = true
		if room.Private && !room.Direct {
			rooms = append(rooms, room)
		}
	}
	byName(rooms)
	list := make([]shared.ListedRoom, len(rooms))
	for i, room := range rooms {
		list[i] = room.Listed(in[room.ID])
	}
	return list
}
