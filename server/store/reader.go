package store

import (
	"context"
	"encoding/json"
	"errors"

	"parley/server/chat"
	"parley/shared"
)

// view is one read transaction: what it reads is true at head.
type view struct {
	*conn
	head shared.Seq
}

// read runs do in a read transaction, as soon as a connection is free.
func (s *Store) read(ctx context.Context, do func(view) error) error {
	return s.lend(ctx, func(c *conn) error {
		return c.within(sqliteDialect.beginRead, func() error {
			head, err := headOf(c)
			if err != nil {
				return err
			}
			return do(view{c, head})
		})
	})
}

// lend runs do with a connection, as soon as one is free. Whoever needs but one
// statement, which sees a single state by itself, is spared the transaction.
func (s *Store) lend(ctx context.Context, do func(*conn) error) error {
	var c *conn
	select {
	case c = <-s.readers:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { s.readers <- c }()
	if c == nil {
		return errClosing
	}
	return do(c)
}

// readSettled is read for what goes out with a cursor: it returns when whoever
// follows the commits has been told all that was read, so that nobody holds a
// cursor that the feed has not come to.
func (s *Store) readSettled(ctx context.Context, do func(view) error) (shared.Cursor, error) {
	var head shared.Seq
	err := s.read(ctx, func(v view) error {
		head = v.head
		return do(v)
	})
	if err == nil {
		err = s.committer.told.wait(ctx, head)
	}
	return shared.Cursor{Epoch: s.epoch, Seq: head}, err
}

// closeReaders waits for the reads under way; later ones meet errClosing.
func (s *Store) closeReaders() error {
	var failed error
	for range cap(s.readers) {
		if c := <-s.readers; c != nil {
			failed = errors.Join(failed, c.Close())
		}
	}
	for range cap(s.readers) {
		s.readers <- nil
	}
	return failed
}

// room finds a room.
func (v view) room(id shared.RoomID) (chat.Room, error) {
	room, ok, err := document[chat.Room](v.conn, "SELECT doc FROM rooms WHERE id = $1", args{id})
	if err == nil && !ok {
		err = shared.NoRoom(id)
	}
	return room, err
}

// since finds the event that made a person a member of a room.
func (v view) since(room shared.RoomID, person shared.PersonID) (since shared.Seq, err error) {
	member, err := v.one("SELECT since FROM members WHERE room = $1 AND person = $2", args{room, person}, &since)
	if err != nil || member {
		return since, err
	}
	found, err := v.room(room)
	if err == nil && found.Private {
		err = shared.NoRoom(room)
	} else if err == nil {
		err = shared.Errorf(shared.CodeNotMember, "You are not in “%s”: join it first.", found.Name)
	}
	return 0, err
}

// documents reads the JSON of many records.
func documents[T any](c *conn, query string, in args) (records []T, err error) {
	records = []T{} // in JSON: [], not null
	err = c.each(query, in, func(scan func(...any) error) error {
		var doc []byte
		if err := scan(&doc); err != nil {
			return err
		}
		var record T
		err := json.Unmarshal(doc, &record)
		records = append(records, record)
		return err
	})
	return records, err
}
