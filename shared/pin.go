package shared

import "cmp"

// MessagePinned: a person put a message among those that a room keeps at hand.
type MessagePinned struct {
	Message Seq `json:"message"`
}

// MessageUnpinned: a person took it from there.
type MessageUnpinned struct {
	Message Seq `json:"message"`
}

// PinMessage asks to pin a message.
type PinMessage struct {
	Message Seq `json:"message"`
}

// UnpinMessage asks to pin it no longer.
type UnpinMessage struct {
	Message Seq `json:"message"`
}

// PinsAfter gives a room's pins after a change of a message, the last one pinned at
// the end; it leaves those that it got as they are.
func PinsAfter(pins []Seq, b MessageChange) []Seq {
	switch b.(type) {
	case MessagePinned:
		return append(without(pins, b.Target()), b.Target())
	case MessageUnpinned, MessageDeleted:
		return without(pins, b.Target())
	}
	return pins
}

func without(pins []Seq, seq Seq) (left []Seq) {
	for _, pin := range pins {
		if pin != seq {
			left = append(left, pin)
		}
	}
	return left
}

// Target is the message that was pinned.
func (b MessagePinned) Target() Seq { return b.Message }

// Target is the message that was pinned until then.
func (b MessageUnpinned) Target() Seq { return b.Message }

func (MessagePinned) change(m *Message, _ Event)   { m.Pinned = true }
func (MessageUnpinned) change(m *Message, _ Event) { m.Pinned = false }

// Becomes is the pin.
func (c PinMessage) Becomes() MessageChange { return MessagePinned(c) }

// Becomes is its end.
func (c UnpinMessage) Becomes() MessageChange { return MessageUnpinned(c) }

// Kind names it on the wire.
func (MessagePinned) Kind() Kind { return "message.pinned" }

// Kind names it on the wire.
func (MessageUnpinned) Kind() Kind { return "message.unpinned" }

// Kind names it on the wire.
func (PinMessage) Kind() Kind { return "message.pin" }

// Kind names it on the wire.
func (UnpinMessage) Kind() Kind { return "message.unpin" }

// Visit calls v.MessagePinned.
func (b MessagePinned) Visit(e Event, v EventVisitor) error { return v.MessagePinned(e, b) }

// Visit calls v.MessageUnpinned.
func (b MessageUnpinned) Visit(e Event, v EventVisitor) error { return v.MessageUnpinned(e, b) }

// Visit calls v.PinMessage.
func (b PinMessage) Visit(c Command, v CommandVisitor) error { return v.PinMessage(c, b) }

// Visit calls v.UnpinMessage.
func (b UnpinMessage) Visit(c Command, v CommandVisitor) error { return v.UnpinMessage(c, b) }

func (MessagePinned) sealedEvent()   {}
func (MessageUnpinned) sealedEvent() {}

func (c PinMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}

func (c UnpinMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}
