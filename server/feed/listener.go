package feed

import (
	"context"
	"time"

	"parley/shared"
)

// The bounds of one Next.
const (
	batchItems = 256       // events
	batchBytes = 256 << 10 // of JSON; one event may exceed it
	coldPage   = 256       // events read from the log at once
)

// Listener is a cursor over what one person may see of the log, and their ears
// for what is told in passing. Its verbs are for one goroutine at a time.
type Listener struct {
	// What each delivery touches stands together: of many thousand listeners none
	// is in the processor's cache.
	feed   *Feed
	person *person
	place
	awake bool          // something may be new: wake is not called again
	stale bool          // the cursor can't be followed: to be told
	live  bool          // has reached the end once
	ended *shared.Error // why there is nothing any more
	wake  func()

	who Who
}

// Batch is what Next found: what to write, in one go. It can be used again, for
// any listener.
type Batch struct {
	Items  []*Item       // events in the order of the log, then what is told in passing
	Cursor shared.Cursor // after the events
	Reset  bool          // begin anew at Cursor: the client is to take a snapshot
	More   bool          // ask Next again; the listener is not woken before
	Since  time.Time     // when the first event was published; zero unless the listener was waiting for it

	before place // where the listener was
	bytes  int   // of the events, as JSON
	lanes  []lane
}

// place is how far a listener has come.
type place struct {
	seq  shared.Seq // everything up to here was given, or is not for this person
	told shared.Seq // the cursor that the client knows of
	tick uint64     // what was heard up to here in passing; 0 at the start
}

// Clear empties the batch, so that it holds nothing but memory.
func (b *Batch) Clear() {
	clear(b.Items)
	clear(b.lanes[:cap(b.lanes)])
	*b = Batch{Items: b.Items[:0], lanes: b.lanes[:0]}
}

// Next gives what is after the cursor, within bounds, and moves the cursor
// there. An empty batch with no more to come says that there is nothing new.
// It reads the log where the cursor is older than what is in memory, and never
// waits for anything to happen.
//
// The errors are ErrSessionEnded, ErrClosing and ErrFinished, after which the
// listener has nothing to give, and those of the log, which are logged unless ctx has ended.
func (l *Listener) Next(ctx context.Context, b *Batch) error {
	b.Clear()
	cold, err := l.hear(b)
	if err != nil || cold == nil {
		return err
	}
	entries, err := l.feed.log.Events(ctx, *cold)
	if shared.CodeOf(err) == shared.CodeCursorInvalid {
		l.stale = true
		_, err := l.hear(b)
		return err
	}
	if err != nil {
		if ctx.Err() == nil {
			l.feed.options.Log.Error("the log can't be read for a listener", "error", err)
		}
		return err
	}
	l.recall(b, *cold, entries)
	return nil
}

// Hear is Next from memory alone, so that it never takes long: where Next would
// read the log its error is ErrCold, and nothing has changed.
func (l *Listener) Hear(b *Batch) error {
	b.Clear()
	cold, err := l.hear(b)
	if cold != nil {
		return ErrCold
	}
	return err
}

// Unread puts back all of a batch but its first n items, which were written.
// The next Next gives the rest again; it is to be called without being woken.
// What was told in passing may come twice. A reset is not put back.
func (l *Listener) Unread(b *Batch, n int) {
	if n == len(b.Items) {
		return
	}
	f := l.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	l.place = b.before
	for _, item := range b.Items[:n] {
		if item.Logged() {
			l.seq, l.told = item.Event.Seq, item.Event.Seq
		}
	}
	l.awake = true
}

// Cursor is where the listener is.
func (l *Listener) Cursor() shared.Cursor {
	l.feed.mu.RLock()
	defer l.feed.mu.RUnlock()
	return l.feed.cursor(l.seq)
}

// Advance moves the cursor over what others have said, as long as there is
// nothing new for this listener, and reports whether the client has yet to learn
// of the cursor.
func (l *Listener) Advance() (at shared.Cursor, news bool) {
	f := l.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	if !l.awake {
		l.seq = max(l.seq, f.head)
	}
	news = l.seq > l.told
	l.told = l.seq
	return f.cursor(l.seq), news
}
