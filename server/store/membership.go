package store

import (
	"context"

	"parley/server/chat"
	"parley/shared"
)

// Membership gives the event that made a person a member of a room; it refuses
// with CodeRoomNotFound, also where there is a private room, or CodeNotMember.
func (s *Store) Membership(ctx context.Context, person shared.PersonID, room shared.RoomID) (since shared.Seq, err error) {
	err = s.read(ctx, func(v view) error {
		since, err = v.since(room, person)
		return err
	})
	return since, err
}

// Memberships gives the rooms that a person is in, each with the event that made
// them a member, and the position at which that is so.
func (s *Store) Memberships(ctx context.Context, person shared.PersonID) (rooms map[shared.RoomID]shared.Seq, at shared.Seq, err error) {
	rooms = map[shared.RoomID]shared.Seq{}
	err = s.lend(ctx, func(c *conn) error {
		return c.each(`SELECT '', coalesce(max(seq), 0) FROM events
			UNION ALL SELECT room, since FROM members WHERE person = $1`, args{person}, func(scan func(...any) error) error {
			var room shared.RoomID
			var since shared.Seq
			err := scan(&room, &since)
			rooms[room] = since
			return err
		})
	})
	at = rooms[""] // no room has that name
	delete(rooms, "")
	return rooms, at, err
}

// Directory lists the public rooms and the private ones that a person is in, by
// name.
func (s *Store) Directory(ctx context.Context, person shared.PersonID) (shared.Directory, error) {
	directory := shared.Directory{Rooms: []shared.ListedRoom{}}
	err := s.read(ctx, func(v view) error {
		rooms, err := documents[chat.Room](v.conn, "SELECT doc FROM rooms WHERE name_key IS NOT NULL", nil)
		if err != nil {
			return err
		}
		mine, err := v.roomRecordsOf(person)
		if err != nil {
			return err
		}
		directory.Rooms = listed(rooms, mine)
		return nil
	})
	return directory, err
}
