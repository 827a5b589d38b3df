// Package state is what one client knows: a pure reducer over events, and the
// outbox of what its person asked for. It does no I/O, reads no clock and
// knows no browser, so the server's tests run the very code of the client.
//
// A State and all that it hands out belong to one goroutine.
package state

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"parley/shared"
)

// State is what the client knows. Two positions of the log matter to it. The
// cursor is how far events have been applied. The base is where the last
// snapshot was taken: what events up to there changed in rooms and people is
// in the snapshot already, and only their messages still count. So a snapshot
// can be loaded at any moment, whether the stream is ahead of it or behind.
type State struct {
	cursor  shared.Cursor
	base    shared.Seq
	lost    bool // there is no cursor to go on from: the next snapshot gives one
	wants   bool // something became visible that only a snapshot tells
	gone    bool // the person left the server
	me      shared.PersonID
	blocked map[shared.PersonID]bool // whom the person does not want to hear; replaced, not written to
	keeps   bool                     // whether the person is a moderator, as of the base and what came after
	reports int                      // that wait for a moderator, where the person is one
	rooms   map[shared.RoomID]*Room
	sorted  []*Room // the same by name; nil after a change of them
	people  map[shared.PersonID]known
	early   map[shared.RoomID]*presence // of rooms that the next snapshot brings
	journal journal
	crowds  uint64 // see PeopleVersion
	outbox  *Outbox
}

// New makes the state of a client that knows nothing yet.
func New() *State {
	s := &State{lost: true, rooms: map[shared.RoomID]*Room{}, people: map[shared.PersonID]known{}}
	s.outbox = &Outbox{changed: s.showPending}
	return s
}

// Cursor is the place in the log up to which everything has been applied; its
// epoch is empty before the first snapshot.
func (s *State) Cursor() shared.Cursor { return s.cursor }

// NeedsSnapshot reports whether more is visible than events can tell, as after
// joining a room: load a fresh snapshot. The stream goes on meanwhile.
func (s *State) NeedsSnapshot() bool { return s.wants || s.lost }

// Lost reports whether there is no cursor to go on from, before the first
// snapshot and after a Reset.
func (s *State) Lost() bool { return s.lost }

// Gone reports whether the person left the server.
func (s *State) Gone() bool { return s.gone }

// Me is the person whose client this is; zero before the first snapshot.
func (s *State) Me() shared.Person { return s.Person(s.me) }

// Reports is how many reports wait for a moderator; 0 for who is none.
func (s *State) Reports() int { return s.reports }

// Rooms are those the person is in, by name. Only read the slice; it is not
// changed either, but another one takes its place.
func (s *State) Rooms() []*Room {
	if s.sorted == nil {
		s.sorted = slices.SortedFunc(maps.Values(s.rooms), func(a, b *Room) int {
			return cmp.Or(shared.CompareNames(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
	}
	return s.sorted
}

// Room is a room that the person is in; nil for any other.
func (s *State) Room(id shared.RoomID) *Room { return s.rooms[id] }

// Outbox is what the person asked for and the log does not show yet.
func (s *State) Outbox() *Outbox { return s.outbox }

// Apply takes an event in and moves the cursor to it. An event at or before
// the cursor changes nothing, so a delivery may be repeated, but not reordered.
func (s *State) Apply(e shared.Event) error {
	if e.Seq <= s.cursor.Seq {
		return nil
	}
	if e.Body == nil {
		return fmt.Errorf("event %d has no body", e.Seq)
	}
	if err := e.Visit(s); err != nil {
		return err
	}
	s.journal.add(e)
	s.Reach(e.Seq)
	return nil
}

// Reach moves the cursor on to a position up to which there was nothing more
// for this person to hear.
func (s *State) Reach(seq shared.Seq) {
	s.cursor.Seq = max(s.cursor.Seq, seq)
	s.outbox.reached(s.cursor.Seq)
}
