package shared

import "encoding/json"

// Ephemeral is what is told but not logged: it has no position, is not
// repeated after an outage, and may be dropped.
type Ephemeral struct {
	Room RoomID
	Body EphemeralBody
}

// EphemeralBody is the sealed sum of what can be told in passing: Typing,
// Presence, or nil for a kind from the future.
type EphemeralBody interface {
	Kind() Kind
	sealedEphemeral()
}

// Typing: a person is writing in the room, and is taken to be for TypingFor.
type Typing struct {
	By PersonID `json:"by"`
}

// Presence: who of a room is connected. Full tells that Online is everyone who
// is, else Online came and Offline went since the last one. In a room of more
// than MaxPresenceRoom only Count is told.
type Presence struct {
	Full    bool       `json:"full,omitempty"`
	Online  []PersonID `json:"online,omitempty"`
	Offline []PersonID `json:"offline,omitempty"`
	Count   int        `json:"count"` // how many are connected
}

// Kind names it.
func (Typing) Kind() Kind { return "typing" }

// Kind names it.
func (Presence) Kind() Kind { return "presence" }

func (Typing) sealedEphemeral()   {}
func (Presence) sealedEphemeral() {}

type ephemeralWire struct {
	Room RoomID          `json:"room"`
	Kind Kind            `json:"kind"`
	Body json.RawMessage `json:"body"`
}

// MarshalJSON gives the wire form, as in
// {"room":"general","kind":"typing","body":{"by":"u_7k2mq"}}.
func (e Ephemeral) MarshalJSON() ([]byte, error) {
	body, err := encode(e.Body)
	if err != nil {
		return nil, err
	}
	return encode(ephemeralWire{e.Room, e.Body.Kind(), body})
}

// UnmarshalJSON reads the wire form; a kind that this build does not know
// leaves Body nil.
func (e *Ephemeral) UnmarshalJSON(data []byte) error {
	var wire ephemeralWire
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	e.Room, e.Body = wire.Room, nil
	switch wire.Kind {
	case Typing{}.Kind():
		return into[Typing](wire.Body, &e.Body)
	case Presence{}.Kind():
		return into[Presence](wire.Body, &e.Body)
	}
	return nil
}

func into[B EphemeralBody](data []byte, to *EphemeralBody) error {
	var body B
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	*to = body
	return nil
}
