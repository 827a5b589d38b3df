package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
)

const lockName = "parley.lock"

// toLock waits so many milliseconds for a process that is about to end.
var toLock = url.Values{"_pragma": {"busy_timeout(3000)"}}

// lockFolder makes sure that no other process serves a data folder, because two
// would not tell each other what was said. The lock is one that SQLite takes on
// an empty file: it works wherever SQLite does, and the system lets go of it
// when the process ends, however that happens. Closing gives it back.
func lockFolder(ctx context.Context, dir string) (*sql.DB, error) {
	db, err := openFile(filepath.Join(dir, lockName), toLock)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // the one that holds the lock
	if _, err = db.ExecContext(ctx, "BEGIN EXCLUSIVE"); err == nil {
		return db, nil
	}
	if sqliteDialect.exhausted(err) {
		err = fmt.Errorf("is another server using the folder? %w", err)
	}
	return nil, errors.Join(err, db.Close())
}
