package shared

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// General is the room that a new server has and everyone who enters joins.
const General RoomID = "general"

// Room is a room as it stands, for those who are in it.
type Room struct {
	ID       RoomID `json:"id"`
	Name     string `json:"name"`
	Topic    string `json:"topic,omitempty"`
	Archived bool   `json:"archived,omitempty"` // read-only for good
	Restrictions
	Private bool       `json:"private,omitempty"` // there only for its members
	Direct  bool       `json:"direct,omitempty"`  // for the people in With, and without a name; always private
	With    []PersonID `json:"with,omitempty"`    // whom a direct room was made for, by ID
	By      PersonID   `json:"by,omitempty"`      // who made it; empty for the room that a new server has
	Members []PersonID `json:"members"`           // in the order of joining
	Posted  int64      `json:"posted"`            // how many messages were ever posted
	Last    Seq        `json:"last"`              // the newest message; 0 for none
	Pins    []Seq      `json:"pins,omitempty"`    // the messages kept at hand, in the order of pinning
	Mine    Standing   `json:"mine"`              // how the reader stands to it
}

// ListedRoom is a room in the directory: a public one, or a private one that the
// reader is in. Direct rooms are not listed.
type ListedRoom struct {
	ID       RoomID `json:"id"`
	Name     string `json:"name"`
	Topic    string `json:"topic,omitempty"`
	Archived bool   `json:"archived,omitempty"`
	Private  bool   `json:"private,omitempty"`
	Members  int    `json:"members"` // how many
	Joined   bool   `json:"joined"`  // whether the reader is one of them
}

// RoomCreated: a person made a room, and is in it.
type RoomCreated struct {
	Name    string `json:"name"`
	Topic   string `json:"topic,omitempty"`
	Private bool   `json:"private,omitempty"`
}

// RoomRenamed: a room has another name or topic.
type RoomRenamed struct {
	Name  string `json:"name"`
	Topic string `json:"topic,omitempty"`
}

// RoomArchived: a room became read-only.
type RoomArchived struct{}

// CreateRoom asks for a new room. Its ID is the command's room, or is made of
// the name where the command names none. A private room takes no ID: it gets one
// that tells nothing and can't be guessed.
type CreateRoom struct {
	Name    string `json:"name"`
	Topic   string `json:"topic,omitempty"`
	Private bool   `json:"private,omitempty"`
}

// RenameRoom asks for another name and topic.
type RenameRoom struct {
	Name  string `json:"name"`
	Topic string `json:"topic,omitempty"`
}

// ArchiveRoom asks to make the room read-only.
type ArchiveRoom struct{}

// RoomIDOf makes an ID of a room's name: its letters and digits in lower case,
// a hyphen for all between; "room" where nothing is left.
func RoomIDOf(name string) RoomID {
	var id strings.Builder
	runes, gap := 0, false
	for _, r := range name {
		if !idRune(unicode.ToLower(r)) {
			gap = runes > 0
			continue
		}
		if runes+2 > MaxRoomIDRunes {
			break
		}
		if gap {
			id.WriteByte('-')
			runes++
			gap = false
		}
		id.WriteRune(unicode.ToLower(r))
		runes++
	}
	if runes == 0 {
		return "room"
	}
	return RoomID(id.String())
}

// Valid reports whether the ID has the form that RoomIDOf makes.
func (id RoomID) Valid() bool {
	s := string(id)
	if s == "" || !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxRoomIDRunes {
		return false
	}
	return RoomIDOf(s) == id && s[0] != '-' && s[len(s)-1] != '-' && !strings.Contains(s, "--")
}

func idRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)) &&
		!unicode.IsUpper(r) && !strings.ContainsRune(blankLetters, r)
}

func checkRoom(id RoomID) error {
	if id == "" {
		return Errorf(CodeRoomInvalid, "Name the room.")
	}
	if !id.Valid() {
		return Errorf(CodeRoomInvalid, "“%s” can't be a room's id.", Clip(string(id), MaxRoomIDRunes))
	}
	return nil
}

// NoRoom refuses what is asked about a room that is not there, or that who asks
// must not know of: nobody can tell which.
func NoRoom(id RoomID) *Error {
	return Errorf(CodeRoomNotFound, "There is no room “%s”.", Clip(string(id), MaxRoomIDRunes))
}

// Kind names it on the wire.
func (RoomCreated) Kind() Kind { return "room.created" }

// Kind names it on the wire.
func (RoomRenamed) Kind() Kind { return "room.renamed" }

// Kind names it on the wire.
func (RoomArchived) Kind() Kind { return "room.archived" }

// Kind names it on the wire.
func (CreateRoom) Kind() Kind { return "room.create" }

// Kind names it on the wire.
func (RenameRoom) Kind() Kind { return "room.rename" }

// Kind names it on the wire.
func (ArchiveRoom) Kind() Kind { return "room.archive" }

// Visit calls v.RoomCreated.
func (b RoomCreated) Visit(e Event, v EventVisitor) error { return v.RoomCreated(e, b) }

// Visit calls v.RoomRenamed.
func (b RoomRenamed) Visit(e Event, v EventVisitor) error { return v.RoomRenamed(e, b) }

// Visit calls v.RoomArchived.
func (b RoomArchived) Visit(e Event, v EventVisitor) error { return v.RoomArchived(e, b) }

// Visit calls v.CreateRoom.
func (b CreateRoom) Visit(c Command, v CommandVisitor) error { return v.CreateRoom(c, b) }

// Visit calls v.RenameRoom.
func (b RenameRoom) Visit(c Command, v CommandVisitor) error { return v.RenameRoom(c, b) }

// Visit calls v.ArchiveRoom.
func (b ArchiveRoom) Visit(c Command, v CommandVisitor) error { return v.ArchiveRoom(c, b) }

func (RoomCreated) sealedEvent()  {}
func (RoomRenamed) sealedEvent()  {}
func (RoomArchived) sealedEvent() {}

func (c CreateRoom) check(room RoomID) error {
	if room != "" && c.Private {
		return Errorf(CodeRoomInvalid, "A private room gets its id from the server.")
	}
	if room != "" && !room.Valid() {
		return checkRoom(room)
	}
	return cmp.Or(CheckName(c.Name), CheckTopic(c.Topic))
}

func (c RenameRoom) check(room RoomID) error {
	return cmp.Or(checkRoom(room), CheckName(c.Name), CheckTopic(c.Topic))
}

func (ArchiveRoom) check(room RoomID) error { return checkRoom(room) }
