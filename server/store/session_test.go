package store

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"parley/shared"
)

// testClock is a clock that a test moves.
type testClock struct{ ms atomic.Int64 }

func (c *testClock) now() time.Time        { return time.UnixMilli(c.ms.Load()) }
func (c *testClock) pass(d time.Duration)  { c.ms.Add(d.Milliseconds()) }
func newTestClock(ms int64) (c *testClock) { c = &testClock{}; c.ms.Store(ms); return c }

func TestSessions(t *testing.T) {
	const life = 32 * time.Hour
	ctx, clock := t.Context(), newTestClock(1_700_000_000_000)
	s := open(t, t.TempDir(), Options{Clock: clock.now})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	phone, laptop, desk := []byte("hash of phone's"), []byte("hash of laptop's"), []byte("hash of desk's")
	create := func(hash []byte, person shared.PersonID) {
		t.Helper()
		if err := s.Keep(ctx, s.OpensSession(hash, person, "", clock.now().Add(life))); err != nil {
			t.Fatal(err)
		}
	}
	is := func(when string, hash []byte, want shared.PersonID) {
		t.Helper()
		person, ok, err := s.SessionPerson(ctx, hash)
		if err != nil || ok != (want != "") || person.ID != want {
			t.Errorf("%s: %q is %+v, %v, %v; want %q", when, hash, person, ok, err, want)
		}
	}
	create(phone, ann)
	create(laptop, ann)
	create(desk, bob)
	is("made", phone, ann)
	is("made", desk, bob)
	is("never made", []byte("another"), "")
	if err := s.Keep(ctx, s.OpensSession(phone, bob, "", clock.now().Add(life))); err == nil {
		t.Error("a token was given twice")
	}

	clock.pass(life - time.Millisecond)
	is("used just in time", phone, ann) // extends it
	clock.pass(time.Millisecond)
	is("extended", phone, ann)
	is("expired", laptop, "")
	people, err := s.ExpireSessions(ctx, clock.now())
	if want := []shared.PersonID{bob}; err != nil || !slices.Equal(people, want) {
		t.Errorf("expired: %v, %v; want %v, for Ann has a session left", people, err, want)
	}
	must(t, s, bob, command("", shared.Leave{}))
	if people, err := s.ExpireSessions(ctx, clock.now()); err != nil || len(people) > 0 {
		t.Errorf("expired again: %v, %v", people, err)
	}

	must(t, s, ann, command("", shared.Leave{}))
	is("left the server", phone, "")
	for range 2 {
		if err := s.DeleteSession(ctx, phone); err != nil {
			t.Error(err)
		}
	}
	is("deleted", phone, "")
}

// TestNobodyStaysWithoutASession: who was cut off between entering and their
// session, or between its end and leaving, is found again.
func TestNobodyStaysWithoutASession(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	if err := s.Keep(t.Context(), s.OpensSession([]byte("hash"), bob, "", time.Now().Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		people, err := s.ExpireSessions(t.Context(), time.Now())
		if want := []shared.PersonID{ann}; err != nil || !slices.Equal(people, want) {
			t.Errorf("without a session: %v, %v; want %v", people, err, want)
		}
	}
}

func TestUsingASessionSeldomWrites(t *testing.T) {
	clock := newTestClock(1_700_000_000_000)
	var seen batches
	s := open(t, t.TempDir(), Options{Clock: clock.now, Observe: seen.observe})
	ann := enter(t, s, "Ann")
	if err := s.Keep(t.Context(), s.OpensSession([]byte("hash"), ann, "", clock.now().Add(extendEvery*time.Hour))); err != nil {
		t.Fatal(err)
	}
	before := len(seen.sizes)
	for range 100 { // 50 hours
		clock.pass(30 * time.Minute)
		if _, ok, err := s.SessionPerson(t.Context(), []byte("hash")); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if writes := len(seen.sizes) - before; writes < 25 || writes > 50 {
		t.Errorf("%d extensions in 50 hours, want one an hour or less", writes)
	}
}
