package shared

import (
	"encoding/json"
)

// Command is something that a client asks for, under an ID that the client
// made. Author and ID together are unique for ever: asking twice does it once.
type Command struct {
	ID   CommandID
	Room RoomID // where; empty for what concerns no room
	Body CommandBody
}

// CommandBody is the sealed sum of all that can be asked for.
type CommandBody interface {
	Kind() Kind
	// Visit calls the visitor's method of this case.
	Visit(Command, CommandVisitor) error
	// check holds the rules of form, for a command in the given room; its
	// errors are *Error.
	check(RoomID) error
}

// CommandVisitor says what each kind of command takes to be done.
type CommandVisitor interface {
	PostMessage(Command, PostMessage) error
	EditMessage(Command, EditMessage) error
	DeleteMessage(Command, DeleteMessage) error
	PinMessage(Command, PinMessage) error
	UnpinMessage(Command, UnpinMessage) error
	PreviewMessage(Command, PreviewMessage) error
	UnpreviewMessage(Command, UnpreviewMessage) error
	AddReaction(Command, AddReaction) error
	RemoveReaction(Command, RemoveReaction) error
	CreateRoom(Command, CreateRoom) error
	RenameRoom(Command, RenameRoom) error
	ArchiveRoom(Command, ArchiveRoom) error
	RestrictRoom(Command, RestrictRoom) error
	MutePerson(Command, MutePerson) error
	BanPerson(Command, BanPerson) error
	UnbanPerson(Command, UnbanPerson) error
	BlockPerson(Command, BlockPerson) error
	UnblockPerson(Command, UnblockPerson) error
	MakeReport(Command, MakeReport) error
	CloseReport(Command, CloseReport) error
	ReadRoom(Command, ReadRoom) error
	UnreadRoom(Command, UnreadRoom) error
	SetLevel(Command, SetLevel) error
	HideRoom(Command, HideRoom) error
	OpenDirect(Command, OpenDirect) error
	Join(Command, Join) error
	Leave(Command, Leave) error
	AddPerson(Command, AddPerson) error
	RemovePerson(Command, RemovePerson) error
	Rename(Command, Rename) error
	ChangeRole(Command, ChangeRole) error
	SetStatus(Command, SetStatus) error
	SetPicture(Command, SetPicture) error
}

var commandKinds = table(
	commandOf[PostMessage](), commandOf[EditMessage](), commandOf[DeleteMessage](),
	commandOf[PinMessage](), commandOf[UnpinMessage](), commandOf[PreviewMessage](), commandOf[UnpreviewMessage](),
	commandOf[AddReaction](), commandOf[RemoveReaction](),
	commandOf[CreateRoom](), commandOf[RenameRoom](), commandOf[ArchiveRoom](), commandOf[OpenDirect](),
	commandOf[ReadRoom](), commandOf[UnreadRoom](), commandOf[SetLevel](), commandOf[HideRoom](),
	commandOf[RestrictRoom](), commandOf[MutePerson](), commandOf[BanPerson](), commandOf[UnbanPerson](),
	commandOf[BlockPerson](), commandOf[UnblockPerson](), commandOf[MakeReport](), commandOf[CloseReport](),
	commandOf[Join](), commandOf[Leave](), commandOf[AddPerson](), commandOf[RemovePerson](),
	commandOf[Rename](), commandOf[ChangeRole](), commandOf[SetStatus](), commandOf[SetPicture](),
)

// CommandKinds lists every kind of command.
func CommandKinds() []Kind { return commandKinds.names }

// Visit calls the method that fits what is asked for.
func (c Command) Visit(v CommandVisitor) error { return c.Body.Visit(c, v) }

// Kind names what is asked for.
func (c Command) Kind() Kind { return c.Body.Kind() }

// Validate holds the command to the rules of form; its error is an *Error.
// What depends on the rooms and people that exist is the server's to check.
func (c Command) Validate() error {
	if !c.ID.Valid() {
		return Errorf(CodeCommandIDInvalid, "A command's id is a ULID, such as 01ARZ3NDEKTSV4RRFFQ69G5FAV.")
	}
	return c.Body.check(c.Room)
}

type commandWire struct {
	ID   CommandID       `json:"id"`
	Kind Kind            `json:"kind"`
	Room RoomID          `json:"room,omitempty"`
	Body json.RawMessage `json:"body,omitempty"`
}

// MarshalJSON gives the wire form.
func (c Command) MarshalJSON() ([]byte, error) {
	body, err := EncodeBody(c.Body)
	if err != nil {
		return nil, err
	}
	return encode(commandWire{c.ID, c.Kind(), c.Room, body})
}

// UnmarshalJSON reads the wire form without judging it (see Validate). A kind
// that does not exist is an *Error with CodeKindUnknown.
func (c *Command) UnmarshalJSON(data []byte) error {
	var wire commandWire
	if err := json.Unmarshal(data, &wire); err != nil {
		return Errorf(CodeJSONInvalid, "A command is a JSON object with id, kind, room and body.")
	}
	decode, ok := commandKinds.decode[wire.Kind]
	if !ok {
		return Errorf(CodeKindUnknown, "There is no command “%s”.", Clip(string(wire.Kind), MaxNameRunes))
	}
	if len(wire.Body) == 0 {
		wire.Body = []byte("{}")
	}
	body, err := decode(wire.Body)
	if err != nil {
		return Errorf(CodeJSONInvalid, "The body of “%s” has a field of the wrong type.", wire.Kind)
	}
	*c = Command{wire.ID, wire.Room, body}
	return nil
}

// CommandReply answers a command: the position of the event it made, and its room
// where that is not the command's own. Duplicate tells that it had been done before.
type CommandReply struct {
	Seq       Seq    `json:"seq"`
	Room      RoomID `json:"room,omitempty"`
	Duplicate bool   `json:"duplicate,omitempty"`
}

func commandOf[B CommandBody]() entry[CommandBody] {
	var zero B
	return entry[CommandBody]{zero.Kind(), func(data []byte) (CommandBody, error) {
		var body B
		err := json.Unmarshal(data, &body)
		return body, err
	}}
}
