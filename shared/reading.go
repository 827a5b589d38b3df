package shared

import "cmp"

// Standing is how one person stands to a room: what only their own devices are
// told. It is a part of Room, so each person's snapshot has another one.
type Standing struct {
	Read   Seq   `json:"read"`             // everything up to here was read; at first where they came in
	Unread int64 `json:"unread"`           // messages after it that are not deleted
	Calls  []Seq `json:"calls,omitempty"`  // those of them that call the person, oldest first: the newest MaxUnreadCalls
	Level  Level `json:"level,omitempty"`  // what of it alerts the person
	Hidden Seq   `json:"hidden,omitempty"` // when they put it out of sight
}

// RoomRead: a person has read a room up to a message. It says what is unread
// after it, for none of the person's devices has the whole room.
type RoomRead struct {
	Read   Seq   `json:"read"`
	Unread int64 `json:"unread,omitempty"`
	Calls  []Seq `json:"calls,omitempty"`
	Back   bool  `json:"back,omitempty"` // they put it there by hand: what a device saw since is unread too
}

// ReadRoom asks to count a room as read up to and with a message. It only ever
// moves forward, so the devices of a person need not agree on who is ahead. One
// is enough for however many messages were read.
type ReadRoom struct {
	Message Seq `json:"message"`
}

// UnreadRoom asks to count a message as unread, and all after it.
type UnreadRoom struct {
	Message Seq `json:"message"`
}

// Kind names it on the wire.
func (RoomRead) Kind() Kind { return "room.read" }

// Kind names it on the wire.
func (ReadRoom) Kind() Kind { return "room.read" }

// Kind names it on the wire.
func (UnreadRoom) Kind() Kind { return "room.unread" }

// Visit calls v.RoomRead.
func (b RoomRead) Visit(e Event, v EventVisitor) error { return v.RoomRead(e, b) }

// Visit calls v.ReadRoom.
func (b ReadRoom) Visit(c Command, v CommandVisitor) error { return v.ReadRoom(c, b) }

// Visit calls v.UnreadRoom.
func (b UnreadRoom) Visit(c Command, v CommandVisitor) error { return v.UnreadRoom(c, b) }

func (RoomRead) sealedEvent() {}

func (c ReadRoom) check(room RoomID) error { return cmp.Or(checkRoom(room), checkMessage(c.Message)) }

func (c UnreadRoom) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}
