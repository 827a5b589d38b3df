package store

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"parley/server/chat"
	"parley/shared"
)

// File gives a file of a room to one of its members: one that a message there
// brought along, or one that they uploaded themselves for the next. For everyone
// else, and where the message was deleted, there is none.
func (s *Store) File(ctx context.Context, person shared.PersonID, room shared.RoomID, id shared.FileID) (file shared.File, err error) {
	err = s.read(ctx, func(v view) error {
		if _, err := v.since(room, person); err != nil {
			return err
		}
		a, ok, err := document[chat.Attachment](v.conn, "SELECT doc FROM files WHERE id = $1", args{id})
		if err != nil {
			return err
		}
		if ok && a.Room == room {
			file = a.File
			return nil
		}
		upload, ok, err := newRecords(v.conn).Upload(id)
		if err == nil && (!ok || upload.By != person || upload.Room != room) {
			err = shared.Errorf(shared.CodeFileNotFound, "There is no such file here, or it was deleted with its message.")
		}
		file = upload.File
		return err
	})
	return file, err
}

// Loose lists contents that may have nobody left who refers to them, by their
// hashes, at most limit.
func (s *Store) Loose(ctx context.Context, limit int) (hashes []string, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each("SELECT hash FROM loose ORDER BY hash LIMIT $1", args{limit}, func(scan func(...any) error) error {
			var hash string
			err := scan(&hash)
			hashes = append(hashes, hash)
			return err
		})
	})
	return hashes, err
}

// Needed reports whether a file, an upload or a person refers to a content; one that is
// needed is taken off Loose's list in the same transaction, so that it comes
// back there if the last who refers to it goes a moment later.
func (s *Store) Needed(ctx context.Context, hash string) (bool, error) {
	needed := false // the committer's alone until the change is answered
	err := s.change(ctx, func(c *conn) (err error) {
		var found string
		needed, err = c.one(`SELECT hash FROM files WHERE hash = $1
			UNION ALL SELECT hash FROM uploads WHERE hash = $1
			UNION ALL SELECT picture FROM persons WHERE picture = $1 AND picture <> '' LIMIT 1`, args{hash}, &found)
		if err != nil || !needed {
			return err
		}
		_, err = c.exec("DELETE FROM loose WHERE hash = $1", hash)
		return err
	})
	if err != nil {
		return false, err
	}
	return needed, nil
}

// Settle takes a content that is gone off the list of those that may be loose.
func (s *Store) Settle(ctx context.Context, hash string) error {
	return s.change(ctx, func(c *conn) error {
		_, err := c.exec("DELETE FROM loose WHERE hash = $1", hash)
		return err
	})
}

// EachFile gives every file in a data folder that a message brought along; no
// server need be running on it.
func EachFile(ctx context.Context, dir string, file func(shared.File)) error {
	s, err := openToVerify(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.each("SELECT doc FROM files ORDER BY id", nil, func(scan func(...any) error) error {
		var doc []byte
		var a chat.Attachment
		if err := errors.Join(scan(&doc), ctx.Err()); err != nil {
			return err
		}
		err := json.Unmarshal(doc, &a)
		file(a.File)
		return err
	})
}
