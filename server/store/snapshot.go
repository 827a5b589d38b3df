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
		snapshot.People, err = v.peopleAround(me.Person)
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
	records, err := documents[chat.Room](v.conn,
		"SELECT r.doc FROM members m JOIN rooms r ON r.id = m.room WHERE m.person = $1", args{person})
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

// membersAround gives the members of each room that a person is in, in the order
// of joining.
func (v view) membersAround(person shared.PersonID) (map[shared.RoomID][]shared.PersonID, error) {
	members := map[shared.RoomID][]shared.PersonID{}
	err := v.each(`SELECT o.room, o.person FROM members m JOIN members o ON o.room = m.room
		WHERE m.person = $1 ORDER BY o.since`, args{person}, func(scan func(...any) error) error {
		var room shared.RoomID
		var member shared.PersonID
		err := scan(&room, &member)
		members[room] = append(members[room], member)
		return err
	})
	return members, err
}

// peopleAround gives a person and all who share a room with them, by ID.
func (v view) peopleAround(me shared.Person) ([]shared.Person, error) {
	people, err := documents[shared.Person](v.conn, `SELECT doc FROM persons WHERE id IN
		(SELECT o.person FROM members m JOIN members o ON o.room = m.room WHERE m.person = $1) ORDER BY id`, args{me.ID})
	if err == nil && len(people) == 0 { // in no room
		people = []shared.Person{me}
	}
	return people, err
}

func byName(rooms []chat.Room) {
	slices.SortFunc(rooms, func(a, b chat.Room) int {
		return cmp.Or(shared.CompareNames(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// listed gives the directory's view of rooms; mine are those its reader is in.
func listed(rooms []chat.Room, mine []shared.RoomID) []shared.ListedRoom {
	byName(rooms)
	list := make([]shared.ListedRoom, len(rooms))
	for i, room := range rooms {
		list[i] = room.Listed(slices.Contains(mine, room.ID))
	}
	return list
}
