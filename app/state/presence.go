package state

import (
	"slices"

	"parley/shared"
)

// presence is what a room's people are doing now. None of it is in the log.
type presence struct {
	online map[shared.PersonID]bool
	count  int
	typing []typist // in the order in which they began
}

type typist struct {
	person shared.PersonID
	until  int64 // milliseconds since 1970
}

// Whisper takes in what is told but not logged; now is in milliseconds since
// 1970.
func (s *State) Whisper(e shared.Ephemeral, now int64) {
	r := s.rooms[e.Room]
	if r == nil {
		s.whisperEarly(e)
		return
	}
	switch body := e.Body.(type) {
	case shared.Typing:
		if body.By != s.me && !s.blocked[body.By] {
			r.startTyping(body.By, now+shared.TypingFor.Milliseconds())
		}
	case shared.Presence:
		r.setPresence(body)
		s.crowds++
	}
}

// whisperEarly keeps who is in a room that one has just joined: it is told at
// once, and the snapshot that brings the room takes longer.
func (s *State) whisperEarly(e shared.Ephemeral) {
	body, ok := e.Body.(shared.Presence)
	if !ok || len(s.early) == shared.MaxRoomsPerPerson {
		return
	}
	if s.early == nil {
		s.early = map[shared.RoomID]*presence{}
	}
	if s.early[e.Room] == nil {
		s.early[e.Room] = &presence{}
	}
	s.early[e.Room].setPresence(body)
}

// Forget drops who stopped typing before now (milliseconds since 1970), and
// gives the time at which to call it next; 0 where nobody types.
func (s *State) Forget(now int64) (next int64) {
	for _, r := range s.rooms {
		r.typing = slices.DeleteFunc(r.typing, func(t typist) bool { return t.until <= now })
		for _, t := range r.typing {
			if next == 0 || t.until < next {
				next = t.until
			}
		}
	}
	return next
}

// Hush forgets who is connected and who types, where nobody tells any more.
func (s *State) Hush() {
	for _, r := range s.rooms {
		r.presence = presence{}
	}
	s.early = nil
	s.crowds++
}

// Typing lists who is writing at the given time (milliseconds), without the
// person themselves, in the order in which they began.
func (p *presence) Typing(now int64) []shared.PersonID {
	var who []shared.PersonID
	for _, t := range p.typing {
		if t.until > now {
			who = append(who, t.person)
		}
	}
	return who
}

// Online reports whether someone is known to be connected.
func (p *presence) Online(person shared.PersonID) bool { return p.online[person] }

// OnlineCount is how many people of the room are connected; in a very large
// room it is all that is told.
func (p *presence) OnlineCount() int { return p.count }

func (p *presence) startTyping(person shared.PersonID, until int64) {
	for i := range p.typing {
		if p.typing[i].person == person {
			p.typing[i].until = until
			return
		}
	}
	p.typing = append(p.typing, typist{person, until})
}

func (p *presence) stopTyping(person shared.PersonID) {
	p.typing = slices.DeleteFunc(p.typing, func(t typist) bool { return t.person == person })
}

func (p *presence) setPresence(body shared.Presence) {
	p.count = body.Count
	if body.Full || p.online == nil || len(body.Online)+len(body.Offline) == 0 {
		p.online = map[shared.PersonID]bool{}
	}
	for _, person := range body.Online {
		p.online[person] = true
	}
	for _, person := range body.Offline {
		delete(p.online, person)
	}
}

func (p *presence) wentOffline(person shared.PersonID) {
	if p.online[person] {
		delete(p.online, person)
		p.count--
	}
}
