package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// previewed is what the page says of itself that the message leads to.
func (m *message) previewed() app.UI {
	p, w := m.Entry.Message.Preview, m.Words
	var picture, away app.UI
	if p.Picture != nil {
		picture = app.Img().Src(Attr(shared.PathFile(m.Line.Room, p.Picture.ID))).Alt("").
			Width(p.Picture.Width).Height(p.Picture.Height).Attr("loading", "lazy").Attr("decoding", "async")
	}
	if m.Open && !app.IsServer && (m.Entry.Mine || m.Line.manages()) {
		away = app.Button().Type("button").Class("icon-button").Aria("label", Attr(w.PreviewAway)).Title(Attr(w.PreviewAway)).
			OnClick(m.onUnpreview).Body(Icon("x"))
	}
	return app.Div().Class("preview").Role("group").Aria("label", Attr(w.PreviewOf(p.Site))).Body(
		app.Div().Class("gist").Body(
			app.Span().Class("site").Dir("auto").Text(p.Site),
			app.A().Class("headline").Dir("auto").Href(Attr(p.URL)).Target("_blank").Rel("noopener noreferrer nofollow").Text(p.Title),
			app.If(p.Text != "", app.P().Dir("auto").Text(p.Text)),
		),
		picture,
		away,
	)
}

func (m *message) onUnpreview(app.Context, app.Event) {
	m.Line.Client.Unpreview(m.Line.Room, m.seq())
}
