package feed

import (
	"errors"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

func TestACompleteLogIsHeardToItsEnd(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	m.Join("a", "ann")
	m.Join("b", "bob")
	var said []shared.Seq
	for range 600 {
		said = append(said, m.Say("a", "ann", "hello"))
	}
	m.Say("b", "bob", "not for ann")
	f.Finish()
	ann := hearing(t, f, "ann", at("e1", 2))
	if ann.Finished() {
		t.Error("finished before anything was heard")
	}
	expect(t, "all there is", ann.rest(), said)
	if cursor, moved := ann.Advance(); !moved || cursor.Seq != f.head {
		t.Errorf("ends at %v (%v), want the head, which the client is to learn", cursor, moved)
	}
	for name, after := range map[string]*shared.Cursor{"at the head": nil, "again": at("e1", f.head)} {
		late := hearing(t, f, "ann", after)
		if !late.Finished() {
			t.Errorf("%s: not finished, though nothing follows", name)
		}
		expect(t, name, late.rest(), nil)
	}
}

func TestFinishingWakesWhoWaits(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	waits, behind := hearing(t, f, "ann", nil), hearing(t, f, "ann", nil)
	waits.news()
	behind.news()
	last := m.Say("a", "ann", "last")
	waits.news()
	waits.woken, behind.woken = 0, 0
	f.Finish()
	if waits.woken != 1 || behind.woken != 0 {
		t.Errorf("woken %d and %d times, want once who was at the end", waits.woken, behind.woken)
	}
	expect(t, "who was at the end", waits.rest(), nil)
	expect(t, "who was behind", behind.rest(), seqs(last))
}

func TestAFinishedLogResetsToo(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	f.Finish()
	ann := hearing(t, f, "ann", at("e0", 1))
	if ann.Finished() {
		t.Error("finished before the reset was told")
	}
	if err := ann.Next(t.Context(), &ann.batch); err != nil || !ann.batch.Reset {
		t.Errorf("%v, reset %v, want a reset", err, ann.batch.Reset)
	}
	expect(t, "after the reset", ann.rest(), nil)
}

// rest gives the positions of all that is new, up to the end of the log.
func (e *ear) rest() (seqs []shared.Seq) {
	e.t.Helper()
	for {
		err := e.Next(e.t.Context(), &e.batch)
		if errors.Is(err, ErrFinished) {
			return seqs
		}
		if err != nil || len(e.batch.Items) == 0 {
			e.t.Fatalf("%v and %d items, want the end", err, len(e.batch.Items))
		}
		seqs = append(seqs, e.batch.seqs()...)
	}
}

// TestTheEndIsToldApart: a listener's end is told by Ended too, and nothing else.
func TestTheEndIsToldApart(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	woken, ended := 0, 0
	who := Who{Person: "ann", Session: "s", Transport: "test", Ended: func() { ended++ }}
	l, err := f.Listen(t.Context(), who, nil, func() { woken++ })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := l.Next(t.Context(), new(Batch)); err != nil {
		t.Fatal(err)
	}
	m.Say("a", "bob", "news")
	if woken != 1 || ended != 0 {
		t.Errorf("woken %d times, ended %d times by news", woken, ended)
	}
	f.EndSession("ann", "s")
	f.EndPerson("ann")
	if woken != 2 || ended != 1 {
		t.Errorf("woken %d times, ended %d times by the end", woken, ended)
	}
}
