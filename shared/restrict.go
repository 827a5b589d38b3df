package shared

import (
	"cmp"
	"time"
)

// Restrictions are what a room asks of those who write there. They bind nobody who
// manages the room.
type Restrictions struct {
	Locked bool `json:"locked,omitempty"` // only who manages the room writes
	Slow   int  `json:"slow,omitempty"`   // seconds between two messages of one person; 0 for none
}

// Wait is how long somebody who wrote in the room has to wait before they write
// again, in milliseconds; all times are milliseconds since 1970. Where the clock was
// set back since, there is nothing to wait for.
func (r Restrictions) Wait(wrote, now int64) int64 {
	pause := int64(r.Slow) * time.Second.Milliseconds()
	if passed := now - wrote; passed >= 0 && passed < pause {
		return pause - passed
	}
	return 0
}

// RoomRestricted: who may write in a room, and how often, is another matter from
// here on.
type RoomRestricted struct{ Restrictions }

// RestrictRoom asks for other restrictions in the place of those that a room has.
type RestrictRoom struct{ Restrictions }

// Kind names it on the wire.
func (RoomRestricted) Kind() Kind { return "room.restricted" }

// Kind names it on the wire.
func (RestrictRoom) Kind() Kind { return "room.restrict" }

// Visit calls v.RoomRestricted.
func (b RoomRestricted) Visit(e Event, v EventVisitor) error { return v.RoomRestricted(e, b) }

// Visit calls v.RestrictRoom.
func (b RestrictRoom) Visit(c Command, v CommandVisitor) error { return v.RestrictRoom(c, b) }

func (RoomRestricted) sealedEvent() {}

func (c RestrictRoom) check(room RoomID) error {
	var slow error
	if c.Slow < 0 || c.Slow > MaxSlowSeconds {
		slow = Errorf(CodeParameterInvalid, "“slow” is from 0 to %d seconds.", MaxSlowSeconds)
	}
	return cmp.Or(checkRoom(room), slow)
}
