package shared

// PersonBanned: somebody was taken off the server, out of every room, and can't come
// back: neither under their name nor by their account.
type PersonBanned struct {
	Person PersonID `json:"person"`
}

// PersonUnbanned: somebody may come back. Who had an account has it again, with this
// role, in none of their rooms; the name of a guest is anybody's.
type PersonUnbanned struct {
	Person PersonID `json:"person"`
	Role   Role     `json:"role,omitempty"`
}

// BanPerson asks that somebody be taken off the server and kept out.
type BanPerson struct {
	Person PersonID `json:"person"`
}

// UnbanPerson asks that somebody be kept out no longer.
type UnbanPerson struct {
	Person PersonID `json:"person"`
}

// Kind names it on the wire.
func (PersonBanned) Kind() Kind { return "person.banned" }

// Kind names it on the wire.
func (PersonUnbanned) Kind() Kind { return "person.unbanned" }

// Kind names it on the wire.
func (BanPerson) Kind() Kind { return "person.ban" }

// Kind names it on the wire.
func (UnbanPerson) Kind() Kind { return "person.unban" }

// Visit calls v.PersonBanned.
func (b PersonBanned) Visit(e Event, v EventVisitor) error { return v.PersonBanned(e, b) }

// Visit calls v.PersonUnbanned.
func (b PersonUnbanned) Visit(e Event, v EventVisitor) error { return v.PersonUnbanned(e, b) }

// Visit calls v.BanPerson.
func (b BanPerson) Visit(c Command, v CommandVisitor) error { return v.BanPerson(c, b) }

// Visit calls v.UnbanPerson.
func (b UnbanPerson) Visit(c Command, v CommandVisitor) error { return v.UnbanPerson(c, b) }

func (PersonBanned) sealedEvent()   {}
func (PersonUnbanned) sealedEvent() {}

func (c BanPerson) check(RoomID) error   { return checkPerson(c.Person) }
func (c UnbanPerson) check(RoomID) error { return checkPerson(c.Person) }
