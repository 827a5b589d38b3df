package shared

// Person is someone with a name on this server.
type Person struct {
	ID     PersonID `json:"id"`
	Name   string   `json:"name"`
	Role   Role     `json:"role,omitempty"`
	Status string   `json:"status,omitempty"` // what they say that they are doing
	Muted  int64    `json:"muted,omitempty"`  // until then they may not write: milliseconds since 1970

	Picture PictureID `json:"picture,omitempty"`
}

// Manages reports whether the person, who is in a room, may rename and archive it and
// remove its members: who made it, and moderators. A direct room is nobody's to manage.
func (p Person) Manages(r Room) bool {
	return p.ID != "" && !r.Direct && (p.ID == r.By || p.Role.AtLeast(RoleModerator))
}

// PersonJoined: a person is in the event's room from here on. It carries what the
// person is, so that those who meet them now know it.
type PersonJoined struct {
	Name   string `json:"name"`
	Role   Role   `json:"role,omitempty"`
	Status string `json:"status,omitempty"`
	Muted  int64  `json:"muted,omitempty"`

	Picture PictureID `json:"picture,omitempty"`
}

// Person is who the event of that body makes known.
func (b PersonJoined) Person(e Event) Person {
	return Person{ID: e.By, Name: b.Name, Role: b.Role, Status: b.Status, Muted: b.Muted, Picture: b.Picture}
}

// PersonLeft: a person is no longer in the event's room; where the event has no
// room, in none: the person left the server.
type PersonLeft struct{}

// PersonRenamed: a person took another name.
type PersonRenamed struct {
	Name string `json:"name"`
}

// Join asks to be in the command's room. Name is for entering the server, which
// is joining for the first time, and Role is what one enters as; only the server
// sets them.
type Join struct {
	Name string `json:"-"`
	Role Role   `json:"-"`
}

// Leave asks to be in the command's room no longer. Where there is no room, it
// asks to leave the server, and Account says that whoever has an account loses
// it; only the server asks so.
type Leave struct {
	Account bool `json:"-"`
}

// Rename asks for another name of one's own.
type Rename struct {
	Name string `json:"name"`
}

// Kind names it on the wire.
func (PersonJoined) Kind() Kind { return "person.joined" }

// Kind names it on the wire.
func (PersonLeft) Kind() Kind { return "person.left" }

// Kind names it on the wire.
func (PersonRenamed) Kind() Kind { return "person.renamed" }

// Kind names it on the wire.
func (Join) Kind() Kind { return "person.join" }

// Kind names it on the wire.
func (Leave) Kind() Kind { return "person.leave" }

// Kind names it on the wire.
func (Rename) Kind() Kind { return "person.rename" }

// Visit calls v.PersonJoined.
func (b PersonJoined) Visit(e Event, v EventVisitor) error { return v.PersonJoined(e, b) }

// Visit calls v.PersonLeft.
func (b PersonLeft) Visit(e Event, v EventVisitor) error { return v.PersonLeft(e, b) }

// Visit calls v.PersonRenamed.
func (b PersonRenamed) Visit(e Event, v EventVisitor) error { return v.PersonRenamed(e, b) }

// Visit calls v.Join.
func (b Join) Visit(c Command, v CommandVisitor) error { return v.Join(c, b) }

// Visit calls v.Leave.
func (b Leave) Visit(c Command, v CommandVisitor) error { return v.Leave(c, b) }

// Visit calls v.Rename.
func (b Rename) Visit(c Command, v CommandVisitor) error { return v.Rename(c, b) }

func (PersonJoined) sealedEvent()  {}
func (PersonLeft) sealedEvent()    {}
func (PersonRenamed) sealedEvent() {}

func (Join) check(room RoomID) error { return checkRoom(room) }

func (Leave) check(room RoomID) error { return checkRoom(room) }

func (c Rename) check(RoomID) error { return CheckName(c.Name) }
