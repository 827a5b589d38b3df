package store

import (
	"context"
	"path/filepath"

	"parley/server/chat"
	"parley/shared"
)

// dropPicture notes that a person's picture may have nobody left, where they are
// about to have another one or none.
func (r *records) dropPicture(person chat.Person) error {
	before, known, err := r.Person(person.ID)
	if err != nil || !known || before.Picture == "" || before.Picture == person.Picture {
		return err
	}
	_, err = r.exec("INSERT INTO loose (hash) VALUES ($1) ON CONFLICT (hash) DO NOTHING", before.Picture)
	return err
}

// Pictured reports whether somebody shows a picture.
func (s *Store) Pictured(ctx context.Context, picture shared.PictureID) (shown bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		var id shared.PersonID
		shown, err = c.one("SELECT id FROM persons WHERE picture = $1 AND picture <> '' LIMIT 1", args{picture}, &id)
		return err
	})
	return shown, err
}

// EachPicture gives every picture of a person in a data folder; no server need be
// running on it.
func EachPicture(ctx context.Context, dir string, picture func(shared.PictureID)) error {
	s, err := openToVerify(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.each("SELECT DISTINCT picture FROM persons WHERE picture <> '' ORDER BY picture", nil, func(scan func(...any) error) error {
		var id shared.PictureID
		if err := scan(&id); err != nil {
			return err
		}
		picture(id)
		return ctx.Err()
	})
}
