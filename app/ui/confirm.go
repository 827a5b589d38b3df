package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// confirm asks before what can't be undone, or takes a room out of sight.
type confirm struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Asks  dialogKind
	Room  shared.RoomID
	Name  string
	// Private is whether the room is; Person is who is to be removed or banned.
	Private bool
	Person  shared.Person

	busy bool
	err  *shared.Error
}

// OnMount opens the dialog.
func (c *confirm) OnMount(ctx app.Context) { showModal(ctx) }

func (c *confirm) Render() app.UI {
	title, text, button := c.question()
	return c.Root.modal("narrow", title, app.Form().Class("stack").OnSubmit(c.submit).Body(
		app.P().Text(text),
		c.Root.refusal("confirm-refusal", c.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(c.Root.close).Text(c.Words.Cancel),
			submitButton(button, c.busy),
		),
	))
}

func (c *confirm) question() (title, text, button string) {
	w := c.Words
	switch c.Asks {
	case dialogArchive:
		return w.ArchiveTitle(c.Name), w.ArchiveText, w.ArchiveButton
	case dialogLeave:
		text = w.LeaveText
		if c.Private {
			text = w.LeavePrivate
		}
		return w.LeaveTitle(c.Name), text, w.LeaveButton
	case dialogRemove:
		return w.RemoveTitle(named(c.Person, w).Name, c.Name), w.RemoveText, w.RemoveButton
	case dialogBan:
		return w.BanTitle(named(c.Person, w).Name), w.BanText, w.BanButton
	}
	if c.Root.Client.State().Me().Role != shared.RoleGuest {
		return w.SignOut, w.SignOutAsk, w.SignOut
	}
	return w.LeaveServer, w.LeaveServerAsk, w.LeaveServerYes
}

func (c *confirm) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if c.busy {
		return
	}
	c.busy, c.err = true, nil
	ctx.Dispatch(nil)
	done := func(err *shared.Error) { c.answer(ctx, err) }
	switch c.Asks {
	case dialogArchive:
		c.Root.Client.ArchiveRoom(c.Room, done)
	case dialogLeave:
		c.Root.Client.Leave(c.Room, done)
	case dialogRemove:
		c.Root.Client.RemovePerson(c.Room, c.Person.ID, done)
	case dialogBan:
		c.Root.Client.BanPerson(c.Person.ID, done)
	default:
		c.Root.Client.Exit(done)
	}
}

// answer closes the dialog and goes on from there, or says what is wrong.
func (c *confirm) answer(ctx app.Context, err *shared.Error) {
	c.busy, c.err = false, err
	ctx.Dispatch(nil)
	if err != nil {
		return
	}
	c.Root.shut()
	if c.Asks == dialogLeave || c.Asks == dialogExit {
		c.Root.ctx.Navigate(shared.PageHome)
	}
}

// leaving is what ends one's own session: a guest leaves the server by it.
func leaving(w *words.Words, me shared.Person) string {
	if me.Role == shared.RoleGuest {
		return w.LeaveServer
	}
	return w.SignOut
}
