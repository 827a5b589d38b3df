package state

import (
	"cmp"
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

// Whole reports whether all are in a direct room for whom it is.
func (r *Room) Whole() bool { return len(r.Members) == len(r.With) }

// Acquaintances are the people whom the person shares a room with, by name.
func (s *State) Acquaintances() []shared.Person {
	met := map[shared.PersonID]bool{s.me: true}
	var people []shared.Person
	for _, r := range s.rooms {
		for _, id := range r.Members {
			if !met[id] {
				met[id] = true
				people = append(people, s.Person(id))
			}
		}
	}
	slices.SortFunc(people, func(a, b shared.Person) int {
		return cmp.Or(shared.CompareNames(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return people
}

// Manages reports whether the person may manage a room.
func (s *State) Manages(r *Room) bool { return s.Me().Manages(r.Room) }
