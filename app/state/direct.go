package state

import (
	"slices"

	"parley/shared"
)

// Others are whom a direct room is with, seen from the person of this client, also
// those who left the server.
func (s *State) Others(r *Room) []shared.Person {
	var others []shared.Person
	for _, id := range r.With {
		if id != s.me {
			others = append(others, s.Person(id))
		}
	}
	return others
}

// Direct is the person's direct room with some people; nil where there is none.
func (s *State) Direct(with ...shared.PersonID) *Room {
	people := shared.DirectPeople(s.me, with)
	for _, r := range s.rooms {
		if r.Direct && slices.Equal(r.With, people) {
			return r
		}
	}
	return nil
}

// Manages reports whether the person may manage a room.
func (s *State) Manages(r *Room) bool { return s.Me().Manages(r.Room) }
