package state

import "parley/shared"

// known is a person, and the positions of the log at which their name, role, status,
// silence and picture were true, so that what arrives late never overwrites what is newer.
type known struct {
	shared.Person
	named, ranked, said, muted, seen shared.Seq
}

// learn takes in people as they were at a position, wherever they show.
func (s *State) learn(at shared.Seq, people ...shared.Person) {
	for _, p := range people {
		s.learnName(at, p.ID, p.Name)
		s.learnRole(at, p.ID, p.Role)
		s.learnStatus(at, p.ID, p.Status)
		s.learnMuted(at, p.ID, p.Muted)
		s.learnPicture(at, p.ID, p.Picture)
	}
}

// learnName takes in what somebody was called at a position.
func (s *State) learnName(at shared.Seq, id shared.PersonID, name string) {
	p := s.people[id]
	if at < p.named {
		return
	}
	news := p.Name != name
	p.ID, p.Name, p.named = id, name, at
	s.people[id] = p
	if news {
		s.crowds++
		s.touchNamed(id)
	}
}

// learnRole takes in what somebody was at a position.
func (s *State) learnRole(at shared.Seq, id shared.PersonID, role shared.Role) {
	p := s.people[id]
	if at < p.ranked {
		return
	}
	if p.Role != role {
		s.crowds++
	}
	p.ID, p.Role, p.ranked = id, role, at
	s.people[id] = p
}

// learnStatus takes in what somebody said about themselves at a position.
func (s *State) learnStatus(at shared.Seq, id shared.PersonID, status string) {
	p := s.people[id]
	if at < p.said {
		return
	}
	if p.Status != status {
		s.crowds++
	}
	p.ID, p.Status, p.said = id, status, at
	s.people[id] = p
}

// learnMuted takes in until when somebody was muted at a position.
func (s *State) learnMuted(at shared.Seq, id shared.PersonID, until int64) {
	p := s.people[id]
	if at < p.muted {
		return
	}
	if p.Muted != until {
		s.crowds++
	}
	p.ID, p.Muted, p.muted = id, until, at
	s.people[id] = p
}

// learnPicture takes in what somebody looked like at a position.
func (s *State) learnPicture(at shared.Seq, id shared.PersonID, picture shared.PictureID) {
	p := s.people[id]
	if at < p.seen {
		return
	}
	news := p.Picture != picture
	p.ID, p.Picture, p.seen = id, picture, at
	s.people[id] = p
	if news {
		s.crowds++
		s.touchNamed(id)
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
