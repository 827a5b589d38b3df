package chat

import "parley/shared"

// PreviewMessage is the server's own: what a page says is not a person's to make up.
func (d *decision) PreviewMessage(cmd shared.Command, c shared.PreviewMessage) error {
	if d.event.By != "" {
		return shared.Errorf(shared.CodeNotAllowed, "Only the server says what a page is about.")
	}
	room, known, err := d.tx.Room(cmd.Room)
	if err != nil {
		return err
	}
	message, ok, err := d.tx.Message(cmd.Room, c.Message)
	if err != nil {
		return err
	}
	if !known || room.Archived || !ok || !message.Previewable() || message.Link != c.Preview.URL {
		return shared.Errorf(shared.CodeMessageNotFound, "Message %d does not ask for this preview any more.", c.Message)
	}
	preview := c.Preview
	if preview.Picture != nil {
		found, err := d.files(cmd.Room, []shared.FileID{preview.Picture.ID})
		if err != nil {
			return err
		}
		preview.Picture = &found[0]
	}
	return d.happened(shared.MessagePreviewed{Message: c.Message, Preview: &preview})
}

// UnpreviewMessage keeps others away from what a message leads to, now and later.
func (d *decision) UnpreviewMessage(cmd shared.Command, c shared.UnpreviewMessage) error {
	if err := d.ownOrManaged(cmd.Room, c.Message); err != nil {
		return err
	}
	return d.happened(c.Becomes())
}
