package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// dialogKind names a dialog; there is at most one at a time.
type dialogKind int

const (
	dialogNone dialogKind = iota
	dialogCreate
	dialogDirect
	dialogAdd
	dialogRemove
	dialogBan
	dialogRename
	dialogRestrict
	dialogMute
	dialogRole
	dialogArchive
	dialogLeave
	dialogSettings
	dialogExit
	dialogShortcuts
	dialogJump
	dialogViewer
)

// open shows a dialog in place of any other.
func (r *Root) open(kind dialogKind) {
	closePopovers()
	if r.dialog == dialogNone {
		r.opener = app.Window().Get("document").Get("activeElement")
	}
	r.dialog = kind
	r.refresh()
}

// openDialog is the dialog that is open, nil for none.
func (r *Root) openDialog() app.UI {
	w := r.words()
	room := r.here.room
	switch r.dialog {
	case dialogCreate:
		return &roomForm{Root: r, Words: w}
	case dialogRename:
		if room := r.Client.State().Room(room); room != nil {
			return &roomForm{Root: r, Words: w, Room: room.ID, Name: room.Name, Topic: room.Topic}
		}
	case dialogMute:
		return r.muteForm(r.Client.State().Person(r.subject))
	case dialogRole:
		return r.roleForm(r.Client.State().Person(r.subject))
	case dialogRestrict:
		if room := r.Client.State().Room(room); room != nil {
			return &restrictForm{Root: r, Words: w, Room: room.ID, Holds: room.Restrictions}
		}
	case dialogDirect:
		return &chooser{Root: r, Words: w}
	case dialogAdd:
		if room := r.Client.State().Room(room); room != nil && !room.Direct {
			return &chooser{Root: r, Words: w, Room: room.ID, Name: room.Name}
		}
	case dialogArchive, dialogLeave, dialogRemove, dialogBan:
		if room := r.Client.State().Room(room); room != nil {
			return &confirm{Root: r, Words: w, Asks: r.dialog, Room: room.ID, Name: roomName(r.Client.State(), room, w), Private: room.Private && !room.Direct, Person: r.Client.State().Person(r.subject)}
		}
	case dialogExit:
		return &confirm{Root: r, Words: w, Asks: r.dialog}
	case dialogSettings:
		return r.settings()
	case dialogViewer:
		return &viewer{Root: r, Words: w, Shows: r.viewed}
	case dialogShortcuts:
		return &shortcuts{Root: r, Words: w}
	case dialogJump:
		return &jump{Root: r, Words: w}
	}
	return nil
}

// modal is what every dialog is made of: a native modal window, which keeps the
// focus inside and closes by Escape. Its component calls showModal when it is
// mounted.
func (r *Root) modal(class, title string, content ...app.UI) app.UI {
	const titleID = "dialog-title"
	w := r.words()
	return app.Dialog().Class("dialog", class).Aria("labelledby", titleID).
		On("close", r.closed).OnClick(r.outside).Body(
		app.Div().Class("sheet").Body(
			app.Header().Body(
				app.H2().ID(titleID).Dir("auto").Text(title),
				app.Button().Type("button").Class("icon-button").Aria("label", w.Close).OnClick(r.close).Body(Icon("x")),
			),
			app.Div().Class("content").Body(content...),
		),
	)
}

// showModal opens the dialog that a component has for its root.
func showModal(ctx app.Context) { ctx.JSSrc().Call("showModal") }

// closed follows the browser, which closed the dialog.
func (r *Root) closed(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	r.ended()
}

func (r *Root) close(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	r.shut()
}

// shut closes the dialog.
func (r *Root) shut() {
	if dialog := app.Window().Get("document").Call("querySelector", "dialog[open]"); dialog.Truthy() {
		dialog.Call("close")
	}
	r.ended()
}

// ended sees that the focus is back where it was. The browser puts it there, but
// where the dialog was opened from another one, which is gone.
func (r *Root) ended() {
	r.dialog = dialogNone
	r.refresh()
	r.ctx.Defer(func(app.Context) {
		document := app.Window().Get("document")
		if r.opener != nil && document.Get("activeElement").Equal(document.Get("body")) {
			r.opener.Call("focus")
		}
	})
}

// outside closes the dialog by a click beside it: all that one sees of it is
// its content.
func (r *Root) outside(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if e.Get("target").Equal(e.Get("currentTarget")) {
		r.shut()
	}
}

// fieldValue reads a field of the form that is being submitted.
func fieldValue(form app.Value, name string) string {
	return form.Get("elements").Call("namedItem", name).Get("value").String()
}

// refusal tells why something was refused; nil for nothing.
func (r *Root) refusal(id string, err *shared.Error) app.UI {
	if err == nil {
		return nil
	}
	return app.P().ID(id).Class("refusal").Role("alert").Body(Icon("circle-alert"), app.Span().Text(r.words().Refusal(err)))
}
