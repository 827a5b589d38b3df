package ui

import (
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// live is the stream in the place of the messages that came with the page, for
// a browser without scripts. One that reads further up in the history has none.
func (r *Root) live(room shared.RoomID) app.UI {
	if app.IsClient || r.Boot.Page == nil || r.Boot.Page.Newer {
		return nil
	}
	w := r.words()
	query := url.Values{"lang": {w.Lang}, "v": {r.Boot.Version}}
	if theme := r.Client.Setting(client.SettingTheme); theme != "" {
		query.Set("theme", theme)
	}
	src := shared.PageRoom(room) + shared.PageWaiting + "?" + query.Encode()
	return app.NoScript().Body(app.IFrame().Class("live").Src(Attr(src)).Title(Attr(w.MessagesLabel)).Attr("width", "100%").Attr("height", 480))
}

// Held is the stream in the page that holds it. In place of an <object> that can't
// be had there are words of ours, and not the browser's own as in an <iframe>.
func Held(room shared.RoomID, lang string) string {
	w := words.For(lang)
	src := shared.PathFrame + "?room=" + url.QueryEscape(string(room))
	var out strings.Builder
	app.PrintHTML(solid{&out}, app.Div().Class("held").Body(
		Sprite(),
		app.Elem("object").Class("live").Attr("type", "text/html").Attr("data", Attr(src)).
			Attr("width", "100%").Attr("height", "100%").Aria("label", Attr(w.MessagesLabel)).
			Body(emptyState("wifi-off", w.Unreachable, nil)),
	))
	return out.String()
}
