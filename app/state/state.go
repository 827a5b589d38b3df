// Package state is what one client knows: a pure reducer over events, and the
// outbox of what it asked for. It does no I/O, reads no clock and knows no
// browser, so the server's tests run the very code of the client.
//
// A State and all that it hands out belong to one goroutine.
package state

import "parley/shared"

// State is what the client knows.
type State struct {
	me     shared.Person
	cursor shared.Cursor
	rooms  map[shared.RoomID]*Room
	people map[shared.PersonID]shared.Person
	outbox Outbox
}

// New makes the state of a client that knows nothing yet.
func New() *State {
	return &State{rooms: map[shared.RoomID]*Room{}, people: map[shared.PersonID]shared.Person{}}
}

// Load takes a snapshot over.
func (s *State) Load(snapshot shared.Snapshot) {}

// Apply takes an event in. Events at or before the cursor are ignored.
func (s *State) Apply(event shared.Event) error { return nil }

// Whisper takes in what is told but not logged; now is in milliseconds.
func (s *State) Whisper(e shared.Ephemeral, now int64) {}

// Forget drops who stopped typing before now (milliseconds), and reports
// whether that was anyone.
func (s *State) Forget(now int64) bool { return false }

// AddPage takes a stretch of a room's history in. It reports false where the
// page is too old to be made current: ask for it again.
func (s *State) AddPage(room shared.RoomID, page shared.Page) bool { return true }

// Cursor is the place in the log up to which everything has been applied.
func (s *State) Cursor() shared.Cursor { return s.cursor }

// Me is the person whose client this is; zero before the first snapshot.
func (s *State) Me() shared.Person { return s.me }

// Rooms are those the person is in, by name.
func (s *State) Rooms() []*Room { return nil }

// Room is a room that the person is in; nil for any other.
func (s *State) Room(id shared.RoomID) *Room { return s.rooms[id] }

// Person is who has that ID, as far as known; the name of a stranger is empty.
func (s *State) Person(id shared.PersonID) shared.Person {
	if p, ok := s.people[id]; ok {
		return p
	}
	return shared.Person{ID: id}
}

// Outbox is what the person asked for and the log does not show yet.
func (s *State) Outbox() *Outbox { return &s.outbox }
