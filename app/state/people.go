package state

import "parley/shared"

// known is a name and the position of the log at which it was true, so that
// what arrives late never overwrites what is newer.
type known struct {
	shared.Person
	at shared.Seq
}

// learn takes in names that were true at a position, wherever they show.
func (s *State) learn(at shared.Seq, people ...shared.Person) {
	for _, p := range people {
		old, met := s.people[p.ID]
		if met && at < old.at {
			continue
		}
		s.people[p.ID] = known{p, at}
		if p.Name != old.Name {
			s.crowds++
			s.touchNamed(p.ID)
		}
	}
}

func (s *State) touchNamed(p shared.PersonID) {
	for _, r := range s.rooms {
		r.Timeline.touchNamed(p)
	}
}

// PeopleVersion grows whenever who is in a room, who of them is connected, or
// what they are called may have changed.
func (s *State) PeopleVersion() uint64 { return s.crowds }

// Person is who has that ID, as far as known; the name of a stranger is empty.
func (s *State) Person(id shared.PersonID) shared.Person {
	if p, ok := s.people[id]; ok {
		return p.Person
	}
	return shared.Person{ID: id}
}
