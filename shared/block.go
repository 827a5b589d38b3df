package shared

// PersonBlocked: a person does not want to hear somebody. It is for the person's own
// devices: whom it is about is not told.
type PersonBlocked struct {
	Person PersonID `json:"person"`
}

// PersonUnblocked: a person hears somebody again.
type PersonUnblocked struct {
	Person PersonID `json:"person"`
}

// BlockPerson asks not to hear somebody: what they write shows folded, they call and
// alert nobody who blocked them, and open no direct room with them.
type BlockPerson struct {
	Person PersonID `json:"person"`
}

// UnblockPerson asks to hear somebody again.
type UnblockPerson struct {
	Person PersonID `json:"person"`
}

// Kind names it on the wire.
func (PersonBlocked) Kind() Kind { return "person.blocked" }

// Kind names it on the wire.
func (PersonUnblocked) Kind() Kind { return "person.unblocked" }

// Kind names it on the wire.
func (BlockPerson) Kind() Kind { return "person.block" }

// Kind names it on the wire.
func (UnblockPerson) Kind() Kind { return "person.unblock" }

// Visit calls v.PersonBlocked.
func (b PersonBlocked) Visit(e Event, v EventVisitor) error { return v.PersonBlocked(e, b) }

// Visit calls v.PersonUnblocked.
func (b PersonUnblocked) Visit(e Event, v EventVisitor) error { return v.PersonUnblocked(e, b) }

// Visit calls v.BlockPerson.
func (b BlockPerson) Visit(c Command, v CommandVisitor) error { return v.BlockPerson(c, b) }

// Visit calls v.UnblockPerson.
func (b UnblockPerson) Visit(c Command, v CommandVisitor) error { return v.UnblockPerson(c, b) }

func (PersonBlocked) sealedEvent()   {}
func (PersonUnblocked) sealedEvent() {}

func (c BlockPerson) check(RoomID) error   { return checkPerson(c.Person) }
func (c UnblockPerson) check(RoomID) error { return checkPerson(c.Person) }
