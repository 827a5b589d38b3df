package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/shared"
)

// chooser is where files are chosen for the message. Without a client they go
// with the plain form.
func (c *Composer) chooser() app.UI {
	w := c.Words
	return app.Label().Class("icon-button", "chooser").Title(w.AttachFiles).Body(
		Icon("paperclip"),
		app.Input().Type("file").Name("files").Multiple(true).DataSet("picks", "files").Class("sr").Aria("label", w.AttachFiles),
	)
}

// tray shows the files that the message will bring along, and how they fare. It
// is there without any, so that the field below it stays the same element.
func (c *Composer) tray() app.UI {
	attached := c.Client.Attachments(c.Room)
	rows := make([]app.UI, len(attached))
	for i, a := range attached {
		rows[i] = c.chip(a)
	}
	return app.Ul().Class("tray").Aria("label", c.Words.AttachedLabel).Body(rows...)
}

func (c *Composer) chip(a client.Attachment) app.UI {
	w, id := c.Words, strconv.Itoa(a.ID)
	class, part := "chip", app.UI(app.Span().Class("facts").Text(w.FileSize(a.Size)))
	switch {
	case a.Error != nil:
		class, part = "chip failed-file", app.Span().Class("wrong").Role("alert").Text(w.Refusal(a.Error))
	case a.Uploading():
		percent := int(100 * a.Sent / max(a.Size, 1))
		part = app.Progress().Max(100).Value(percent).Aria("label", Attr(a.Name)).Text(w.UploadedPart(percent))
	}
	return app.Li().Class(class).Body(
		c.face(a),
		app.Div().Class("what").Body(app.Span().Class("name").Dir("auto").Text(a.Name), part),
		app.If(a.MayPass(), app.Button().Type("button").Class("icon-button").DataSet("id", id).
			Aria("label", Attr(w.UploadAgain(a.Name))).Title(Attr(w.UploadAgain(a.Name))).Body(Icon("refresh-cw")).OnClick(c.onAgain)),
		app.Button().Type("button").Class("icon-button").DataSet("id", id).
			Aria("label", Attr(w.TakeBack(a.Name))).Title(Attr(w.TakeBack(a.Name))).Body(Icon("x")).OnClick(c.onTakeBack),
	)
}

// face is what a file looks like, small: a picture once the server has it.
func (c *Composer) face(a client.Attachment) app.UI {
	if a.File.Picture() {
		return app.Img().Class("thumb").Src(Attr(shared.PathThumbnail(c.Room, a.File.ID))).Alt("").Width(44).Height(44)
	}
	return app.Span().Class("thumb").Body(Icon("file"))
}

func (c *Composer) onTakeBack(ctx app.Context, _ app.Event) { c.Client.Detach(attachmentID(ctx)) }

func (c *Composer) onAgain(ctx app.Context, _ app.Event) { c.Client.AttachAgain(attachmentID(ctx)) }

func attachmentID(ctx app.Context) int {
	id, _ := strconv.Atoi(dataOf(ctx, "id")) // ours, see chip
	return id
}

// sendWaiting sends what waited for its files. Where one of them could not be
// uploaded, that is for the person to see to.
func (c *Composer) sendWaiting() {
	if !c.waits || c.Client.Uploading(c.Room) {
		return
	}
	c.waits = false
	for _, a := range c.Client.Attachments(c.Room) {
		if a.Error != nil {
			c.Update()
			return
		}
	}
	c.send()
	c.Update()
}
