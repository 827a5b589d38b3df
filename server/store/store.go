package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"parley/server/chat"
	"parley/shared"
)

const (
	fileName   = "parley.db"
	minReaders = 4
	folderMode = 0o700 // the folder holds what people said
)

// Options of a store. The zero value of each is its default.
type Options struct {
	Clock func() time.Time // time.Now
	Log   *slog.Logger     // nowhere

	// Committed is told the entries of each commit, in the order of the log,
	// once they are durable and before anyone is answered: who was answered is
	// to find what they did wherever they look, also by a poll that waits for
	// nothing. The committer calls it and waits, so it must be quick, and must
	// not call the store but for Epoch, Head and Events.
	Committed func([]chat.Entry)

	// Observe is told each commit: how many events it wrote, and how long it
	// took from its first statement until it was durable.
	Observe func(events int, took time.Duration)

	// Redone is for who does again what a machine that died has lost: commits don't
	// wait for the disk. The database comes to no harm by it.
	Redone bool

	indexEvery shared.Seq // indexEvery, but in tests
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Committed == nil {
		o.Committed = func([]chat.Entry) {}
	}
	if o.Observe == nil {
		o.Observe = func(int, time.Duration) {}
	}
	o.indexEvery = cmp.Or(o.indexEvery, indexEvery)
	return o
}

// Store is an open database. Its methods are safe for use by several goroutines.
type Store struct {
	options   Options
	epoch     string
	committer *committer
	indexer   *indexer
	lock      *sql.DB
	writing   *sql.DB
	reading   *sql.DB
	readers   chan *conn // those that are free; as many as minReaders or cores
}

// Open opens the database in a data folder, and makes both where they don't
// exist yet. One process at a time may have it open.
func Open(ctx context.Context, dir string, options Options) (*Store, error) {
	s := &Store{options: options.withDefaults(), readers: make(chan *conn, max(minReaders, runtime.GOMAXPROCS(0)))}
	if err := s.open(ctx, dir); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, dir string) (err error) {
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	if s.lock, err = lockFolder(ctx, dir); err != nil {
		return err
	}
	path := filepath.Join(dir, fileName)
	how := toWrite
	if s.options.Redone {
		how = toRedo
	}
	if s.writing, err = openFile(path, how); err != nil {
		return err
	}
	if err := migrate(ctx, s.writing); err != nil {
		return fmt.Errorf("migrating: %w", err)
	}
	writer, err := connect(s.writing)
	if err != nil {
		return err
	}
	head, err := s.found(writer)
	if err != nil {
		return errors.Join(err, writer.Close())
	}
	s.committer = startCommitter(writer, head, s.followed())
	if s.reading, err = openFile(path, toRead); err != nil {
		return err
	}
	for range cap(s.readers) {
		reader, failed := connect(s.reading)
		err = errors.Join(err, failed)
		s.readers <- reader // nil is read as closed
	}
	s.indexer.start()
	return err
}

// followed are the options of a committer that the indexer follows, too.
func (s *Store) followed() Options {
	s.indexer = newIndexer(s)
	options := s.options
	options.Committed = func(entries []chat.Entry) {
		s.options.Committed(entries)
		s.indexer.committed(entries)
	}
	return options
}

// Epoch names the log's history.
func (s *Store) Epoch() string { return s.epoch }

// Head is the log's last durable position.
func (s *Store) Head() shared.Seq { return shared.Seq(s.committer.head.Load()) }

// Close commits and answers what is queued, refuses what comes after, waits for
// reads that are under way, and closes the database.
func (s *Store) Close() error {
	var failed error
	if s.indexer != nil {
		s.indexer.close()
	}
	if s.committer != nil {
		failed = s.committer.close()
	}
	if s.reading != nil {
		failed = errors.Join(failed, s.closeReaders(), s.reading.Close())
	}
	if s.writing != nil { // last: it folds the write-ahead log into the database
		failed = errors.Join(failed, s.writing.Close())
	}
	if s.lock != nil {
		failed = errors.Join(failed, s.lock.Close())
	}
	return failed
}
