package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// shellID marks the offline shell, which the service worker gives for any
// address.
const shellID = "shell"

const (
	outsideID = "outside"
	openingID = "opening"
	lostID    = "lost"
)

// notice is a page that says one thing and leads on.
type notice struct {
	id, icon, title, text, more string
	act                         app.UI
}

func (n notice) page() app.UI {
	parts := []app.UI{app.Div().Class("seal", "quiet").Body(Icon(n.icon)), app.H1().Dir("auto").Text(n.title), app.P().Class("lead").Text(n.text)}
	if n.more != "" {
		parts = append(parts, app.P().Class("facts").Text(n.more))
	}
	parts = append(parts, n.act)
	return app.Main().ID(n.id).Class("page", "welcome").TabIndex(-1).DataSet("title", Attr(n.title)).Body(app.Div().Class("gate").Body(parts...))
}

// noticePage is the page for a screen that has nothing else to show.
func (r *Root) noticePage(screen screen) app.UI {
	w := r.words()
	switch screen {
	case screenError:
		return notice{"error", "triangle-alert", w.ErrorTitle, w.Refusal(r.Boot.Error), r.serverSaid(), r.again(w)}.page()
	case screenShell:
		return notice{shellID, "wifi-off", w.ShellTitle, w.ShellText, "", r.again(w)}.page()
	case screenOpening:
		return notice{openingID, "clock", w.Opening, w.ConnectingText, "", nil}.page()
	case screenStale:
		return notice{lostID, "clock", w.StaleTitle, w.StaleText, "", way(shared.PageHome, w.ToStart)}.page()
	case screenNoRoom:
		if r.last.room == r.at().room && r.last.room != "" {
			return notice{lostID, "lock", w.NoLongerTitle(r.last.name), w.NoLongerText, "", way(shared.PageDirectory, w.ToRooms)}.page()
		}
		room := shared.Clip(string(r.at().room), shared.MaxRoomIDRunes)
		return notice{lostID, "compass", w.NoRoomTitle(room), w.NoRoomText, "", way(shared.PageDirectory, w.ToRooms)}.page()
	}
	return notice{plainID, "compass", w.NotFoundTitle, w.NotFoundText, "", way(shared.PageHome, w.ToStart)}.page()
}

// serverSaid is the server's own sentence about a fault of its own: it names the
// request under which the log tells more.
func (r *Root) serverSaid() string {
	if r.Boot.Error.Code != shared.CodeInternal {
		return ""
	}
	return r.Boot.Error.Message
}

// way is a link that looks like a button.
func way(href, label string) app.UI { return app.A().Class("button", "primary").Href(href).Text(label) }

// again loads the page once more; it is a link to where one is.
func (r *Root) again(w *words.Words) app.UI {
	return app.A().Class("button", "primary").Href("").OnClick(r.reloadNow).Text(w.TryAgain)
}

func (r *Root) reloadNow(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if r.isShell() {
		r.Client.TryNow()
		return
	}
	reload()
}

// emptyState stands where a list has nothing to show.
func emptyState(icon, text string, act app.UI) app.UI {
	return app.Div().Class("empty").Body(Icon(icon), app.P().Text(text), act)
}

// outside is the page of a room that one is not in.
type outside struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Room  shared.ListedRoom

	busy bool
	err  *shared.Error
}

func (r *Root) outsidePage() app.UI {
	room, _ := r.listed(r.at().room)
	return &outside{Root: r, Words: r.words(), Room: room}
}

func (o *outside) Render() app.UI {
	w := o.Words
	label := w.Join
	if o.busy {
		label = w.Joining
	}
	return app.Main().ID(outsideID).Class("page", "welcome").TabIndex(-1).Body(
		app.Div().Class("gate").Body(
			app.Div().Class("seal", "quiet").Body(Icon("hash")),
			app.H1().Dir("auto").Text(w.NotInRoom(o.Room.Name)),
			app.P().Class("lead").Text(w.JoinToRead),
			app.P().Class("facts").Text(w.Members(o.Room.Members)),
			o.Root.refusal("outside-refusal", o.err),
			app.Form().Method("post").Action(Attr(shared.PageRoom(o.Room.ID)+"/join")).OnSubmit(o.join).Body(
				submitButton(label, o.busy),
			),
		),
	)
}

func (o *outside) join(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if o.busy {
		return
	}
	o.busy, o.err = true, nil
	ctx.Dispatch(nil)
	o.Root.expected = o.Room.ID
	o.Root.Client.Join(o.Room.ID, func(err *shared.Error) {
		o.busy, o.err = false, err
		if err != nil {
			o.Root.expected = ""
		}
		ctx.Dispatch(nil)
		o.Root.refresh()
	})
}
