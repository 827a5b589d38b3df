package shared

import "cmp"

// PersonAdded: a member brought a person into the event's room. It carries the
// person as they are, so that those who meet them now know them.
type PersonAdded struct {
	Person Person `json:"person"`
}

// PersonRemoved: who manages the event's room took a person out of it.
type PersonRemoved struct {
	Person PersonID `json:"person"`
}

// AddPerson asks to bring a person into the command's room.
type AddPerson struct {
	Person PersonID `json:"person"`
}

// RemovePerson asks to take a person out of the command's room.
type RemovePerson struct {
	Person PersonID `json:"person"`
}

// Kind names it on the wire.
func (PersonAdded) Kind() Kind { return "person.added" }

// Kind names it on the wire.
func (PersonRemoved) Kind() Kind { return "person.removed" }

// Kind names it on the wire.
func (AddPerson) Kind() Kind { return "person.add" }

// Kind names it on the wire.
func (RemovePerson) Kind() Kind { return "person.remove" }

// Visit calls v.PersonAdded.
func (b PersonAdded) Visit(e Event, v EventVisitor) error { return v.PersonAdded(e, b) }

// Visit calls v.PersonRemoved.
func (b PersonRemoved) Visit(e Event, v EventVisitor) error { return v.PersonRemoved(e, b) }

// Visit calls v.AddPerson.
func (b AddPerson) Visit(c Command, v CommandVisitor) error { return v.AddPerson(c, b) }

// Visit calls v.RemovePerson.
func (b RemovePerson) Visit(c Command, v CommandVisitor) error { return v.RemovePerson(c, b) }

func (PersonAdded) sealedEvent()   {}
func (PersonRemoved) sealedEvent() {}

func (c AddPerson) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkPerson(c.Person))
}

func (c RemovePerson) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkPerson(c.Person))
}

func checkPerson(id PersonID) error {
	if id == "" {
		return Errorf(CodePersonNotFound, "Say who.")
	}
	return nil
}
