//go:build !js

package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// versions is the page that shows what a message said before it was edited.
type versions struct {
	app.Compo

	Words *words.Plain
	Of    shared.Versions
	zone  zone
}

func (r *Root) versionsPage(w *words.Plain, of shared.Versions) app.UI {
	return &versions{Words: w, Of: of, zone: zoneOf(r.Client)}
}

// Render gives the texts, the newest first.
func (v *versions) Render() app.UI {
	w, texts := v.Words, make([]app.UI, len(v.Of.Versions))
	for i, version := range v.Of.Versions {
		texts[i] = app.Li().Body(v.when(i, version), shownText(version))
	}
	by := named(v.Of.By, w.Words)
	return plainMain(w.VersionsTitle, app.Section().Class("panel").Aria("labelledby", "versions-by").Body(
		app.Div().Class("whom").Body(Face(by), app.H2().ID("versions-by").Dir("auto").Text(by.Name)),
		app.P().Class("facts").Text(w.VersionsText),
		app.Ol().Class("cards", "versions").Body(texts...),
		app.Div().Class("row").Body(app.A().Class("button").Href(Attr(shared.PageMessage(v.Of.Room, v.Of.Message))).Text(w.VersionsBack)),
	))
}

func (v *versions) when(i int, version shared.Version) app.UI {
	at := v.zone.local(version.At)
	stands := app.If(i == 0, app.Span().Class("tag").Text(v.Words.VersionNow))
	return app.Div().Class("when").Body(app.Time().DateTime(time.UnixMilli(version.At).UTC().Format(time.RFC3339)).Text(v.Words.Moment(at)), stands)
}

// shownText is a text as its message shows it.
func shownText(version shared.Version) app.UI {
	if version.HTML != "" {
		return app.Div().Class("text rich").Body(app.Raw("<div>" + version.HTML + "</div>"))
	}
	if version.Text == "" {
		return nil // its files are all it had to say
	}
	return app.P().Class("text").Body(linked(version.Text)...)
}
