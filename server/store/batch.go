package store

import (
	"cmp"

	"parley/server/chat"
	"parley/shared"
)

// batch is the tasks of one transaction: what they share, and what they wrote.
// The committer's goroutine owns it.
type batch struct {
	conn    *conn
	records *records
	at      int64        // the time of its events, in milliseconds since 1970
	head    shared.Seq   // the log's last position, with what the batch wrote
	entries []chat.Entry // what it wrote
	wrote   bool         // whether anything was
	void    error        // why the transaction can't be gone on with; nil while it can
}

// run runs each task and puts down what became of it. An error means that the
// whole batch is void.
func (b *batch) run(tasks []task, outcomes []error) (err error) {
	if b.head, err = headOf(b.conn); err != nil {
		return err
	}
	for i, t := range tasks {
		outcomes[i] = t.run(b)
		if err := outcomes[i]; err != nil && sqliteDialect.exhausted(err) {
			return err
		}
		if b.void != nil {
			return b.void
		}
	}
	return nil
}

// change runs what writes, within a savepoint, so that where it fails the other
// tasks of the batch don't notice. Refusals come before it.
func (b *batch) change(do func() error) error {
	if _, b.void = b.conn.exec("SAVEPOINT task"); b.void != nil {
		return b.void
	}
	err := do()
	if err != nil {
		b.records.forget()
		if _, b.void = b.conn.exec("ROLLBACK TO SAVEPOINT task"); b.void != nil {
			return err // where a disk is full, the database may have rolled back all
		}
	}
	_, b.void = b.conn.exec("RELEASE SAVEPOINT task")
	b.wrote = b.wrote || err == nil
	return cmp.Or(err, b.void)
}

// write appends an event to the log, applies it, and does what is to come about
// with it; added is false, and nothing was written, where its author's command is
// in the log already.
func (b *batch) write(event shared.Event, fingerprint string, along []Along) (added bool, err error) {
	event.Seq, event.At = b.head+1, b.at
	entry := chat.Entry{Event: event, Audience: chat.AudienceOf(event)}
	err = b.change(func() error {
		added, err = appendEvent(b.conn, entry, fingerprint)
		if err != nil || !added {
			return err
		}
		if err := chat.Apply(b.records, event); err != nil {
			return err
		}
		return b.conn.doAll(along)
	})
	if err != nil || !added {
		return false, err
	}
	b.head = event.Seq
	b.entries = append(b.entries, entry)
	return true, nil
}
