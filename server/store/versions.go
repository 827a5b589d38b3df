package store

import (
	"context"

	"parley/shared"
)

func (r *records) AddEdit(room shared.RoomID, message, at shared.Seq) error {
	_, err := r.exec("INSERT INTO edits (room, message, seq) VALUES ($1, $2, $3)", room, message, at)
	return err
}

func (r *records) DeleteEdits(room shared.RoomID, message shared.Seq) error {
	_, err := r.exec("DELETE FROM edits WHERE room = $1 AND message = $2", room, message)
	return err
}

// Versions gives a member of a room the texts that a message there has and had,
// the newest first and at most shared.MaxVersions. Of a message that was deleted
// there are none: it refuses with CodeMessageDeleted.
func (s *Store) Versions(ctx context.Context, person shared.PersonID, room shared.RoomID, message shared.Seq) (of shared.Versions, err error) {
	of = shared.Versions{Room: room, Message: message}
	err = s.read(ctx, func(v view) error {
		if _, err := v.since(room, person); err != nil {
			return err
		}
		stands, ok, err := newRecords(v.conn).Message(room, message)
		switch {
		case err != nil:
			return err
		case !ok:
			return shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", message)
		case stands.Deleted:
			return shared.Errorf(shared.CodeMessageDeleted, "The message was deleted.")
		}
		by, _, err := newRecords(v.conn).Person(stands.By)
		if err == nil {
			of.By = by.Person
			of.Versions, err = v.versions(room, message)
		}
		return err
	})
	return of, err
}

// versions reads from the log what a message said.
func (v view) versions(room shared.RoomID, message shared.Seq) (versions []shared.Version, err error) {
	entries, err := v.entries(`seq = $2 OR seq IN (SELECT seq FROM edits WHERE room = $1 AND message = $2)
		ORDER BY seq DESC LIMIT $3`, args{room, message, shared.MaxVersions})
	for _, entry := range entries {
		version := shared.Version{At: entry.Event.At}
		switch b := entry.Event.Body.(type) {
		case shared.MessagePosted:
			version.Text, version.HTML = b.Text, b.HTML
		case shared.MessageEdited:
			version.Text, version.HTML = b.Text, b.HTML
		}
		versions = append(versions, version)
	}
	return versions, err
}
