package shared

import "cmp"

// PersonMuted: nobody hears somebody write until a time; where that is 0, they are
// heard again.
type PersonMuted struct {
	Person PersonID `json:"person"`
	Until  int64    `json:"until,omitempty"` // milliseconds since 1970
}

// MutePerson asks that somebody be not heard for a time, from now on; for none, that
// they be heard again.
type MutePerson struct {
	Person  PersonID `json:"person"`
	Minutes int      `json:"minutes,omitempty"`
}

// MutedAt reports whether the person may not write at a time, in milliseconds since
// 1970.
func (p Person) MutedAt(now int64) bool { return p.Muted != 0 && now < p.Muted }

// Moderates reports whether the person may mute another one: a moderator those who
// are less, an owner everyone else.
func (p Person) Moderates(other Person) bool {
	return p.ID != "" && p.ID != other.ID && p.Role.AtLeast(RoleModerator) && (p.Role == RoleOwner || !other.Role.AtLeast(RoleModerator))
}

// Kind names it on the wire.
func (PersonMuted) Kind() Kind { return "person.muted" }

// Kind names it on the wire.
func (MutePerson) Kind() Kind { return "person.mute" }

// Visit calls v.PersonMuted.
func (b PersonMuted) Visit(e Event, v EventVisitor) error { return v.PersonMuted(e, b) }

// Visit calls v.MutePerson.
func (b MutePerson) Visit(c Command, v CommandVisitor) error { return v.MutePerson(c, b) }

func (PersonMuted) sealedEvent() {}

func (c MutePerson) check(RoomID) error {
	var minutes error
	if c.Minutes < 0 || c.Minutes > MaxMuteMinutes {
		minutes = Errorf(CodeParameterInvalid, "“minutes” is from 0 to %d.", MaxMuteMinutes)
	}
	return cmp.Or(checkPerson(c.Person), minutes)
}
