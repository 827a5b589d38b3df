package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// jumpShown is how many rooms the switcher lists at once.
const jumpShown = 8

// jump is the quick switcher: a few letters of a room's name, and Enter.
type jump struct {
	app.Compo

	Root  *Root
	Words *words.Words

	filter string
	chosen int // which of the found rooms Enter goes to
}

// OnMount opens the dialog.
func (j *jump) OnMount(ctx app.Context) { showModal(ctx) }

func (j *jump) Render() app.UI {
	const listID = "jump-list"
	w := j.Words
	found := j.found()
	input := app.Input().ID("jump").Class("input").Type("text").Dir("auto").AutoComplete(false).AutoFocus(true).
		Placeholder(w.JumpHint).Aria("label", w.Jump).Role("combobox").Aria("controls", listID).Aria("expanded", True()).
		OnInput(j.typed).OnKeyDown(j.key)
	rows := make([]app.UI, len(found))
	for i, room := range found {
		rows[i] = j.row(i, room)
	}
	var none app.UI
	switch {
	case len(found) > 0:
		input = input.Aria("activedescendant", rowID(j.chosen))
	case j.filter == "":
		none = app.P().Class("none").Role("status").Text(w.JumpAlone)
	default:
		none = app.P().Class("none").Role("status").Text(w.JumpNone)
	}
	return j.Root.modal("narrow", w.Jump, input,
		app.Div().ID(listID).Class("found").Role("listbox").Aria("label", w.RoomsLabel).Body(rows...), none)
}

func (j *jump) row(i int, room *state.Room) app.UI {
	return app.Div().ID(rowID(i)).Role("option").Aria("selected", truth(i == j.chosen)).Body(
		app.A().Class("go").Href(Attr(shared.PageRoom(room.ID))).TabIndex(-1).Body(
			Icon(roomSign(room.Room)), app.Span().Class("name").Dir("auto").Text(roomName(j.Root.Client.State(), room, j.Words)),
		),
	)
}

func rowID(i int) string { return "jump-" + strconv.Itoa(i) }

// found are the rooms that the filter fits: unread ones first.
func (j *jump) found() []*state.Room {
	var unread, read []*state.Room
	for _, room := range j.Root.Client.State().Rooms() {
		switch {
		case room.ID == j.Root.here.room || !matches(j.filter, roomName(j.Root.Client.State(), room, j.Words)):
		case room.Unread() > 0:
			unread = append(unread, room)
		default:
			read = append(read, room)
		}
	}
	all := append(unread, read...)
	return all[:min(len(all), jumpShown)]
}

func (j *jump) typed(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	j.filter, j.chosen = ctx.JSSrc().Get("value").String(), 0
	ctx.Dispatch(nil)
}

func (j *jump) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	found := j.found()
	if e.Get("isComposing").Truthy() || len(found) == 0 {
		return
	}
	switch e.Get("key").String() {
	case "ArrowDown":
		j.chosen = (j.chosen + 1) % len(found)
	case "ArrowUp":
		j.chosen = (j.chosen + len(found) - 1) % len(found)
	case "Enter":
		j.Root.shut()
		j.Root.ctx.Navigate(shared.PageRoom(found[min(j.chosen, len(found)-1)].ID))
	default:
		return
	}
	e.PreventDefault()
	ctx.Dispatch(nil)
}
