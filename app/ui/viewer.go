package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// actionView asks for a message's pictures to be shown; its value is a viewed.
const actionView = "picture-view"

// viewed is the pictures of a message, and which of its files is looked at.
type viewed struct {
	Room  shared.RoomID
	Files []shared.File
	At    int
}

// step is the next picture in a direction; where there is none it stays.
func (v viewed) step(by int) viewed {
	for i := v.At + by; i >= 0 && i < len(v.Files); i += by {
		if v.Files[i].Picture() {
			v.At = i
			return v
		}
	}
	return v
}

// place tells the how-manieth picture it is, and of how many.
func (v viewed) place() (n, all int) {
	for i, file := range v.Files {
		if !file.Picture() {
			continue
		}
		all++
		if i <= v.At {
			n++
		}
	}
	return n, all
}

// viewer shows a picture as large as the window is, and those beside it.
type viewer struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Shows viewed

	moved bool // whether another one than Shows.At is looked at
	at    int  // that one
}

// OnMount opens the dialog.
func (v *viewer) OnMount(ctx app.Context) { showModal(ctx) }

// shows is what is looked at.
func (v *viewer) shows() viewed {
	shows := v.Shows
	if v.moved {
		shows.At = v.at
	}
	return shows
}

// Render gives the picture and the ways on.
func (v *viewer) Render() app.UI {
	w, shows := v.Words, v.shows()
	file := shows.Files[shows.At]
	path := shared.PathFile(shows.Room, file.ID)
	n, all := shows.place()
	return app.Dialog().Class("viewer").Aria("label", Attr(file.Name)).
		On("close", v.Root.closed).OnClick(v.Root.outside).OnKeyDown(v.onKey).Body(
		app.Header().Body(
			app.Span().Class("name").Dir("auto").Text(file.Name),
			app.If(all > 1, app.Span().Class("facts").Role("status").Text(w.PictureOf(n, all))),
			app.Span().Class("facts").Text(w.FileSize(file.Size)),
			app.A().Class("icon-button").Href(Attr(path+"?download")).Download(Attr(file.Name)).
				Aria("label", Attr(w.DownloadFile(file.Name))).Title(Attr(w.DownloadFile(file.Name))).Body(Icon("download")),
			app.Button().Type("button").Class("icon-button").Aria("label", w.Close).AutoFocus(true).OnClick(v.Root.close).Body(Icon("x")),
		),
		app.Img().Src(Attr(path)).Alt(Attr(file.Name)).Width(file.Width).Height(file.Height),
		app.If(shows.step(-1).At != shows.At, v.way("before", "chevron-left", w.PictureBefore, v.onBefore)),
		app.If(shows.step(1).At != shows.At, v.way("after", "chevron-right", w.PictureAfter, v.onAfter)),
	)
}

func (v *viewer) way(class, icon, label string, do app.EventHandler) app.UI {
	return app.Button().Type("button").Class("way", class).Aria("label", label).Title(label).Body(Icon(icon)).OnClick(do)
}

func (v *viewer) onBefore(app.Context, app.Event) { v.move(-1) }

func (v *viewer) onAfter(app.Context, app.Event) { v.move(1) }

func (v *viewer) onKey(_ app.Context, e app.Event) {
	switch e.Get("key").String() {
	case "ArrowLeft":
		v.move(-1)
	case "ArrowRight":
		v.move(1)
	}
}

func (v *viewer) move(by int) {
	v.at, v.moved = v.shows().step(by).At, true
}
