package state

import (
	"slices"

	"parley/shared"
)

// What each kind of event means to a client. Messages change by their own Rev,
// so those cases may run twice; the facts of rooms and people change only by
// events after the base (see State).

var _ shared.EventVisitor = (*State)(nil)

// facts is the event's room where the event may change its facts; else nil.
func (s *State) facts(e shared.Event) *Room {
	if e.Seq <= s.base {
		return nil
	}
	return s.rooms[e.Room]
}

// MessagePosted counts the message and shows it at the end of its room.
func (s *State) MessagePosted(e shared.Event, b shared.MessagePosted) error {
	s.outbox.confirm(e.By, e.Command)
	if r := s.facts(e); r != nil {
		r.Posted++
		r.Last = e.Seq
		if e.By == s.me {
			r.Mine = shared.Standing{Read: e.Seq, Level: r.Mine.Level, Hidden: r.Mine.Hidden} // who writes has seen what was written
		} else {
			r.Mine.Unread++
			if b.Calls(s.me) && !s.blocked[e.By] {
				r.Mine.Calls = newest(append(slices.Clip(r.Mine.Calls), e.Seq))
			}
		}
	}
	if r := s.rooms[e.Room]; r != nil {
		r.stopTyping(e.By)
		r.Timeline.append(Item{Message: shared.NewMessage(e, b)})
	}
	return nil
}

// MessageEdited gives a loaded message its new text.
func (s *State) MessageEdited(e shared.Event, b shared.MessageEdited) error {
	return s.change(e, b)
}

// MessageDeleted leaves a tombstone, of which there is nothing to read.
func (s *State) MessageDeleted(e shared.Event, b shared.MessageDeleted) error {
	if r := s.facts(e); r != nil && b.Message > r.Mine.Read {
		r.Mine.Unread--
		s.uncall(r, b.Message)
	}
	return s.change(e, b)
}

// MessagePinned marks a loaded message, and keeps it at hand.
func (s *State) MessagePinned(e shared.Event, b shared.MessagePinned) error {
	return s.change(e, b)
}

// MessageUnpinned takes the mark away.
func (s *State) MessageUnpinned(e shared.Event, b shared.MessageUnpinned) error {
	return s.change(e, b)
}

// MessagePreviewed shows what a loaded message leads to, or nothing of it.
func (s *State) MessagePreviewed(e shared.Event, b shared.MessagePreviewed) error {
	return s.change(e, b)
}

// ReactionAdded adds a person to an emoji of a loaded message.
func (s *State) ReactionAdded(e shared.Event, b shared.ReactionAdded) error {
	return s.change(e, b)
}

// ReactionRemoved takes a person from an emoji of a loaded message.
func (s *State) ReactionRemoved(e shared.Event, b shared.ReactionRemoved) error {
	return s.change(e, b)
}

func (s *State) change(e shared.Event, b shared.MessageChange) error {
	s.outbox.confirm(e.By, e.Command)
	if r := s.facts(e); r != nil {
		r.Pins = shared.PinsAfter(r.Pins, b)
	}
	if r := s.rooms[e.Room]; r != nil {
		r.Timeline.change(b.Target(), func(m *shared.Message) bool { return m.Change(e) })
	}
	return nil
}

// RoomCreated adds a room of the person's own; nobody else is in a room that
// is new.
func (s *State) RoomCreated(e shared.Event, b shared.RoomCreated) error {
	if e.By != s.me || e.Seq <= s.base || s.rooms[e.Room] != nil {
		return nil
	}
	s.open(e, shared.Room{Name: b.Name, Topic: b.Topic, Private: b.Private, Members: []shared.PersonID{e.By}})
	return nil
}

// DirectOpened adds a room of the person's: the event tells all of it, unless it is
// one that somebody came back to.
func (s *State) DirectOpened(e shared.Event, b shared.DirectOpened) error {
	s.learn(e.Seq, b.People...)
	for _, back := range b.Back {
		s.comes(e, back)
	}
	if e.Seq > s.base && s.rooms[e.Room] == nil && len(b.Back) == 0 {
		s.open(e, shared.Room{Private: true, Direct: true, With: b.IDs(), Members: b.IDs()})
	}
	return nil
}

// open adds a room that is new, so that there is nothing in it yet.
func (s *State) open(e shared.Event, facts shared.Room) {
	facts.ID, facts.By, facts.Mine = e.Room, e.By, shared.Standing{Read: e.Seq}
	r := &Room{Room: facts}
	r.Timeline.replace(nil, false, false)
	s.rooms[facts.ID], s.sorted = r, nil
	s.crowds++
	s.showPending(facts.ID)
}

// RoomRenamed gives a room its name and topic.
func (s *State) RoomRenamed(e shared.Event, b shared.RoomRenamed) error {
	if r := s.facts(e); r != nil {
		r.Name, r.Topic = b.Name, b.Topic
		s.sorted = nil
	}
	return nil
}

// RoomArchived makes a room read-only.
func (s *State) RoomArchived(e shared.Event, _ shared.RoomArchived) error {
	if r := s.facts(e); r != nil {
		r.Archived = true
	}
	return nil
}

// RoomRestricted says who may write in a room from here on, and how often.
func (s *State) RoomRestricted(e shared.Event, b shared.RoomRestricted) error {
	if r := s.facts(e); r != nil {
		r.Restrictions = b.Restrictions
	}
	return nil
}

// PersonMuted tells until when somebody may not write.
func (s *State) PersonMuted(e shared.Event, b shared.PersonMuted) error {
	s.learnMuted(e.Seq, b.Person, b.Until)
	return nil
}

