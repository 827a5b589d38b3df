package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// side is one of the two databases that Verify compares.
type side struct {
	*conn
	closing []func() error // in reverse order
}

// Close closes all that was opened for it.
func (s side) Close() error {
	var failed error
	for i := len(s.closing) - 1; i >= 0; i-- {
		failed = errors.Join(failed, s.closing[i]())
	}
	return failed
}

// openToVerify opens a database read-only; where that can't be, because its
// write-ahead log has to be folded in first, so that it is not changed otherwise.
func openToVerify(path string) (side, error) {
	s, err := openSide(path, toRead)
	if err != nil {
		if s, err = openSide(path, toRecover); err != nil {
			return side{}, err
		}
	}
	var version, known int64
	if version, err = databaseVersion(s.conn); err == nil {
		known, err = knownVersion()
	}
	if err == nil && version != known {
		err = fmt.Errorf("the database is of version %d, this build makes %d: start the server once to migrate it", version, known)
	}
	if err != nil {
		return side{}, errors.Join(err, s.Close())
	}
	return s, nil
}

// openScratch makes an empty database of this build's version, far from the
// original; closing it deletes it.
func openScratch(ctx context.Context) (side, error) {
	folder, err := os.MkdirTemp("", "parley-verify-")
	if err != nil {
		return side{}, err
	}
	s, err := openScratchIn(ctx, folder)
	if err != nil {
		return side{}, errors.Join(err, os.RemoveAll(folder))
	}
	s.closing = append([]func() error{func() error { return os.RemoveAll(folder) }}, s.closing...)
	return s, nil
}

func openScratchIn(ctx context.Context, folder string) (side, error) {
	path := filepath.Join(folder, fileName)
	db, err := openFile(path, scratch)
	if err != nil {
		return side{}, err
	}
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return side{}, err
	}
	return openSide(path, scratch)
}

// openSide opens a database and reads from it, which tells whether it can be.
func openSide(path string, how url.Values) (side, error) {
	db, err := openFile(path, how)
	if err != nil {
		return side{}, err
	}
	c, err := connect(db)
	if err != nil {
		return side{}, errors.Join(err, db.Close())
	}
	s := side{c, []func() error{db.Close, c.Close}}
	if _, err := headOf(c); err != nil {
		return side{}, errors.Join(err, s.Close())
	}
	return s, nil
}
