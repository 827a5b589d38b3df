package chat

import "parley/shared"

// act notes an event that the log of acts shows: what was done to keep order, by
// moderators, by who made a room, or by the server itself at its operator's word.
func (a applier) act(e shared.Event) error { return a.tx.AddAct(e.Seq, e.Room) }

// actOn notes the deletion of a message, where that was not its author's.
func (a applier) actOn(e shared.Event, message shared.Seq) error {
	m, _, err := a.tx.Message(e.Room, message)
	if err != nil || m.By == e.By {
		return err
	}
	return a.act(e)
}

// actOfRole notes another role, but not that somebody got an account.
func (a applier) actOfRole(e shared.Event, role shared.Role) error {
	if e.By == "" && !role.AtLeast(shared.RoleModerator) {
		return nil
	}
	return a.act(e)
}

// ActOn is whom an act is about: of one on a message, that message's author is, who is
// for the records to tell, and message is not 0.
func ActOn(e shared.Event) (person shared.PersonID, message shared.Seq) {
	switch b := e.Body.(type) {
	case shared.MessageDeleted:
		message = b.Message
	case shared.PersonMuted:
		person = b.Person
	case shared.PersonRemoved:
		person = b.Person
	case shared.PersonRoleChanged:
		person = b.Person
	case shared.PersonBanned:
		person = b.Person
	case shared.PersonUnbanned:
		person = b.Person
	case shared.ReportClosed:
		person = b.Person
	}
	return person, message
}
