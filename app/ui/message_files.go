package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// files are what the message brought along: pictures in their own size before
// they have loaded, what can be played, and the rest to be downloaded.
func (m *message) files() app.UI {
	files := m.Entry.Message.Files
	shown := make([]app.UI, len(files))
	for i, file := range files {
		path := shared.PathFile(m.Line.Room, file.ID)
		switch {
		case file.Picture():
			shown[i] = m.picture(file, i, path)
		case file.Video():
			shown[i] = app.Video().Class("video").Src(Attr(path)).Controls(true).Preload("metadata").Aria("label", Attr(file.Name))
		case file.Sound():
			shown[i] = app.Audio().Class("sound").Src(Attr(path)).Controls(true).Preload("none").Aria("label", Attr(file.Name))
		default:
			shown[i] = m.download(file, path)
		}
	}
	return app.Div().Class("files").Body(shown...)
}

// picture is a link to the whole of it, which the client opens in the page.
func (m *message) picture(file shared.File, i int, path string) app.UI {
	width, height := shared.Fit(file.Width, file.Height, shared.PictureWidth, shared.PictureHeight)
	return app.A().Class("picture").Href(Attr(path)).Target("_blank").DataSet("picture", strconv.Itoa(i)).
		Aria("label", Attr(m.Words.OpenPicture(file.Name))).OnClick(m.onPicture).Body(
		app.Img().Src(Attr(shared.PathThumbnail(m.Line.Room, file.ID))).Alt(Attr(file.Name)).
			Width(width).Height(height).Attr("loading", "lazy").Attr("decoding", "async"),
	)
}

func (m *message) download(file shared.File, path string) app.UI {
	return app.A().Class("file").Href(Attr(path)).Download(Attr(file.Name)).Aria("label", Attr(m.Words.DownloadFile(file.Name))).Body(
		Icon("file"),
		app.Span().Class("what").Body(
			app.Span().Class("name").Dir("auto").Text(file.Name),
			app.Span().Class("facts").Text(m.Words.FileSize(file.Size)),
		),
		Icon("download"),
	)
}

// onPicture opens the picture in the page, unless it was asked for elsewhere.
func (m *message) onPicture(ctx app.Context, e app.Event) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("shiftKey").Bool() {
		return
	}
	e.PreventDefault()
	first, _ := strconv.Atoi(dataOf(ctx, "picture")) // ours, see picture
	ctx.NewActionWithValue(actionView, viewed{Room: m.Line.Room, Files: m.Entry.Message.Files, At: first})
}
