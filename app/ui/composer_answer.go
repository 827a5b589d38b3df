package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// answering tells which message is being answered, above the field. Its element is
// there also where none is: the field, which stands behind it, stays the same.
func (c *Composer) answering() app.UI {
	place := app.Div().Class("answering-place")
	m, ok := c.Client.Answering(c.Room)
	if !ok {
		return place
	}
	w := c.Words
	name := named(c.Client.State().Person(m.By), w).Name
	text := beginning(saying(m))
	if m.Deleted {
		text = w.DeletedText
	}
	return place.Body(app.Div().Class("answering").Role("status").Body(
		Icon("reply"),
		app.Span().Class("what").Body(app.B().Text(w.Answering(name)), app.Text(" "+text)),
		app.Button().Type("button").Class("icon-button").Aria("label", Attr(w.CancelReply)).Title(Attr(w.CancelReply)).
			Body(Icon("x")).OnClick(c.onNoAnswer),
	))
}

func (c *Composer) onNoAnswer(app.Context, app.Event) { c.noAnswer() }

// noAnswer makes what is written a message of its own.
func (c *Composer) noAnswer() {
	c.Client.Answer(c.Room, 0)
	c.field.focus()
}
