package state

import (
	"maps"
	"slices"

	"parley/shared"
)

// PersonBlocked takes over whom the person does not want to hear, on whichever device.
// What no longer calls them, only a snapshot tells.
func (s *State) PersonBlocked(e shared.Event, b shared.PersonBlocked) error {
	s.block(e, b.Person, true)
	return nil
}

// PersonUnblocked takes over whom they hear again.
func (s *State) PersonUnblocked(e shared.Event, b shared.PersonUnblocked) error {
	s.block(e, b.Person, false)
	return nil
}

func (s *State) block(e shared.Event, person shared.PersonID, on bool) {
	if e.Seq <= s.base || e.By != s.me {
		return
	}
	blocked := maps.Clone(s.blocked)
	if blocked == nil {
		blocked = map[shared.PersonID]bool{}
	}
	if blocked[person] = true; !on {
		delete(blocked, person)
	}
	s.blocks(blocked)
	s.wants = true
}

// blocks has all show again that is of somebody who is blocked now and was not, or
// the other way round.
func (s *State) blocks(now map[shared.PersonID]bool) {
	before := s.blocked
	s.blocked = now
	for _, people := range []map[shared.PersonID]bool{before, now} {
		for person := range people {
			if before[person] != now[person] {
				s.crowds++
				s.touchNamed(person)
			}
		}
	}
}

// Blocked reports whether the person does not want to hear somebody.
func (s *State) Blocked(person shared.PersonID) bool { return s.blocked[person] }

// blockedList is all of them, by ID.
func (s *State) blockedList() []shared.PersonID { return slices.Sorted(maps.Keys(s.blocked)) }
