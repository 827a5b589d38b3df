package shared

// PersonStatusChanged: a person says something else about what they are doing, or
// nothing any more.
type PersonStatusChanged struct {
	Status string `json:"status,omitempty"`
}

// SetStatus asks for another status of one's own; empty for none.
type SetStatus struct {
	Status string `json:"status,omitempty"`
}

// Kind names it on the wire.
func (PersonStatusChanged) Kind() Kind { return "person.status_changed" }

// Kind names it on the wire.
func (SetStatus) Kind() Kind { return "person.set_status" }

// Visit calls v.PersonStatusChanged.
func (b PersonStatusChanged) Visit(e Event, v EventVisitor) error { return v.PersonStatusChanged(e, b) }

// Visit calls v.SetStatus.
func (b SetStatus) Visit(c Command, v CommandVisitor) error { return v.SetStatus(c, b) }

func (PersonStatusChanged) sealedEvent() {}

func (c SetStatus) check(RoomID) error { return CheckStatus(c.Status) }

// CheckStatus holds a person's status to its form; it may be empty.
func CheckStatus(s string) error {
	return checkLine(CleanName(s), "status", MaxStatusRunes, false)
}
