package client

import "parley/shared"

// Post sends a message, by way of the outbox; it shows at once. It returns the
// command's ID, or "" for text that breaks the rules of form (see
// shared.CheckText).
func (c *Client) Post(room shared.RoomID, text string) shared.CommandID { return "" }

// Edit gives one's own message another text, by way of the outbox.
func (c *Client) Edit(room shared.RoomID, seq shared.Seq, text string) shared.CommandID { return "" }

// Delete deletes one's own message, by way of the outbox.
func (c *Client) Delete(room shared.RoomID, seq shared.Seq) shared.CommandID { return "" }

// React adds an emoji to a message, or takes it back, by way of the outbox.
func (c *Client) React(room shared.RoomID, seq shared.Seq, emoji string, on bool) shared.CommandID {
	return ""
}

// Retry sends a refused command again.
func (c *Client) Retry(id shared.CommandID) {}

// Discard forgets a command that was not sent, or was refused.
func (c *Client) Discard(id shared.CommandID) {}

// Typing tells the room that the person is writing; call it at every stroke,
// it is told at most once every shared.TypingEvery.
func (c *Client) Typing(room shared.RoomID) {}
