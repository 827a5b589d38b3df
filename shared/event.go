package shared

import (
	"bytes"
	"encoding/json"
)

// Kind names what an event, command or ephemeral is, as in "message.posted".
type Kind string

// Event is one thing that happened, and its place in the log.
type Event struct {
	Seq     Seq
	Room    RoomID    // where; empty for what concerns the whole server
	By      PersonID  // whose command it was
	At      int64     // when it was committed: milliseconds since 1970, UTC
	Command CommandID // the command that made it
	Body    EventBody // what happened; never nil in a decoded event
}

// EventBody is the sealed sum of all that can happen. Its cases are the types
// of eventKinds, and Unknown for a kind from the future.
type EventBody interface {
	Kind() Kind
	// Visit calls the visitor's method of this case.
	Visit(Event, EventVisitor) error
	sealedEvent()
}

// EventVisitor says what each kind of event means somewhere. A new kind is a
// new method, so nothing that must know of it can be forgotten.
type EventVisitor interface {
	MessagePosted(Event, MessagePosted) error
	MessageEdited(Event, MessageEdited) error
	MessageDeleted(Event, MessageDeleted) error
	MessagePinned(Event, MessagePinned) error
	MessageUnpinned(Event, MessageUnpinned) error
	MessagePreviewed(Event, MessagePreviewed) error
	ReactionAdded(Event, ReactionAdded) error
	ReactionRemoved(Event, ReactionRemoved) error
	RoomCreated(Event, RoomCreated) error
	RoomRenamed(Event, RoomRenamed) error
	RoomArchived(Event, RoomArchived) error
	RoomRestricted(Event, RoomRestricted) error
	PersonMuted(Event, PersonMuted) error
	PersonBanned(Event, PersonBanned) error
	PersonUnbanned(Event, PersonUnbanned) error
	PersonBlocked(Event, PersonBlocked) error
	PersonUnblocked(Event, PersonUnblocked) error
	ReportMade(Event, ReportMade) error
	ReportClosed(Event, ReportClosed) error
	RoomRead(Event, RoomRead) error
	RoomLevelSet(Event, RoomLevelSet) error
	RoomHidden(Event, RoomHidden) error
	DirectOpened(Event, DirectOpened) error
	PersonJoined(Event, PersonJoined) error
	PersonLeft(Event, PersonLeft) error
	PersonAdded(Event, PersonAdded) error
	PersonRemoved(Event, PersonRemoved) error
	PersonRenamed(Event, PersonRenamed) error
	PersonRoleChanged(Event, PersonRoleChanged) error
	PersonStatusChanged(Event, PersonStatusChanged) error
	PersonPictureChanged(Event, PersonPictureChanged) error
	Unknown(Event, Unknown) error
}

var eventKinds = table(
	eventOf[MessagePosted](), eventOf[MessageEdited](), eventOf[MessageDeleted](),
	eventOf[MessagePinned](), eventOf[MessageUnpinned](), eventOf[MessagePreviewed](),
	eventOf[ReactionAdded](), eventOf[ReactionRemoved](),
	eventOf[RoomCreated](), eventOf[RoomRenamed](), eventOf[RoomArchived](), eventOf[DirectOpened](),
	eventOf[RoomRead](), eventOf[RoomLevelSet](), eventOf[RoomHidden](),
	eventOf[RoomRestricted](), eventOf[PersonMuted](), eventOf[PersonBanned](), eventOf[PersonUnbanned](),
	eventOf[PersonBlocked](), eventOf[PersonUnblocked](), eventOf[ReportMade](), eventOf[ReportClosed](),
	eventOf[PersonJoined](), eventOf[PersonLeft](), eventOf[PersonAdded](), eventOf[PersonRemoved](),
	eventOf[PersonRenamed](), eventOf[PersonRoleChanged](), eventOf[PersonStatusChanged](), eventOf[PersonPictureChanged](),
)

// EventKinds lists every kind of event that this build knows.
func EventKinds() []Kind { return eventKinds.names }

// Visit calls the method that fits what happened.
func (e Event) Visit(v EventVisitor) error { return e.Body.Visit(e, v) }

// Kind names what happened.
func (e Event) Kind() Kind { return e.Body.Kind() }

// eventWire is an event in its wire form; the order of its fields is the order
// on the wire.
type eventWire struct {
	Seq     Seq             `json:"seq"`
	Room    RoomID          `json:"room,omitempty"`
	Kind    Kind            `json:"kind"`
	By      PersonID        `json:"by"`
	At      int64           `json:"at"`
	Command CommandID       `json:"command"`
	Body    json.RawMessage `json:"body"`
}

// MarshalJSON gives the wire form: one line, no HTML escaping.
func (e Event) MarshalJSON() ([]byte, error) {
	body, err := EncodeBody(e.Body)
	if err != nil {
		return nil, err
	}
	return encode(eventWire{e.Seq, e.Room, e.Kind(), e.By, e.At, e.Command, body})
}

// UnmarshalJSON reads the wire form. A kind that this build does not know
// becomes Unknown; its body is kept as it came.
func (e *Event) UnmarshalJSON(data []byte) error {
	var wire eventWire
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	body, err := DecodeEventBody(wire.Kind, wire.Body)
	if err != nil {
		return err
	}
	*e = Event{wire.Seq, wire.Room, wire.By, wire.At, wire.Command, body}
	return nil
}

// DecodeEventBody reads the body of an event of the given kind.
func DecodeEventBody(kind Kind, data []byte) (EventBody, error) {
	decode, ok := eventKinds.decode[kind]
	if !ok {
		return Unknown{Name: kind, Raw: bytes.Clone(data)}, nil
	}
	return decode(data)
}

func eventOf[B EventBody]() entry[EventBody] {
	var zero B
	return entry[EventBody]{zero.Kind(), func(data []byte) (EventBody, error) {
		var body B
		err := json.Unmarshal(data, &body)
		return body, err
	}}
}