// RoomRead takes over how far the person read a room, on whichever device. What
// they put back by hand is unread again wherever it was seen.
func (s *State) RoomRead(e shared.Event, b shared.RoomRead) error {
	if r := s.facts(e); r != nil {
		r.Mine.Read, r.Mine.Unread, r.Mine.Calls = b.Read, b.Unread, b.Calls
		if b.Back {
			r.seen = seen{}
		}
	}
	return nil
}

// RoomLevelSet takes over what the person chose, on whichever device.
func (s *State) RoomLevelSet(e shared.Event, b shared.RoomLevelSet) error {
	if r := s.facts(e); r != nil {
		r.Mine.Level = b.Level
	}
	return nil
}

// RoomHidden takes a room out of sight, on whichever device that was asked for.
func (s *State) RoomHidden(e shared.Event, _ shared.RoomHidden) error {
	if r := s.facts(e); r != nil {
		r.Mine.Hidden = e.Seq
	}
	return nil
}

// PersonJoined adds a member. Where it is the person of this client, a room
// became visible that only a snapshot describes.
func (s *State) PersonJoined(e shared.Event, b shared.PersonJoined) error {
	s.learn(e.Seq, b.Person(e))
	return s.comes(e, e.By)
}

// PersonAdded adds a member likewise, whoever brought them.
func (s *State) PersonAdded(e shared.Event, b shared.PersonAdded) error {
	s.learn(e.Seq, b.Person)
	return s.comes(e, b.Person.ID)
}

func (s *State) comes(e shared.Event, p shared.PersonID) error {
	if p == s.me && e.Seq > s.base {
		s.wants = true
	}
	if r := s.facts(e); r != nil && !slices.Contains(r.Members, p) {
		r.Members = append(r.Members, p)
		s.crowds++
	}
	return nil
}

// PersonLeft takes a member from a room, or from all of them.
func (s *State) PersonLeft(e shared.Event, _ shared.PersonLeft) error { return s.goes(e, e.By) }

// PersonRemoved takes a member from a room, and the room from who was removed.
func (s *State) PersonRemoved(e shared.Event, b shared.PersonRemoved) error {
	return s.goes(e, b.Person)
}

// PersonBanned takes a member from all rooms, and all from who was banned.
func (s *State) PersonBanned(e shared.Event, b shared.PersonBanned) error {
	return s.goes(e, b.Person)
}

// PersonUnbanned tells what somebody is again.
func (s *State) PersonUnbanned(e shared.Event, b shared.PersonUnbanned) error {
	s.learnRole(e.Seq, b.Person, b.Role)
	return nil
}

func (s *State) goes(e shared.Event, p shared.PersonID) error {
	r := s.rooms[e.Room]
	s.crowds++
	if e.Room == "" {
		s.learnRole(e.Seq, p, shared.RoleGuest)
		s.learnStatus(e.Seq, p, "")
		s.learnMuted(e.Seq, p, 0)
		s.learnPicture(e.Seq, p, "")
	}
	switch {
	case e.Seq <= s.base:
		if p == s.me && r != nil {
			r.Timeline.expire() // they came back since; what was said meanwhile is missing
		}
	case e.Room == "":
		s.leftServer(p)
	case p == s.me:
		delete(s.rooms, e.Room)
		s.sorted = nil
	case r != nil:
		r.lose(p)
	}
	return nil
}

func (s *State) leftServer(p shared.PersonID) {
	if p == s.me {
		s.gone = true
		s.moderates(false)
		clear(s.rooms)
		s.sorted = nil
	}
	for _, r := range s.rooms {
		r.lose(p)
	}
}

// PersonRenamed gives a person their new name, wherever it shows.
func (s *State) PersonRenamed(e shared.Event, b shared.PersonRenamed) error {
	s.learnName(e.Seq, e.By, b.Name)
	return nil
}

// PersonStatusChanged gives a person their new status.
func (s *State) PersonStatusChanged(e shared.Event, b shared.PersonStatusChanged) error {
	s.learnStatus(e.Seq, e.By, b.Status)
	return nil
}

// PersonPictureChanged gives a person their new picture, wherever they show.
func (s *State) PersonPictureChanged(e shared.Event, b shared.PersonPictureChanged) error {
	s.learnPicture(e.Seq, e.By, b.Picture)
	return nil
}

// PersonRoleChanged gives a person their new role.
func (s *State) PersonRoleChanged(e shared.Event, b shared.PersonRoleChanged) error {
	if b.Person == s.me && e.Seq > s.base {
		s.moderates(b.Role.AtLeast(shared.RoleModerator))
	}
	s.learnRole(e.Seq, b.Person, b.Role)
	return nil
}

// moderates takes in whether the person is a moderator from here on: how much waits
// for who becomes one, only a snapshot tells.
func (s *State) moderates(from bool) {
	if from && !s.keeps {
		s.wants = true
	}
	if s.keeps = from; !from {
		s.reports = 0
	}
}

// ReportMade counts what waits for a moderator.
func (s *State) ReportMade(e shared.Event, _ shared.ReportMade) error { return s.report(e, 1) }

// ReportClosed counts down.
func (s *State) ReportClosed(e shared.Event, _ shared.ReportClosed) error { return s.report(e, -1) }

func (s *State) report(e shared.Event, more int) error {
	if e.Seq > s.base && s.keeps {
		s.reports += more
	}
	return nil
}

// Unknown leaves a quiet note at the end of its room.
func (s *State) Unknown(e shared.Event, _ shared.Unknown) error {
	s.outbox.confirm(e.By, e.Command)
	if r := s.rooms[e.Room]; r != nil {
		r.Timeline.append(Item{Note: &e})
	}
	return nil
}
