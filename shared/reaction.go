package shared

import "cmp"

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
