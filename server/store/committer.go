package store

import (
	"cmp"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"parley/server/chat"
	"parley/shared"
)

const maxBatch = 512 // tasks in one commit

// task is something to be done in the committer's transaction.
type task interface {
	// run does it, on the batch's connection. An error, refusal or not, has
	// changed nothing.
	run(*batch) error
	// answer is called once, after the commit: with run's error, or with the
	// reason why nothing of the batch was done.
	answer(error)
}

// committer is the one goroutine that writes. It takes whatever waits, commits
// it together, and answers: a lone task at once, a crowd with one fsync.
type committer struct {
	conn    *conn         // owned by run
	options Options       // Clock, Committed and Observe are called by run alone
	wait    time.Duration // queueWait, but in tests
	queue   chan *queued
	ended   chan struct{}                // closed when run has ended
	head    atomic.Int64                 // the last durable position
	told    watermark                    // the last position that Committed was told
	ails    atomic.Pointer[shared.Error] // why nothing can be written; nil while all is well
	failed  int                          // commits since ails was set; owned by run

	closing sync.RWMutex // held to send to the queue, and by close to close it
	closed  bool         // guarded by closing
}

func startCommitter(c *conn, head shared.Seq, options Options) *committer {
	w := &committer{conn: c, options: options, wait: queueWait, queue: make(chan *queued, queueLength), ended: make(chan struct{})}
	w.head.Store(int64(head))
	w.told.raise(head)
	go w.run()
	return w
}

// close lets what is queued be done, and ends the goroutine.
func (w *committer) close() error {
	w.closing.Lock()
	first := !w.closed
	if first {
		w.closed = true
		close(w.queue)
	}
	w.closing.Unlock()
	<-w.ended
	if !first {
		return nil
	}
	return w.conn.Close()
}

func (w *committer) run() {
	defer close(w.ended)
	for first := range w.queue {
		if tasks := w.take(first); len(tasks) > 0 {
			w.commit(tasks)
		}
	}
}

// commit runs tasks in one transaction and answers them.
func (w *committer) commit(tasks []task) {
	started := w.options.Clock()
	b := &batch{conn: w.conn, records: newRecords(w.conn).at(started), at: started.UnixMilli()}
	outcomes := make([]error, len(tasks))
	err := w.conn.within(sqliteDialect.begin, func() error { return b.run(tasks, outcomes) })
	if err != nil {
		err = w.fails(err)
	} else {
		if b.wrote {
			w.heals()
		}
		took := w.options.Clock().Sub(started)
		w.committed(b.entries)
		w.options.Observe(len(b.entries), took)
	}
	for i, t := range tasks {
		t.answer(cmp.Or(err, outcomes[i]))
	}
}

// committed tells what is durable now.
func (w *committer) committed(entries []chat.Entry) {
	if len(entries) == 0 {
		return
	}
	head := entries[len(entries)-1].Event.Seq
	w.head.Store(int64(head))
	w.options.Committed(entries)
	w.told.raise(head)
}

func refused(err error) bool {
	_, ok := errors.AsType[*shared.Error](err)
	return ok
}
