package client

import (
	"encoding/json"

	"parley/app/state"
	"parley/shared"
)

// Post sends a message and what was uploaded for it, by way of the outbox, as the
// answer that Answer said; it shows at once. It returns the command's ID, or ""
// for what breaks the rules of form (see shared.Command.Validate), or without a
// person.
func (c *Client) Post(room shared.RoomID, text string) shared.CommandID {
	return c.Say(room, shared.PostMessage{Text: shared.CleanText(text)})
}

// Say posts likewise what was meant by a text; see state.Meant.
func (c *Client) Say(room shared.RoomID, post shared.PostMessage) shared.CommandID {
	var files []shared.File
	post.Reply = c.answers[room]
	for _, a := range c.Attachments(room) {
		if a.Uploaded() {
			files, post.Files = append(files, a.File), append(post.Files, a.File.ID)
		}
	}
	id := c.submit(room, post, files...)
	if id != "" {
		delete(c.answers, room)
		c.forgetAttached(room)
	}
	if r := c.state.Room(room); r != nil && id != "" && r.HasNewer() {
		c.Latest(room)
	}
	delete(c.typed, room)
	return id
}

// Edit gives one's own message another text, by way of the outbox.
func (c *Client) Edit(room shared.RoomID, seq shared.Seq, text string) shared.CommandID {
	return c.submit(room, shared.EditMessage{Message: seq, Text: shared.CleanText(text)})
}

// Delete deletes one's own message, by way of the outbox.
func (c *Client) Delete(room shared.RoomID, seq shared.Seq) shared.CommandID {
	return c.submit(room, shared.DeleteMessage{Message: seq})
}

// React adds an emoji to a message, or takes it back, by way of the outbox.
func (c *Client) React(room shared.RoomID, seq shared.Seq, emoji string, on bool) shared.CommandID {
	if on {
		return c.submit(room, shared.AddReaction{Message: seq, Emoji: emoji})
	}
	return c.submit(room, shared.RemoveReaction{Message: seq, Emoji: emoji})
}

// Pin keeps a message at hand for all in the room, or no longer, by way of the
// outbox.
func (c *Client) Pin(room shared.RoomID, seq shared.Seq, on bool) shared.CommandID {
	if on {
		return c.submit(room, shared.PinMessage{Message: seq})
	}
	return c.submit(room, shared.UnpinMessage{Message: seq})
}

// Unpreview takes away what shows of the page that a message leads to, by way of
// the outbox.
func (c *Client) Unpreview(room shared.RoomID, seq shared.Seq) shared.CommandID {
	return c.submit(room, shared.UnpreviewMessage{Message: seq})
}

// Retry sends a refused command again.
func (c *Client) Retry(id shared.CommandID) {
	p := c.state.Outbox().Find(id)
	if p == nil || p.Status != state.Refused {
		return
	}
	c.state.Outbox().Mark(id, state.Waiting)
	c.keep(p)
	c.settle()
}

// Discard forgets a command that was not sent, or was refused.
func (c *Client) Discard(id shared.CommandID) {
	p := c.state.Outbox().Find(id)
	if p == nil || p.Status == state.Sending || p.Status == state.Sent {
		return
	}
	c.state.Outbox().Discard(id)
	c.tell(tabMessage{Kind: tabDiscarded, ID: id})
	c.settle()
}

// Typing tells the room that the person is writing; call it at every stroke,
// it is told at most once every shared.TypingEvery.
func (c *Client) Typing(room shared.RoomID) {
	now := c.Now()
	told, ever := c.typed[room]
	if c.line.phase != Live || ever && now-told < shared.TypingEvery.Milliseconds() {
		return
	}
	c.typed[room] = now
	c.config.Server.Do("POST", shared.PathTyping(room), nil, requestTimeout, func(int, []byte, int) {})
}

// submit puts a command into the outbox, with the files that a post brings along.
func (c *Client) submit(room shared.RoomID, body shared.CommandBody, files ...shared.File) shared.CommandID {
	me := c.state.Me().ID
	command := shared.Command{ID: c.mint(), Room: room, Body: body}
	if c.inert || me == "" || command.Validate() != nil {
		return ""
	}
	c.state.Add(state.Pending{Command: command, By: me, At: c.Now(), Status: state.Waiting, Files: files})
	c.keep(c.state.Outbox().Find(command.ID))
	c.settle()
	return command.ID
}

// mint makes an ID that is greater than the last one, so that the commands of a
// page sort as they were made.
func (c *Client) mint() shared.CommandID {
	c.minted = max(c.Now(), c.minted+1)
	return shared.NewCommandID(c.minted)
}

// keep puts a command's record on the device, and then sends what waits.
func (c *Client) keep(p *state.Pending) {
	record, err := json.Marshal(p)
	if err != nil {
		return
	}
	id, life := p.Command.ID, c.life
	c.config.Queue.Put(string(id), string(record), func(kept bool) {
		c.config.Run(c.entering(func() {
			if life != c.life {
				return
			}
			if kept {
				c.delivery.keeps(id)
				c.tell(tabMessage{Kind: tabQueue})
			}
			c.hurry()
		}))
	})
}
