package feed

import (
	"context"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// begin makes a feed over the log. It is shut down with the test.
func begin(t testing.TB, m *feedtest.Log, options Options) *Feed {
	f := New(m, options)
	m.Publish = f.Publish
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		f.Shutdown(ctx)
	})
	return f
}

// ear is a listener that notes what it hears.
type ear struct {
	*Listener
	t       testing.TB
	woken   int
	waits   bool // has heard all there was
	batch   Batch
	reached shared.Cursor // after the last batch
}

func hearing(t testing.TB, f *Feed, id shared.PersonID, after *shared.Cursor) *ear {
	t.Helper()
	e := &ear{t: t}
	if after != nil {
		e.reached = *after
	}
	var err error
	e.Listener, err = f.Listen(t.Context(), Who{Person: id, Session: "s-" + string(id), Transport: "test"}, after, func() { e.woken++ })
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// news gives the positions of all that is new, up to the end.
func (e *ear) news() (seqs []shared.Seq) {
	e.t.Helper()
	for more := true; more; more = e.batch.More {
		if err := e.Next(e.t.Context(), &e.batch); err != nil {
			e.t.Fatal(err)
		}
		e.reached = e.batch.Cursor
		seqs = append(seqs, e.batch.seqs()...)
	}
	return seqs
}

func (b *Batch) seqs() (all []shared.Seq) {
	for _, item := range b.Items {
		if item.Logged() {
			all = append(all, item.Event.Seq)
		}
	}
	return all
}

// whispers gives what is new in passing, as JSON.
func (e *ear) whispers() (texts []string) {
	e.t.Helper()
	for more := true; more; more = e.batch.More {
		if err := e.Next(e.t.Context(), &e.batch); err != nil {
			e.t.Fatal(err)
		}
		for _, item := range e.batch.Items {
			if !item.Logged() {
				texts = append(texts, string(item.JSON))
			}
		}
	}
	return texts
}

func at(epoch string, seq shared.Seq) *shared.Cursor {
	return &shared.Cursor{Epoch: epoch, Seq: seq}
}
