package client

import (
	"net/url"
	"slices"

	"parley/shared"
)

// Picked is a file that the person chose, as the browser holds it.
type Picked interface {
	Name() string
	Size() int64 // in bytes
	// Send uploads it to a path of the server. sent is told how much of it went
	// so far; done is called once, as transport.Server's is. After cancel neither
	// is called any more.
	Send(path string, sent func(bytes int64), done func(status int, body []byte, retryAfter int)) (cancel func())
}

// Picker is how people choose files: by a dialog, by pasting, by dropping them.
type Picker interface {
	// Picks sets who is called with what was chosen.
	Picks(f func([]Picked))
}

// Attachment is a file that the next message to a room will bring along.
type Attachment struct {
	ID    int // names it among those of this page
	Name  string
	Size  int64
	Sent  int64         // how much of it was uploaded
	File  shared.File   // once all of it was; its ID is empty before
	Error *shared.Error // why it wasn't; nil while that may be
}

// Uploaded reports whether the file can be sent.
func (a Attachment) Uploaded() bool { return a.File.ID != "" }

// Uploading reports whether it is on its way, or waits for its turn.
func (a Attachment) Uploading() bool { return a.File.ID == "" && a.Error == nil }

// MayPass reports whether trying again may go better.
func (a Attachment) MayPass() bool {
	return a.Error != nil && (passes(a.Error) || a.Error.Code == shared.CodeFileIncomplete || a.Error.Code == shared.CodeTooMany)
}

// uploadsAtOnce is fewer than the server allows: other devices upload, too.
const uploadsAtOnce = 2

// attaching is an attachment and how it goes.
type attaching struct {
	Attachment
	room   shared.RoomID
	picked Picked
	cancel func() // nil where it isn't on its way
}

// Attachments are what the next message to a room will bring along, in the order
// of choosing.
func (c *Client) Attachments(room shared.RoomID) (of []Attachment) {
	for _, a := range c.attached {
		if a.room == room {
			of = append(of, a.Attachment)
		}
	}
	return of
}

// Uploading reports whether some of them are still on their way.
func (c *Client) Uploading(room shared.RoomID) bool {
	return slices.ContainsFunc(c.Attachments(room), Attachment.Uploading)
}

// Attach uploads files for the next message to the room that the person looks at.
func (c *Client) Attach(picked []Picked) {
	c.attachTo(c.reading.open, picked)
}

func (c *Client) attachTo(id shared.RoomID, picked []Picked) {
	room := c.state.Room(id)
	if room == nil || room.Archived {
		return
	}
	for _, p := range picked {
		c.pickedLast++
		a := &attaching{room: room.ID, picked: p}
		a.Attachment = Attachment{ID: c.pickedLast, Name: shared.CleanFileName(p.Name()), Size: p.Size(), Error: c.unfit(room.ID, p)}
		c.attached = append(c.attached, a)
	}
	c.uploadNext()
	c.settle()
}

// unfit refuses what the server would refuse after all of it went there.
func (c *Client) unfit(room shared.RoomID, p Picked) *shared.Error {
	switch {
	case len(c.Attachments(room)) >= shared.MaxFilesPerMessage:
		return shared.Errorf(shared.CodeTooMany, "A message can have %d files.", shared.MaxFilesPerMessage)
	case p.Size() == 0:
		return shared.Errorf(shared.CodeFileEmpty, "There is nothing in the file.")
	case p.Size() > shared.MaxFileBytes:
		return shared.Errorf(shared.CodeFileTooLarge, "A file can have %d MB.", shared.MaxFileBytes>>20)
	}
	return nil
}

// uploadNext begins with those whose turn it is.
func (c *Client) uploadNext() {
	for _, a := range c.attached {
		if c.underWay() >= uploadsAtOnce {
			return
		}
		if a.Uploading() && a.cancel == nil {
			c.upload(a)
		}
	}
}

func (c *Client) underWay() (n int) {
	for _, a := range c.attached {
		if a.cancel != nil {
			n++
		}
	}
	return n
}

func (c *Client) upload(a *attaching) {
	path := shared.PathFiles(a.room) + "?name=" + url.QueryEscape(a.Name)
	a.cancel = a.picked.Send(path, func(bytes int64) {
		c.config.Run(c.entering(func() { a.Sent = min(bytes, a.Size) }))
	}, func(status int, body []byte, retryAfter int) {
		c.config.Run(c.entering(func() { c.uploaded(a, status, body, retryAfter) }))
	})
}

func (c *Client) uploaded(a *attaching, status int, body []byte, retryAfter int) {
	if a.cancel == nil {
		return // it was given up meanwhile
	}
	a.cancel = nil
	var reply shared.FileReply
	a.Error = read(status, body, retryAfter, &reply)
	if a.Error == nil && reply.File.ID == "" {
		a.Error = unavailable()
	}
	if a.Error == nil {
		a.File, a.Sent = reply.File, a.Size
	} else if a.Error.Code == shared.CodeNoSession {
		c.end()
		return
	}
	c.uploadNext()
}

// AttachAgain tries once more to upload what could not be.
func (c *Client) AttachAgain(id int) {
	if a := c.attachment(id); a != nil && a.Error != nil {
		a.Error, a.Sent = nil, 0
		c.uploadNext()
		c.settle()
	}
}

// Detach takes a file back: an upload that is under way ends, and what the
// server has already goes.
func (c *Client) Detach(id int) {
	a := c.attachment(id)
	if a == nil {
		return
	}
	c.attached = slices.DeleteFunc(c.attached, func(other *attaching) bool { return other == a })
	a.stop()
	if a.Uploaded() { // where that fails, the server forgets it by itself
		c.call("DELETE", shared.PathFile(a.room, a.File.ID), nil, nil, requestTimeout, func(*shared.Error) {})
	}
	c.uploadNext()
	c.settle()
}

func (c *Client) attachment(id int) *attaching {
	if i := slices.IndexFunc(c.attached, func(a *attaching) bool { return a.ID == id }); i >= 0 {
		return c.attached[i]
	}
	return nil
}

func (a *attaching) stop() {
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
}

// forgetAttached is for what a message to a room brings along from now on.
func (c *Client) forgetAttached(room shared.RoomID) {
	c.attached = slices.DeleteFunc(c.attached, func(a *attaching) bool { return a.room == room && a.Uploaded() })
}

// dropAttached forgets all of them: the person is gone.
func (c *Client) dropAttached() {
	if c.voice.Asked {
		c.voice.cancel()
		c.voice.tick()
		c.voice = &voice{}
	}
	for _, a := range c.attached {
		a.stop()
	}
	c.attached = nil
}
