package shared

import (
	"cmp"
	"slices"
)

// Reaction is one emoji and who gave it, in the order of giving.
type Reaction struct {
	Emoji string     `json:"emoji"`
	By    []PersonID `json:"by"`
}

// ReactionAdded: a person reacted to a message.
type ReactionAdded struct {
	Message Seq    `json:"message"`
	Emoji   string `json:"emoji"`
}

// ReactionRemoved: a person took a reaction back.
type ReactionRemoved struct {
	Message Seq    `json:"message"`
	Emoji   string `json:"emoji"`
}

// AddReaction asks to react to a message.
type AddReaction struct {
	Message Seq    `json:"message"`
	Emoji   string `json:"emoji"`
}

// RemoveReaction asks to take a reaction back.
type RemoveReaction struct {
	Message Seq    `json:"message"`
	Emoji   string `json:"emoji"`
}

// Reacted reports whether a person gave that emoji.
func (m *Message) Reacted(by PersonID, emoji string) bool {
	i := m.reaction(emoji)
	return i >= 0 && slices.Contains(m.Reactions[i].By, by)
}

func (m *Message) reaction(emoji string) int {
	return slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Emoji == emoji })
}

// Target is the message that was reacted to.
func (b ReactionAdded) Target() Seq { return b.Message }

// Target is the message that had the reaction.
func (b ReactionRemoved) Target() Seq { return b.Message }

// Becomes is the reaction.
func (c AddReaction) Becomes() MessageChange { return ReactionAdded(c) }

// Becomes is its removal.
func (c RemoveReaction) Becomes() MessageChange { return ReactionRemoved(c) }

// change adds the person to the emoji.
func (b ReactionAdded) change(m *Message, e Event) {
	m.Reactions = slices.Clone(m.Reactions)
	i := m.reaction(b.Emoji)
	if i < 0 {
		m.Reactions = append(m.Reactions, Reaction{Emoji: b.Emoji, By: []PersonID{e.By}})
	} else if !slices.Contains(m.Reactions[i].By, e.By) {
		m.Reactions[i].By = append(slices.Clone(m.Reactions[i].By), e.By)
	}
}

// change takes the person from the emoji, and the emoji when nobody is left.
func (b ReactionRemoved) change(m *Message, e Event) {
	i := m.reaction(b.Emoji)
	if i < 0 {
		return
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
}

// Kind names it on the wire.
func (ReactionAdded) Kind() Kind { return "reaction.added" }

// Visit calls v.ReactionAdded.
func (b ReactionAdded) Visit(e Event, v EventVisitor) error { return v.ReactionAdded(e, b) }

// Kind names it on the wire.
func (ReactionRemoved) Kind() Kind { return "reaction.removed" }

// Visit calls v.ReactionRemoved.
func (b ReactionRemoved) Visit(e Event, v EventVisitor) error { return v.ReactionRemoved(e, b) }

// Kind names it on the wire.
func (AddReaction) Kind() Kind { return "reaction.add" }

// Visit calls v.AddReaction.
func (b AddReaction) Visit(c Command, v CommandVisitor) error { return v.AddReaction(c, b) }

// Kind names it on the wire.
func (RemoveReaction) Kind() Kind { return "reaction.remove" }

// Visit calls v.RemoveReaction.
func (b RemoveReaction) Visit(c Command, v CommandVisitor) error { return v.RemoveReaction(c, b) }

func (ReactionAdded) sealedEvent()   {}
func (ReactionRemoved) sealedEvent() {}

func (c AddReaction) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message), CheckEmoji(c.Emoji))
}

func (c RemoveReaction) check(room RoomID) error {
	return cmp.Or(checkRoom(room), checkMessage(c.Message), CheckEmoji(c.Emoji))
}
