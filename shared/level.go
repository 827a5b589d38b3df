package shared

import "cmp"

// Level is what of a room's messages a person wants to be alerted to.
type Level string

// The levels.
const (
	LevelUsual Level = ""      // all in a direct room, in others what calls the person
	LevelAll   Level = "all"   // every message
	LevelCalls Level = "calls" // what calls the person, by name or as @room
	LevelNone  Level = "none"  // nothing: the room is muted
)

// In gives what the level comes to in a room, which is never LevelUsual.
func (l Level) In(direct bool) Level {
	switch {
	case l != LevelUsual:
		return l
	case direct:
		return LevelAll
	}
	return LevelCalls
}

// RoomLevelSet: a person chose what of a room they are alerted to.
type RoomLevelSet struct {
	Level Level `json:"level,omitempty"`
}

// SetLevel asks for another level of the command's room.
type SetLevel struct {
	Level Level `json:"level,omitempty"`
}

// Kind names it on the wire.
func (RoomLevelSet) Kind() Kind { return "room.level_set" }

// Kind names it on the wire.
func (SetLevel) Kind() Kind { return "room.set_level" }

// Visit calls v.RoomLevelSet.
func (b RoomLevelSet) Visit(e Event, v EventVisitor) error { return v.RoomLevelSet(e, b) }

// Visit calls v.SetLevel.
func (b SetLevel) Visit(c Command, v CommandVisitor) error { return v.SetLevel(c, b) }

func (RoomLevelSet) sealedEvent() {}

func (c SetLevel) check(room RoomID) error { return cmp.Or(checkRoom(room), c.Level.check()) }

func (l Level) check() error {
	switch l {
	case LevelUsual, LevelAll, LevelCalls, LevelNone:
		return nil
	}
	return Errorf(CodeParameterInvalid, "A room's level is all, calls or none.")
}
