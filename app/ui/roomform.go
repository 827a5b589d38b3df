package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// roomForm is the dialog that makes a room, or gives one another name and topic.
type roomForm struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Room  shared.RoomID // "" to make one
	Name  string
	Topic string

	begun struct{ name, topic string } // as they were when the dialog opened
	busy  bool
	err   *shared.Error
}

// OnInit keeps what the fields begin with: were it to follow the room, another
// person's change would take the place of what one has typed.
func (f *roomForm) OnInit() { f.begun.name, f.begun.topic = f.Name, f.Topic }

// OnMount opens the dialog.
func (f *roomForm) OnMount(ctx app.Context) { showModal(ctx) }

func (f *roomForm) Render() app.UI {
	w := f.Words
	title, button := w.CreateTitle, w.CreateButton
	if f.Room != "" {
		title, button = w.RenameTitle, w.Save
	}
	return f.Root.modal("", title, app.Form().Class("stack").OnSubmit(f.submit).Body(
		roomFields(w, f.begun.name, f.begun.topic, f.err != nil),
		f.privacy(),
		f.Root.refusal("room-refusal", f.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(f.Root.close).Text(w.Cancel),
			submitButton(button, f.busy),
		),
	))
}

// privacy is chosen when a room is made, and stays.
func (f *roomForm) privacy() app.UI {
	if f.Room != "" {
		return nil
	}
	return privateField(f.Words)
}

// privateField makes the room private, in the dialog and in the plain form.
func privateField(w *words.Words) app.UI {
	return app.Label().Class("check").Body(
		app.Input().Type("checkbox").Name("private"),
		app.Span().Body(
			app.Span().Class("label").Body(Icon("lock"), app.Text(w.PrivateChoice)),
			app.Span().Class("hint").Text(w.PrivateHint),
		),
	)
}

// roomFields are a room's name and topic, in the dialog and in the plain form.
func roomFields(w *words.Words, name, topic string, invalid bool) app.UI {
	input := app.Input().ID("room-name").Name("name").Type("text").Value(Attr(name)).Dir("auto").
		Attr("maxlength", 2*shared.MaxNameRunes).Required(true).AutoFocus(true).AutoComplete(false).Placeholder(w.RoomNameHint)
	if invalid {
		input = input.Aria("invalid", True()).Aria("describedby", "room-refusal")
	}
	return app.Div().Class("stack").Body(
		app.Div().Class("field").Body(app.Label().For("room-name").Text(w.RoomName), input),
		app.Div().Class("field").Body(
			app.Label().For("room-topic").Text(w.RoomTopic),
			app.Input().ID("room-topic").Name("topic").Type("text").Value(Attr(topic)).Dir("auto").
				Attr("maxlength", 2*shared.MaxTopicRunes).AutoComplete(false).Placeholder(w.RoomTopicHint),
		),
	)
}

// submitButton is a form's main button; a busy one waits for an answer.
func submitButton(label string, busy bool) app.UI {
	button := app.Button().Type("submit").Class("button", "primary").Text(label)
	if busy {
		button = button.Aria("disabled", True())
	}
	return button
}

func (f *roomForm) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if f.busy {
		return
	}
	name, topic := fieldValue(ctx.JSSrc(), "name"), fieldValue(ctx.JSSrc(), "topic")
	if err := checkRoom(name, topic); err != nil {
		f.answer(ctx, err)
		return
	}
	f.busy, f.err = true, nil
	ctx.Dispatch(nil)
	if f.Room != "" {
		f.Root.Client.RenameRoom(f.Room, name, topic, func(err *shared.Error) { f.answer(ctx, err) })
		return
	}
	private := ctx.JSSrc().Get("elements").Call("namedItem", "private").Get("checked").Bool()
	f.Root.Client.CreateRoom(name, topic, private, func(room shared.RoomID, err *shared.Error) {
		f.answer(ctx, err)
		if err == nil {
			f.Root.visit(room)
		}
	})
}

// answer closes the dialog, or says what is wrong.
func (f *roomForm) answer(ctx app.Context, err *shared.Error) {
	f.busy, f.err = false, err
	ctx.Dispatch(nil)
	if err == nil {
		f.Root.shut()
	}
}

// checkRoom holds name and topic to their form before they are sent.
func checkRoom(name, topic string) *shared.Error {
	if err := asRefusal(shared.CheckName(name)); err != nil {
		return err
	}
	return asRefusal(shared.CheckTopic(topic))
}

// asRefusal gives an error of the rules of form as what it is.
func asRefusal(err error) *shared.Error {
	if err == nil {
		return nil
	}
	refused, ok := err.(*shared.Error)
	if !ok {
		refused = shared.Errorf(shared.CodeInternal, "%s", err.Error())
	}
	return refused
}

// visit goes to a room that one has just come into, be it known here or not yet.
func (r *Root) visit(room shared.RoomID) {
	r.expected = room
	r.ctx.Navigate(shared.PageRoom(room))
}
