package state_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"parley/app/state"
	"parley/app/state/statetest"
	"parley/shared"
)

// follower is a client without a network: it takes from the log what a test
// tells it to, in batches, late, twice.
type follower struct {
	t     *testing.T
	log   *statetest.Log
	me    shared.PersonID
	state *state.State
}

func follow(t *testing.T, log *statetest.Log, me shared.PersonID) *follower {
	f := &follower{t, log, me, state.New()}
	f.state.Load(log.Snapshot(me))
	return f
}

// hear applies up to n events that are due, and the fresh snapshots they ask for.
func (f *follower) hear(n int) {
	f.t.Helper()
	for _, e := range f.log.Events(f.me, f.state.Cursor().Seq, n) {
		if err := f.state.Apply(e); err != nil {
			f.t.Fatalf("event %d: %v", e.Seq, err)
		}
	}
	if f.state.NeedsSnapshot() {
		f.state.Load(f.log.Snapshot(f.me))
	}
}

// catchUp applies all that is due.
func (f *follower) catchUp() {
	f.t.Helper()
	for len(f.log.Events(f.me, f.state.Cursor().Seq, 1)) > 0 {
		f.hear(1 << 30)
	}
}

// open loads a room's latest page.
func (f *follower) open(room shared.RoomID, limit int) {
	f.t.Helper()
	if !f.state.AddPage(room, f.log.Messages(room, 0, 0, 0, limit)) {
		f.t.Fatalf("the page of %s was refused", room)
	}
}

// texts are what a room's timeline shows, oldest first; what is pending has a
// question mark.
func (f *follower) texts(room shared.RoomID) []string {
	var texts []string
	for _, c := range f.state.Room(room).Chunks() {
		for _, item := range c.Items {
			switch {
			case item.Note != nil:
				texts = append(texts, "note "+string(item.Note.Kind()))
			case item.Pending != nil:
				texts = append(texts, item.Message.Text+"?")
			default:
				texts = append(texts, item.Message.Text)
			}
		}
	}
	return texts
}

// sameAsFresh fails the test where a client that starts now knows something else.
func (f *follower) sameAsFresh() {
	f.t.Helper()
	fresh := follow(f.t, f.log, f.me)
	if now, want := names(f.state), names(fresh.state); !slices.Equal(now, want) {
		f.t.Fatalf("the rooms are %q, a fresh client has %q", now, want)
	}
	for _, r := range f.state.Rooms() {
		if r.Loaded() {
			fresh.open(r.ID, 1<<30)
		}
	}
	if d := state.Difference(f.state, fresh.state); d != "" {
		f.t.Fatalf("the follower and a fresh client differ: %s", d)
	}
}

// names are the rooms' names in the order in which they are listed.
func names(s *state.State) []string {
	var names []string
	for _, r := range s.Rooms() {
		names = append(names, r.Name)
	}
	return names
}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

func id() shared.CommandID { return shared.NewCommandID(1_700_000_000_000) }
