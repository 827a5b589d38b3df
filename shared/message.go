package shared

import (
	"cmp"
	"slices"
)

// Message is a message as it stands: posted, perhaps edited, reacted to or
// deleted. Its identity is the Seq of the event that posted it.
type Message struct {
	Seq       Seq        `json:"seq"`
	By        PersonID   `json:"by"`
	At        int64      `json:"at"` // milliseconds since 1970
	Command   CommandID  `json:"command"`
	Text      string     `json:"text"`              // as typed; empty once deleted
	Edited    int64      `json:"edited,omitempty"`  // when it was last edited; 0 for never
	Deleted   bool       `json:"deleted,omitempty"` // a tombstone stays
	Reactions []Reaction `json:"reactions,omitempty"`
	Rev       Seq        `json:"rev"` // the last event that changed it; earlier ones are already in it
}

// Reaction is one emoji and who gave it, in the order of giving.
type Reaction struct {
	Emoji string     `json:"emoji"`
	By    []PersonID `json:"by"`
}

// NewMessage is the message that an event posted.
func NewMessage(e Event, b MessagePosted) Message {
	return Message{Seq: e.Seq, By: e.By, At: e.At, Command: e.Command, Text: b.Text, Rev: e.Seq}
}

// Edit gives the message the text of an edit. Like Delete, React and Unreact
// it leaves the slices it had alone, changes nothing where the event is not
// newer than Rev, and tells whether it changed anything.
func (m *Message) Edit(e Event, b MessageEdited) bool {
	if !m.advance(e) {
		return false
	}
	m.Text, m.Edited = b.Text, e.At
	return true
}

// Delete leaves a tombstone: who and when, and nothing of what was said or of
// what was made of it.
func (m *Message) Delete(e Event) bool {
	if !m.advance(e) {
		return false
	}
	*m = Message{Seq: m.Seq, By: m.By, At: m.At, Command: m.Command, Deleted: true, Rev: m.Rev}
	return true
}

// React adds a person to an emoji.
func (m *Message) React(e Event, b ReactionAdded) bool {
	if !m.advance(e) {
		return false
	}
	m.Reactions = slices.Clone(m.Reactions)
	i := m.reaction(b.Emoji)
	if i < 0 {
		m.Reactions = append(m.Reactions, Reaction{Emoji: b.Emoji, By: []PersonID{e.By}})
	} else if !slices.Contains(m.Reactions[i].By, e.By) {
		m.Reactions[i].By = append(slices.Clone(m.Reactions[i].By), e.By)
	}
	return true
}

// Unreact takes a person from an emoji, and the emoji when nobody is left.
func (m *Message) Unreact(e Event, b ReactionRemoved) bool {
	if !m.advance(e) {
		return false
	}
	i := m.reaction(b.Emoji)
	if i < 0 {
		return true
	}
	m.Reactions = slices.Clone(m.Reactions)
	left := slices.DeleteFunc(slices.Clone(m.Reactions[i].By), func(p PersonID) bool { return p == e.By })
	if len(left) == 0 {
		m.Reactions = slices.Delete(m.Reactions, i, i+1)
	} else {
		m.Reactions[i].By = left
	}
	if len(m.Reactions) == 0 {
		m.Reactions = nil
	}
	return true
}

// Reacted reports whether a person gave that emoji.
func (m *Message) Reacted(by PersonID, emoji string) bool {
	i := m.reaction(emoji)
	return i >= 0 && slices.Contains(m.Reactions[i].By, by)
}

func (m *Message) reaction(emoji string) int {
	return slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Emoji == emoji })
}

func (m *Message) advance(e Event) bool {
	if e.Seq <= m.Rev {
		return false
	}
	m.Rev = e.Seq
	return true
}

// MessagePosted: a message was posted to the event's room.
type MessagePosted struct {
	Text string `json:"text"`
}

// MessageEdited: its author gave a message another text.
type MessageEdited struct {
	Message Seq    `json:"message"`
	Text    string `json:"text"`
}

// MessageDeleted: its author deleted a message.
type MessageDeleted struct {
	Message Seq `json:"message"`
}

// PostMessage asks to post a message to the command's room.
type PostMessage struct {
	Text string `json:"text"`
}

// EditMessage asks to give one's own message another text.
type EditMessage struct {
	Message Seq    `json:"message"`
	Text    string `json:"text"`
}

// DeleteMessage asks to delete one's own message.
type DeleteMessage struct {
	Message Seq `json:"message"`
}

// Kind names it on the wire.
func (MessagePosted) Kind() Kind { return "message.posted" }

// Kind names it on the wire.
func (MessageEdited) Kind() Kind { return "message.edited" }

// Kind names it on the wire.
func (MessageDeleted) Kind() Kind { return "message.deleted" }

// Kind names it on the wire.
func (PostMessage) Kind() Kind { return "message.post" }

// Kind names it on the wire.
func (EditMessage) Kind() Kind { return "message.edit" }

// Kind names it on the wire.
func (DeleteMessage) Kind() Kind { return "message.delete" }

// Visit calls v.MessagePosted.
func (b MessagePosted) Visit(e Event, v EventVisitor) error { return v.MessagePosted(e, b) }

// Visit calls v.MessageEdited.
func (b MessageEdited) Visit(e Event, v EventVisitor) error { return v.MessageEdited(e, b) }

// Visit calls v.MessageDeleted.
func (b MessageDeleted) Visit(e Event, v EventVisitor) error { return v.MessageDeleted(e, b) }

// Visit calls v.PostMessage.
func (b PostMessage) Visit(c Command, v CommandVisitor) error { return v.PostMessage(c, b) }

// Visit calls v.EditMessage.
func (b EditMessage) Visit(c Command, v CommandVisitor) error { return v.EditMessage(c, b) }

// Visit calls v.DeleteMessage.
func (b DeleteMessage) Visit(c Command, v CommandVisitor) error { return v.DeleteMessage(c, b) }

func (MessagePosted) sealedEvent()  {}
func (MessageEdited) sealedEvent()  {}
func (MessageDeleted) sealedEvent() {}

func (c PostMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), CheckText(c.Text))
}

func (c EditMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message), CheckText(c.Text))
}

func (c DeleteMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}

func checkMessage(seq Seq) error {
	if seq <= 0 {
		return Errorf(CodeMessageNotFound, "There is no message %d.", seq)
	}
	return nil
}
