package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// pauses are the choices of how slow a room is, in seconds.
var pauses = []int{0, 10, 30, 60, 5 * 60, 15 * 60, 60 * 60, shared.MaxSlowSeconds}

// restrictForm is the dialog that says who writes in a room, and how often.
type restrictForm struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Room  shared.RoomID
	Holds shared.Restrictions

	begun shared.Restrictions // as they were when the dialog opened
	busy  bool
	err   *shared.Error
}

// OnInit keeps what the fields begin with; see roomForm.
func (f *restrictForm) OnInit() { f.begun = f.Holds }

// OnMount opens the dialog.
func (f *restrictForm) OnMount(ctx app.Context) { showModal(ctx) }

// Render gives the dialog.
func (f *restrictForm) Render() app.UI {
	w := f.Words
	locked := app.Input().Type("checkbox").Name("locked").AutoFocus(true)
	if f.begun.Locked {
		locked = locked.Checked(true)
	}
	return f.Root.modal("", w.RestrictTitle, app.Form().Class("stack").OnSubmit(f.submit).Body(
		app.Label().Class("check").Body(
			locked,
			app.Span().Body(
				app.Span().Class("label").Body(Icon("lock"), app.Text(w.LockChoice)),
				app.Span().Class("hint").Text(w.LockHint),
			),
		),
		app.Div().Class("field").Body(
			app.Label().For("room-slow").Text(w.SlowLabel),
			app.Select().ID("room-slow").Name("slow").Body(f.options()...),
		),
		f.Root.refusal("restrict-refusal", f.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(f.Root.close).Text(w.Cancel),
			submitButton(w.Save, f.busy),
		),
	))
}

// options are the choices, and what holds where it is none of them.
func (f *restrictForm) options() (options []app.UI) {
	last := -1
	add := func(slow int) {
		label := f.Words.SlowOff
		if slow > 0 {
			label = f.Words.Pause(slow)
		}
		option := app.Option().Value(strconv.Itoa(slow)).Text(label)
		if slow == f.begun.Slow {
			option = option.Selected(true)
		}
		options = append(options, option)
		last = slow
	}
	for _, slow := range pauses {
		if last < f.begun.Slow && f.begun.Slow < slow {
			add(f.begun.Slow)
		}
		add(slow)
	}
	return options
}

func (f *restrictForm) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if f.busy {
		return
	}
	slow, err := strconv.Atoi(fieldValue(ctx.JSSrc(), "slow"))
	if err != nil {
		return // the options are all numbers
	}
	locked := ctx.JSSrc().Get("elements").Call("namedItem", "locked").Get("checked").Bool()
	f.busy, f.err = true, nil
	ctx.Dispatch(nil)
	f.Root.Client.RestrictRoom(f.Room, shared.Restrictions{Locked: locked, Slow: slow}, func(err *shared.Error) {
		f.busy, f.err = false, err
		ctx.Dispatch(nil)
		if err == nil {
			f.Root.shut()
		}
	})
}

// closedNote says why nothing can be written in a room, with an icon; "" where it
// can.
func (c *Composer) closedNote(room *state.Room) (icon, note string) {
	switch {
	case room.Archived:
		return "archive", c.Words.ArchivedNote
	case c.mutedNote() != "":
		return "mic-off", c.mutedNote()
	case room.Locked && !c.Client.State().Manages(room):
		return "lock", c.Words.LockedNote
	}
	return "", ""
}

// tooSoon tells how long one has to wait in a slow room, where one has to: before
// the text has left the field.
func (c *Composer) tooSoon() *shared.Error {
	known := c.Client.State()
	room := known.Room(c.Room)
	if room == nil || room.Slow == 0 || known.Manages(room) {
		return nil
	}
	last, ok := room.LastBy(known.Me().ID)
	if !ok {
		return nil
	}
	if wait := room.Wait(last.At, c.Client.Now()); wait > 0 {
		return &shared.Error{Code: shared.CodeRoomSlow, RetryAfter: int(wait/1000) + 1}
	}
	return nil
}
