package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// editField is the ID of the field in which a message is edited; one is open at
// most.
const editField = "edit-message"

// editor changes a message's text in its place. The field is the browser's: it
// gets the text once, and is read when the text is saved.
type editor struct {
	app.Compo

	Line  *Timeline
	Words *words.Words
	Seq   shared.Seq
	Text  string

	field writing
}

// OnMount fills the field and puts the caret at its end.
func (e *editor) OnMount(ctx app.Context) {
	e.field.attach(app.Window().GetElementByID(editField))
	e.field.set(e.Text)
	e.field.focus()
}

// OnDismount lets the browser's listeners go.
func (e *editor) OnDismount() { e.field.release() }

// Render gives the field and its buttons.
func (e *editor) Render() app.UI {
	w := e.Words
	return app.Form().Class("editor").OnSubmit(e.onSubmit).Body(
		app.Textarea().ID(editField).Rows(1).Aria("label", Attr(w.EditLabel)).OnKeyDown(e.onKey),
		app.Div().Class("below").Body(
			app.Span().Class("hint").Text(w.EditHint),
			app.Button().Type("button").Class("button").Text(w.Cancel).OnClick(e.onCancel),
			app.Button().Type("submit").Class("button primary").Text(w.Save),
		),
	)
}

func (e *editor) onKey(_ app.Context, event app.Event) {
	switch s := strokeOf(event, e.field.composing); {
	case s.sends(coarse()):
		event.PreventDefault()
		e.save()
	case s.is("Escape"):
		event.PreventDefault()
		e.Line.close(true)
	}
}

func (e *editor) onCancel(app.Context, app.Event) { e.Line.close(true) }

func (e *editor) onSubmit(_ app.Context, event app.Event) {
	event.PreventDefault()
	e.save()
}

// save asks for the change. Nothing left means that the message should go,
// which is asked about; the same text again is no change.
func (e *editor) save() {
	text := shared.CleanText(e.field.text())
	switch {
	case strings.TrimSpace(text) == "":
		e.Line.open(e.Line.opened.Key, modeConfirm)
		return
	case shared.CheckText(text) != nil:
		return
	case text != e.Text:
		e.Line.Client.Edit(e.Line.Room, e.Seq, text)
	}
	e.Line.close(true)
}
