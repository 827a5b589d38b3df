package shared

import (
	"cmp"
	"strings"
)

// Preview is what a page says of itself that a message leads to. The server asked
// for it, and keeps its picture: whoever reads the message asks nobody else.
type Preview struct {
	URL     string `json:"url"`  // as it stands in the message
	Site    string `json:"site"` // what the page belongs to
	Title   string `json:"title"`
	Text    string `json:"text,omitempty"`
	Picture *File  `json:"picture,omitempty"`
}

// MessagePreviewed: the server found out what the first address in a message leads
// to; or, without a preview, somebody wants none there.
type MessagePreviewed struct {
	Message Seq      `json:"message"`
	Preview *Preview `json:"preview,omitempty"`
}

// PreviewMessage asks to show a preview below a message. Only the server does.
type PreviewMessage struct {
	Message Seq     `json:"message"`
	Preview Preview `json:"preview"`
}

// UnpreviewMessage asks to show none below a message: one's own, or any of a room
// that one manages.
type UnpreviewMessage struct {
	Message Seq `json:"message"`
}

// picture is the ID of the preview's picture; "" for none.
func (p *Preview) picture() FileID {
	if p == nil || p.Picture == nil {
		return ""
	}
	return p.Picture.ID
}

// Sheds is the picture that a message has no more, which it had before a change;
// "" for none.
func (m Message) Sheds(before Message) FileID {
	if shed := before.Preview.picture(); shed != m.Preview.picture() {
		return shed
	}
	return ""
}

// Previewable reports whether the first address in a message wants to be looked at.
func (m Message) Previewable() bool {
	return m.Link != "" && m.Preview == nil && !m.Bare && !m.Deleted
}

// leadsOn tells whether a message leads to the same address by another text, as far
// as can be told: the browser's client does not know what the server makes of it.
func (m Message) leadsOn(text string, made Rich) bool {
	lead := m.Link
	if m.Preview != nil {
		lead = m.Preview.URL
	}
	return made.Link == lead || made.Link == "" && strings.Contains(text, lead)
}

// Target is the message that leads there.
func (b MessagePreviewed) Target() Seq { return b.Message }

func (b MessagePreviewed) change(m *Message, _ Event) {
	m.Preview, m.Bare = b.Preview, b.Preview == nil
}

// Becomes is the end of the preview.
func (c UnpreviewMessage) Becomes() MessageChange { return MessagePreviewed{Message: c.Message} }

// Kind names it on the wire.
func (MessagePreviewed) Kind() Kind { return "message.previewed" }

// Kind names it on the wire.
func (PreviewMessage) Kind() Kind { return "message.preview" }

// Kind names it on the wire.
func (UnpreviewMessage) Kind() Kind { return "message.unpreview" }

// Visit calls v.MessagePreviewed.
func (b MessagePreviewed) Visit(e Event, v EventVisitor) error { return v.MessagePreviewed(e, b) }

// Visit calls v.PreviewMessage.
func (b PreviewMessage) Visit(c Command, v CommandVisitor) error { return v.PreviewMessage(c, b) }

// Visit calls v.UnpreviewMessage.
func (b UnpreviewMessage) Visit(c Command, v CommandVisitor) error { return v.UnpreviewMessage(c, b) }

func (MessagePreviewed) sealedEvent() {}

func (c PreviewMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}

func (c UnpreviewMessage) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message))
}
