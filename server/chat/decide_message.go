package chat

import (
	"slices"

	"parley/shared"
)

func (d *decision) PostMessage(cmd shared.Command, c shared.PostMessage) error {
	room, err := d.opened(cmd.Room)
	if err == nil {
		err = d.paced(room)
	}
	if err != nil {
		return err
	}
	calls, err := d.answered(cmd.Room, c.Reply, c.Mentions)
	if err != nil {
		return err
	}
	if c.Mentions, err = d.membersOf(cmd.Room, calls); err != nil {
		return err
	}
	files, err := d.files(cmd.Room, c.Files)
	if err != nil {
		return err
	}
	return d.happened(shared.MessagePosted{Text: c.Says(), Rich: c.Rich, Reply: c.Reply, Files: files, Action: c.Action})
}

func (d *decision) EditMessage(cmd shared.Command, c shared.EditMessage) error {
	if _, err := d.opened(cmd.Room); err != nil {
		return err
	}
	err := d.own(cmd.Room, c.Message)
	if err != nil {
		return err
	}
	if c.Mentions, err = d.membersOf(cmd.Room, c.Mentions); err != nil {
		return err
	}
	return d.happened(c.Becomes())
}

func (d *decision) DeleteMessage(cmd shared.Command, c shared.DeleteMessage) error {
	if err := d.ownOrManaged(cmd.Room, c.Message); err != nil {
		return err
	}
	return d.happened(c.Becomes())
}

func (d *decision) AddReaction(cmd shared.Command, c shared.AddReaction) error {
	message, err := d.message(cmd.Room, c.Message)
	if err == nil {
		err = d.heard()
	}
	if err != nil {
		return err
	}
	i := slices.IndexFunc(message.Reactions, func(r shared.Reaction) bool { return r.Emoji == c.Emoji })
	if i < 0 && len(message.Reactions) >= shared.MaxReactionsPerMessage {
		return shared.Errorf(shared.CodeTooMany, "A message can have %d different reactions.", shared.MaxReactionsPerMessage)
	}
	if i >= 0 && len(message.Reactions[i].By) >= shared.MaxReactorsPerEmoji && !message.Reacted(d.event.By, c.Emoji) {
		return shared.Errorf(shared.CodeTooMany, "%d people reacted with %s already.", shared.MaxReactorsPerEmoji, c.Emoji)
	}
	return d.happened(c.Becomes())
}

func (d *decision) RemoveReaction(cmd shared.Command, c shared.RemoveReaction) error {
	if _, err := d.message(cmd.Room, c.Message); err != nil {
		return err
	}
	return d.happened(c.Becomes())
}

// PinMessage keeps a message at hand for all in the room.
func (d *decision) PinMessage(cmd shared.Command, c shared.PinMessage) error {
	if _, err := d.message(cmd.Room, c.Message); err != nil {
		return err
	}
	room, err := d.room(cmd.Room)
	if err != nil {
		return err
	}
	if len(room.Pins) >= shared.MaxPins && !slices.Contains(room.Pins, c.Message) {
		return shared.Errorf(shared.CodeTooMany, "%d messages are pinned here already: unpin one first.", len(room.Pins))
	}
	return d.happened(c.Becomes())
}

// UnpinMessage takes it from there.
func (d *decision) UnpinMessage(cmd shared.Command, c shared.UnpinMessage) error {
	if _, err := d.message(cmd.Room, c.Message); err != nil {
		return err
	}
	return d.happened(c.Becomes())
}

// message finds a message that can be changed, in a room that can be.
func (d *decision) message(room shared.RoomID, seq shared.Seq) (shared.Message, error) {
	if _, err := d.writable(room); err != nil {
		return shared.Message{}, err
	}
	message, ok, err := d.tx.Message(room, seq)
	if err != nil {
		return shared.Message{}, err
	}
	if !ok {
		return shared.Message{}, shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", seq)
	}
	if message.Deleted {
		return shared.Message{}, shared.Errorf(shared.CodeMessageDeleted, "The message was deleted.")
	}
	return message, nil
}

// own checks that a message is there to be changed by who asks.
func (d *decision) own(room shared.RoomID, seq shared.Seq) error {
	message, err := d.message(room, seq)
	if err == nil && message.By != d.event.By {
		err = shared.Errorf(shared.CodeNotAuthor, "Only its author can change a message, and only its author or a moderator delete it.")
	}
	return err
}

// ownOrManaged checks that a message is there to be changed by who asks: its author,
// or who manages the room.
func (d *decision) ownOrManaged(room shared.RoomID, seq shared.Seq) error {
	err := d.own(room, seq)
	if shared.CodeOf(err) == shared.CodeNotAuthor {
		if _, refused := d.managed(room); shared.CodeOf(refused) != shared.CodeNotManager {
			err = refused
		}
	}
	return err
}

// answered adds the author of the message that is answered, if any, to those whom
// an answer calls. The message may be deleted: who wrote the answer offline could
// not know.
func (d *decision) answered(room shared.RoomID, seq shared.Seq, calls []shared.PersonID) ([]shared.PersonID, error) {
	if seq == 0 {
		return calls, nil
	}
	message, ok, err := d.tx.Message(room, seq)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", seq)
	}
	if message.By == d.event.By || slices.Contains(calls, message.By) {
		return calls, nil
	}
	return append(slices.Clip(calls), message.By), nil
}

// membersOf keeps those who are in the room: a text was prepared before its turn
// came, and someone may have gone since.
func (d *decision) membersOf(room shared.RoomID, people []shared.PersonID) (members []shared.PersonID, err error) {
	for _, person := range people {
		_, member, err := d.tx.Member(room, person)
		if err != nil {
			return nil, err
		}
		if member {
			members = append(members, person)
		}
	}
	return members, nil
}
