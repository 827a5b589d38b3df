package store

import (
	"context"
	"errors"
	"path/filepath"

	"parley/server/chat"
	"parley/shared"
)

// copyPage is how many messages are read at once.
const copyPage = 500

// Copy is a database as it stood at one moment, to be read from beginning to end.
type Copy struct {
	conn *conn
	ctx  context.Context
}

// ReadCopy reads the database of a data folder, where a server may run meanwhile.
func ReadCopy(ctx context.Context, dir string, read func(Copy) error) (err error) {
	s, err := openToVerify(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.within(sqliteDialect.beginRead, func() error { return read(Copy{s.conn, ctx}) })
}

// People are all who ever were on the server, by ID.
func (c Copy) People() ([]chat.Person, error) {
	return documents[chat.Person](c.conn, "SELECT doc FROM persons ORDER BY id", nil)
}

// Rooms are all that there are, by ID, with who is in them.
func (c Copy) Rooms() (rooms []shared.Room, err error) {
	records, err := documents[chat.Room](c.conn, "SELECT doc FROM rooms ORDER BY id", nil)
	for _, record := range records {
		members := []shared.PersonID{}
		err = errors.Join(err, c.conn.each("SELECT person FROM members WHERE room = $1 ORDER BY since", args{record.ID}, func(scan func(...any) error) error {
			var id shared.PersonID
			err := scan(&id)
			members = append(members, id)
			return err
		}))
		rooms = append(rooms, record.With(members))
	}
	return rooms, err
}

// Messages gives each message of a room, as it stands, oldest first.
func (c Copy) Messages(room shared.RoomID, each func(shared.Message) error) error {
	for after := shared.Seq(0); ; {
		messages, err := documents[shared.Message](c.conn, "SELECT doc FROM messages WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3", args{room, after, copyPage})
		if err = errors.Join(err, c.ctx.Err()); err != nil {
			return err
		}
		for _, m := range messages {
			if err := each(m); err != nil {
				return err
			}
			after = m.Seq
		}
		if len(messages) < copyPage {
			return nil
		}
	}
}
