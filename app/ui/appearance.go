package ui

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
)

// appearance is what of the state shows outside of the page's elements: in the
// window's title and icon, and on <html>.
type appearance struct {
	title  string
	lang   string
	theme  string
	unread bool
}

// The choices that the server must know for its first paint are kept in cookies
// as well, for a year.
const (
	cookieTheme = "parley_theme"
	cookieLang  = "parley_lang"
	cookieRest  = "; path=/; max-age=31536000; samesite=lax"
)

// appear brings the document into line, where anything changed.
func (r *Root) appear() {
	r.Lang = r.PreferredLang()
	unread := r.unread()
	now := appearance{title: r.title(unread), lang: r.words().Lang, theme: r.Client.Setting(client.SettingTheme), unread: unread > 0}
	was := r.shown
	r.shown = now
	document := app.Window().Get("document")
	html := document.Get("documentElement")
	if now.title != was.title {
		document.Set("title", now.title)
	}
	if now.lang != was.lang {
		html.Set("lang", now.lang)
		keepCookie(document, cookieLang, r.Client.Setting(client.SettingLang))
	}
	if worn := html.Get("dataset").Get("theme"); now.theme != was.theme || worn.Truthy() && worn.String() != now.theme {
		dress(document, html, now.theme)
		keepCookie(document, cookieTheme, now.theme)
	}
	if now.unread != was.unread {
		showBadge(document, now.unread)
	}
}

// dress puts the page into a theme: "light", "dark", or the system's for "".
func dress(document, html app.Value, theme string) {
	if theme == "" {
		html.Call("removeAttribute", "data-theme")
	} else {
		html.Call("setAttribute", "data-theme", theme)
	}
	style := app.Window().Call("getComputedStyle", document.Get("body"))
	paper := style.Get("backgroundColor").String()
	each(document.Call("querySelectorAll", "meta[name=theme-color]"), func(meta app.Value) {
		meta.Call("setAttribute", "content", paper)
	})
}

func keepCookie(document app.Value, name, value string) {
	if value == "" {
		document.Set("cookie", name+"=; path=/; max-age=0; samesite=lax")
		return
	}
	document.Set("cookie", name+"="+value+cookieRest)
}

// showBadge swaps the window's icon for the one with a mark on it; the page
// names both.
func showBadge(document app.Value, on bool) {
	icon := document.Call("getElementById", "favicon")
	if !icon.Truthy() {
		return
	}
	if !icon.Get("dataset").Get("read").Truthy() {
		icon.Get("dataset").Set("read", icon.Call("getAttribute", "href"))
	}
	if on {
		icon.Call("setAttribute", "href", icon.Get("dataset").Get("unread"))
	} else {
		icon.Call("setAttribute", "href", icon.Get("dataset").Get("read"))
	}
}

// PreferredLang is the language chosen by hand, else the browser's.
func (r *Root) PreferredLang() string {
	if lang := r.Client.Setting(client.SettingLang); lang != "" {
		return lang
	}
	var preferred []string
	each(app.Window().Get("navigator").Get("languages"), func(lang app.Value) {
		preferred = append(preferred, lang.String())
	})
	return words.Best(preferred...)
}

// unread is how many messages wait to be read, but for those in a talk with somebody
// who is blocked.
func (r *Root) unread() (n int64) {
	known := r.Client.State()
	for _, room := range known.Rooms() {
		if !known.Blocked(partner(known, room).ID) {
			n += int64(room.Waiting())
		}
	}
	return n
}

// title names the window; unread messages are counted in it.
func (r *Root) title(unread int64) string {
	w := r.words()
	place := w.Elsewhere
	switch r.screen() {
	case screenRoom:
		place = roomName(r.Client.State(), r.Client.State().Room(r.at().room), w)
	case screenDirectory:
		place = w.DirectoryOf
	case screenLab:
		place = w.LabTitle
	case screenSearch:
		place = w.SearchTitle
	case screenLost, screenNoRoom:
		place = w.NotFoundTitle
	case screenPlain, screenDoor:
		place = cmp.Or(r.plainTitle(), place)
	case screenStale:
		place = w.StaleTitle
	case screenError:
		place = w.ErrorTitle
	}
	return w.Title(unread, place)
}
