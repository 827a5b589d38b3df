package shared

// RoomHidden: a person put a direct room out of sight, until something is said there
// again.
type RoomHidden struct{}

// HideRoom asks to put the command's room out of sight, which is a direct one.
type HideRoom struct{}

// Hidden reports whether a room is out of its person's sight.
func (r Room) Hidden() bool { return r.Mine.Hidden > 0 && r.Last < r.Mine.Hidden }

// Kind names it on the wire.
func (RoomHidden) Kind() Kind { return "room.hidden" }

// Kind names it on the wire.
func (HideRoom) Kind() Kind { return "room.hide" }

// Visit calls v.RoomHidden.
func (b RoomHidden) Visit(e Event, v EventVisitor) error { return v.RoomHidden(e, b) }

// Visit calls v.HideRoom.
func (b HideRoom) Visit(c Command, v CommandVisitor) error { return v.HideRoom(c, b) }

func (RoomHidden) sealedEvent() {}

func (HideRoom) check(room RoomID) error { return checkRoom(room) }
