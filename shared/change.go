package shared

// MessageChange is an event's body that changes a message. It says so itself,
// for every place where messages are kept.
type MessageChange interface {
	EventBody
	// Target is the Seq of the message that it changes.
	Target() Seq
	// change makes the change of the event that it is the body of. Slices that
	// the message has are replaced, not written to: copies of it share them.
	change(*Message, Event)
}

// MessageCommand is a command's body that asks for a change of a message.
type MessageCommand interface {
	CommandBody
	// Becomes is the change that is made where the command is accepted. The
	// server logs it; a client shows it until then.
	Becomes() MessageChange
}

// Change makes an event's change of the message, and tells whether it did: not
// where the event changes no message or another one, or is not newer than Rev.
func (m *Message) Change(e Event) bool {
	b, ok := e.Body.(MessageChange)
	if !ok || b.Target() != m.Seq || e.Seq <= m.Rev {
		return false
	}
	b.change(m, e)
	m.Rev = e.Seq
	return true
}
