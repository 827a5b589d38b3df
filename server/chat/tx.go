package chat

import "parley/shared"

// Tx is the records as one command sees and changes them: derived from the log,
// all or nothing with the event that changes them. What was put is read back by
// the same Tx. One goroutine at a time uses it.
//
// An error of a Tx is a failure of the machine, never a refusal: whoever meets
// one gives up the Tx.
type Tx interface {
	FilesTx
	OrderTx

	// Now is the time that the event will have, in milliseconds since 1970.
	Now() int64

	// Person, Room and Message give a record and whether there is one.
	Person(shared.PersonID) (Person, bool, error)
	Room(shared.RoomID) (Room, bool, error)
	Message(shared.RoomID, shared.Seq) (shared.Message, bool, error)
	// Member gives the event that made a person a member of a room, and
	// whether they are one.
	Member(shared.RoomID, shared.PersonID) (since shared.Seq, ok bool, err error)

	// Standing gives how a person stands to a room that they are in.
	Standing(shared.RoomID, shared.PersonID) (Standing, bool, error)
	// PostedUpTo counts the messages of a room up to and with a position, and
	// DeletedAfter those after it that were deleted. Neither walks through the room.
	PostedUpTo(shared.RoomID, shared.Seq) (int64, error)
	DeletedAfter(shared.RoomID, shared.Seq) (int64, error)

	// CallsAfter gives the messages after a position that call a person by name
	// or as Everyone, and are neither their own nor by somebody they blocked: the newest shared.MaxUnreadCalls of
	// them, oldest first.
	CallsAfter(shared.RoomID, shared.PersonID, shared.Seq) ([]shared.Seq, error)

	// Wrote gives when a person last wrote in a room, as far as it was slow then: in
	// milliseconds since 1970.
	Wrote(shared.RoomID, shared.PersonID) (at int64, ok bool, err error)

	// PersonNamed and RoomNamed find who or what bears a name, by NameKey.
	// People who left bear none, nor do private rooms: a name that is refused
	// would tell of them.
	PersonNamed(key string) (shared.PersonID, bool, error)
	RoomNamed(key string) (shared.RoomID, bool, error)
	// RoomsOf lists the rooms that a person is in, by ID.
	RoomsOf(shared.PersonID) ([]shared.RoomID, error)
	// CountRooms tells how many public rooms there are.
	CountRooms() (int, error)

	// PutPerson and PutRoom write a record, new or not. AddMessage writes a new
	// message, the how-manieth of its room, and PutMessage one that is there.
	PutPerson(Person) error
	PutRoom(Room) error
	AddMessage(room shared.RoomID, message shared.Message, number int64) error
	PutMessage(shared.RoomID, shared.Message) error
	PutMember(room shared.RoomID, person shared.PersonID, since shared.Seq) error
	DeleteMember(shared.RoomID, shared.PersonID) error
	PutStanding(shared.RoomID, shared.PersonID, Standing) error
	DeleteStanding(shared.RoomID, shared.PersonID) error
	PutWrote(room shared.RoomID, person shared.PersonID, at int64) error
	// AddCall notes that a message calls a person, or Everyone; DeleteCalls
	// forgets whom one called.
	AddCall(room shared.RoomID, person shared.PersonID, message shared.Seq, author shared.PersonID) error
	DeleteCalls(room shared.RoomID, message shared.Seq) error
	// AddEdit notes the event by which a message got another text; DeleteEdits
	// forgets those of one.
	AddEdit(room shared.RoomID, message, at shared.Seq) error
	DeleteEdits(room shared.RoomID, message shared.Seq) error
}

// Person is the record of someone who entered the server once.
type Person struct {
	shared.Person
	Left bool `json:"left,omitempty"` // left the server: in no room, and the name is free
}

// Room is the record of a room. Who is in it is told by Tx.Member.
type Room struct {
	ID       shared.RoomID `json:"id"`
	Name     string        `json:"name"`
	Topic    string        `json:"topic,omitempty"`
	Archived bool          `json:"archived,omitempty"`
	Members  int           `json:"members"` // how many
	Posted   int64         `json:"posted"`
	Last     shared.Seq    `json:"last"`
	shared.Restrictions
	Pins []shared.Seq `json:"pins,omitempty"`

	By      shared.PersonID   `json:"by,omitempty"` // who made it
	Private bool              `json:"private,omitempty"`
	Direct  bool              `json:"direct,omitempty"`
	People  []shared.PersonID `json:"people,omitempty"` // whom a direct room was made for
}

// With gives the room as its members see it.
func (r Room) With(members []shared.PersonID) shared.Room {
	return shared.Room{ID: r.ID, Name: r.Name, Topic: r.Topic, Archived: r.Archived,
		Private: r.Private, Direct: r.Direct, With: r.People, By: r.By, Restrictions: r.Restrictions,
		Members: members, Posted: r.Posted, Last: r.Last, Pins: r.Pins}
}

// Listed gives the room as the directory shows it.
func (r Room) Listed(joined bool) shared.ListedRoom {
	return shared.ListedRoom{ID: r.ID, Name: r.Name, Topic: r.Topic, Archived: r.Archived, Private: r.Private,
		Members: r.Members, Joined: joined}
}
