package store

import (
	"context"
	"time"

	"parley/server/chat"
	"parley/shared"
)

const (
	indexEvery   = 256             // events that wait to be indexed together; a search looks through fewer
	indexAtOnce  = 2048            // that are indexed in one transaction
	indexAgainIn = 5 * time.Second // after a failure
)

// indexer follows the log and keeps the search index, in transactions of its
// own: whoever posts does not wait for it. How far it has come is in the same
// transaction, so that it goes on from there after any end.
type indexer struct {
	store *Store
	every shared.Seq         // indexEvery, but in tests
	wake  chan struct{}      // holds one: there is something to index
	stop  context.CancelFunc // nil before start
	ended chan struct{}      // closed when run has ended
	at    watermark          // the last position that is in the index
}

func newIndexer(s *Store) *indexer {
	return &indexer{store: s, every: s.options.indexEvery, wake: make(chan struct{}, 1), ended: make(chan struct{})}
}

// start begins with what is not indexed yet.
func (x *indexer) start() {
	ctx, stop := context.WithCancel(context.Background())
	x.stop = stop
	x.wake <- struct{}{}
	go x.run(ctx)
}

// close ends the goroutine, if it was started.
func (x *indexer) close() {
	if x.stop != nil {
		x.stop()
		<-x.ended
	}
}

// Unindexed tells how many events of the log are not in the search index yet. Those
// that are too few for a round of their own are looked at with each search.
func (s *Store) Unindexed() int64 { return int64(max(0, s.Head()-s.indexer.at.now())) }

// committed wakes the indexer when enough has come. The committer calls it.
func (x *indexer) committed(entries []chat.Entry) {
	first, last := entries[0].Event.Seq, entries[len(entries)-1].Event.Seq
	if (first-1)/x.every == last/x.every {
		return
	}
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

func (x *indexer) run(ctx context.Context) {
	defer close(x.ended)
	again := time.NewTimer(0)
	again.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-x.wake:
		case <-again.C:
		}
		if err := x.catchUp(ctx); err != nil && ctx.Err() == nil {
			if !refused(err) { // else the committer told
				x.store.options.Log.Error("the search index could not be brought up to date", "error", err)
			}
			again.Reset(indexAgainIn)
		}
	}
}

// catchUp indexes until there is less than what is worth a transaction.
func (x *indexer) catchUp(ctx context.Context) error {
	for {
		more, err := x.round(ctx)
		if err != nil || !more {
			return err
		}
	}
}

// round indexes what follows, up to indexAtOnce events.
func (x *indexer) round(ctx context.Context) (more bool, err error) {
	var index *indexing
	var entries []chat.Entry
	var to shared.Seq
	err = x.store.read(ctx, func(v view) error {
		from, err := indexedTo(v.conn)
		if err != nil {
			return err
		}
		x.at.raise(from)
		if v.head-from < x.every {
			return nil
		}
		to, more = min(from+indexAtOnce, v.head), true
		entries, err = v.entries("seq > $1 AND seq <= $2 AND "+whatIsIndexed+" ORDER BY seq", args{from, to})
		if err != nil {
			return err
		}
		index = newIndexing(v.conn, v.conn)
		return index.takeAll(entries)
	})
	if err != nil || !more {
		return false, err
	}
	pages := index.pages()
	err = x.store.change(ctx, func(c *conn) error { return pages.write(c, to) })
	if err == nil {
		x.at.raise(to)
	}
	return err == nil, err
}
