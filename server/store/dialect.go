package store

import (
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// dialect is what differs from one database to another.
type dialect struct {
	driver     string
	migrations goose.Dialect
	begin      string // opens a transaction that may write, alone
	beginRead  string // opens one that sees a single state
	check      string // looks for damage; gives one row, sound, where there is none
	sound      string
	// exhausted tells errors of the machine (disk full, cannot be read), which
	// pass, from errors of ours, which don't.
	exhausted func(error) bool
	full      func(error) bool // tells those that there is no room
}

var sqliteDialect = dialect{
	driver:     "sqlite",
	migrations: goose.DialectSQLite3,
	begin:      "BEGIN IMMEDIATE",
	beginRead:  "BEGIN",
	check:      "PRAGMA integrity_check",
	sound:      "ok",
	exhausted:  sqliteExhausted,
	full:       func(err error) bool { return sqliteFamily(err) == lib.SQLITE_FULL },
}

// sqliteFamily is what the extended codes of an error have in common; SQLITE_OK
// for errors of others.
func sqliteFamily(err error) int {
	if failure, ok := errors.AsType[*sqlite.Error](err); ok {
		return failure.Code() & 0xff
	}
	return lib.SQLITE_OK
}

func sqliteExhausted(err error) bool {
	switch sqliteFamily(err) {
	case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_BUSY, lib.SQLITE_LOCKED,
		lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_NOMEM:
		return true
	}
	return false
}

// The ways to open an SQLite file. The writer's synchronous=FULL makes a commit
// an fsync of the write-ahead log; busy_timeout is in milliseconds, and waits
// for nobody but a foreign tool, for the writer is alone. Caches, in KiB for each
// connection, are small: what they miss, the system's own has. A reader's takes
// twice as much, and a herd that comes would fill it with what it asks only once.
var (
	toWrite   = url.Values{"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-4000)"}}
	toRedo    = url.Values{"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(NORMAL)", "cache_size(-4000)"}}
	toRead    = url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)", "query_only(1)", "cache_size(-256)"}}
	toRecover = url.Values{"_pragma": {"busy_timeout(5000)", "query_only(1)"}}
	scratch   = url.Values{"_pragma": {"journal_mode(OFF)", "synchronous(OFF)", "cache_size(-64000)"}}
)

// openFile gives a pool of connections to an SQLite file; nothing is opened yet.
func openFile(path string, how url.Values) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if path = filepath.ToSlash(path); !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive's letter
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: how.Encode()}
	return sql.Open(sqliteDialect.driver, address.String())
}
