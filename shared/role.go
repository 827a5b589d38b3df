package shared

// Role is what a person may do on the server. Each role may do all that the ones
// before it may. Who is more than a guest has an account, and stays on the
// server until it is removed.
type Role string

// The roles, the least first.
const (
	RoleGuest     Role = ""    // has a name for as long as a session lasts
	RoleBot       Role = "bot" // is a program, which acts by a token; see Bot
	RoleMember    Role = "member"
	RoleModerator Role = "moderator"
	RoleOwner     Role = "owner"
)

// Roles lists every role, the least first.
func Roles() []Role { return []Role{RoleGuest, RoleBot, RoleMember, RoleModerator, RoleOwner} }

// AtLeast reports whether who has the role may do what the other one may.
func (r Role) AtLeast(other Role) bool { return r.rank() >= other.rank() }

// Valid reports whether there is such a role.
func (r Role) Valid() bool { return r == RoleGuest || r.rank() > 0 }

// rank counts from 0, for a guest and for what is no role.
func (r Role) rank() int {
	for rank, role := range Roles() {
		if role == r {
			return rank
		}
	}
	return 0
}

// GivesRole reports whether the person may give another one another role: an owner
// whoever has an account, but themselves.
func (p Person) GivesRole(other Person) bool {
	return p.ID != "" && p.ID != other.ID && p.Role == RoleOwner && other.Role.AtLeast(RoleMember)
}

// PersonRoleChanged: somebody has another role. The event's By is whoever gave
// it; empty for the server itself, at the operator's word.
type PersonRoleChanged struct {
	Person PersonID `json:"person"`
	Role   Role     `json:"role,omitempty"`
}

// ChangeRole asks for another role of somebody who has an account.
type ChangeRole struct {
	Person PersonID `json:"person"`
	Role   Role     `json:"role,omitempty"`
}

// Kind names it on the wire.
func (PersonRoleChanged) Kind() Kind { return "person.role_changed" }

// Kind names it on the wire.
func (ChangeRole) Kind() Kind { return "person.change_role" }

// Visit calls v.PersonRoleChanged.
func (b PersonRoleChanged) Visit(e Event, v EventVisitor) error { return v.PersonRoleChanged(e, b) }

// Visit calls v.ChangeRole.
func (b ChangeRole) Visit(c Command, v CommandVisitor) error { return v.ChangeRole(c, b) }

func (PersonRoleChanged) sealedEvent() {}

func (c ChangeRole) check(RoomID) error {
	if c.Person == "" {
		return Errorf(CodePersonNotFound, "Name the person.")
	}
	if !c.Role.Valid() {
		return Errorf(CodeParameterInvalid, "“%s” is no role: there are member, moderator and owner.", Clip(string(c.Role), MaxNameRunes))
	}
	return nil
}
