package shared

import "cmp"

// Message is a message as it stands: posted, perhaps edited, reacted to or
// deleted. Its identity is the Seq of the event that posted it.
type Message struct {
	Seq     Seq       `json:"seq"`
	By      PersonID  `json:"by"`
	At      int64     `json:"at"` // milliseconds since 1970
	Command CommandID `json:"command"`
	Text    string    `json:"text"` // as typed; empty once deleted
	Rich
	Reply     Seq        `json:"reply,omitempty"`   // the message that it answers; 0 for none
	Edited    int64      `json:"edited,omitempty"`  // when it was last edited; 0 for never
	Deleted   bool       `json:"deleted,omitempty"` // a tombstone stays
	Reactions []Reaction `json:"reactions,omitempty"`
	DeletedBy PersonID   `json:"deleted_by,omitempty"` // where that was not its author
	Files     []File     `json:"files,omitempty"`
	Action    bool       `json:"action,omitempty"` // the text tells what its author does, as in “/me waves”
	Pinned    bool       `json:"pinned,omitempty"`
	Preview   *Preview   `json:"preview,omitempty"` // of Link; never written to
	Bare      bool       `json:"bare,omitempty"`    // somebody wants no preview there
	Rev       Seq        `json:"rev"`               // the last event that changed it; earlier ones are already in it
}

// NewMessage is the message that an event posted.
func NewMessage(e Event, b MessagePosted) Message {
	return Message{Seq: e.Seq, By: e.By, At: e.At, Command: e.Command, Text: b.Text, Rich: b.Rich, Reply: b.Reply, Files: b.Files, Action: b.Action, Rev: e.Seq}
}

// MessagePosted: a message was posted to the event's room.
type MessagePosted struct {
	Text string `json:"text"` // may be empty where there are files
	Rich
	Files  []File `json:"files,omitempty"`
	Reply  Seq    `json:"reply,omitempty"`
	Action bool   `json:"action,omitempty"` // the text tells what its author does
}

// MessageEdited: its author gave a message another text.
type MessageEdited struct {
	Message Seq    `json:"message"`
	Text    string `json:"text"`
	Rich
}

// MessageDeleted: a message was deleted, by its author or by who manages its room.
type MessageDeleted struct {
	Message Seq `json:"message"`
}

// PostMessage asks to post a message to the command's room, perhaps as an answer
// to another one there, and with files that its author uploaded there before.
type PostMessage struct {
	Text   string   `json:"text"`
	Files  []FileID `json:"files,omitempty"`
	Rich   `json:"-"`
	Reply  Seq  `json:"reply,omitempty"`
	Action bool `json:"action,omitempty"` // the text tells what its author does
}

// EditMessage asks to give one's own message another text.
type EditMessage struct {
	Message Seq    `json:"message"`
	Text    string `json:"text"`
	Rich    `json:"-"`
}

// DeleteMessage asks to delete a message: one's own, or any of a room that one
// manages.
type DeleteMessage struct {
	Message Seq `json:"message"`
}

// Says is the text as the log has it: with its line breaks, and empty where it
// shows nothing and a file does.
func (c PostMessage) Says() string {
	if len(c.Files) > 0 && !visible(c.Text) {
		return ""
	}
	return CleanText(c.Text)
}

// Target is the message that has another text.
func (b MessageEdited) Target() Seq { return b.Message }

// Target is the message that was deleted.
func (b MessageDeleted) Target() Seq { return b.Message }

// Becomes is the edit, with the line breaks that the log has.
func (c EditMessage) Becomes() MessageChange {
	return MessageEdited{Message: c.Message, Text: CleanText(c.Text), Rich: c.Rich}
}

// Becomes is the deletion.
func (c DeleteMessage) Becomes() MessageChange { return MessageDeleted(c) }

func (b MessageEdited) change(m *Message, e Event) {
	if !m.leadsOn(b.Text, b.Rich) {
		m.Preview, m.Bare = nil, false
	}
	m.Text, m.Rich, m.Edited = b.Text, b.Rich, e.At
}

// change leaves a tombstone: who and when, and nothing of what was said or of
// what was made of it.
func (MessageDeleted) change(m *Message, e Event) {
	*m = Message{Seq: m.Seq, By: m.By, At: m.At, Command: m.Command, Deleted: true}
	if e.By != m.By {
		m.DeletedBy = e.By
	}
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
	text, answers := CheckText(c.Text), error(nil)
	if len(c.Files) > 0 && CodeOf(text) == CodeTextEmpty {
		text = nil // a picture says enough
	}
	if c.Reply != 0 {
		answers = checkMessage(c.Reply)
	}
	return cmp.Or(checkRoom(room), text, checkFiles(c.Files), answers)
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
