package api

import (
	"html/template"
	"net/http"

	"parley/app/ui"
	"parley/app/ui/words"
	"parley/shared"
	"parley/web"
)

// A stream in an iframe ends: by a cut, or because the server stops. Without a
// script nothing starts it again but a refresh, and one that comes while the
// server is away leads to the browser's own page of errors, for good. So the
// stream stands in a page of its own. That one counts as loaded when the stream
// has ended, for whatever reason; it then moves on to the waiting page, and that
// back to it, which asks for the stream anew. Both come from the browser's cache,
// and so they take turns also while there is no server. There are two because a
// browser asks again for a page that moves on to itself. The waiting one is shown
// first, to be in the cache before it is needed.

// live holds the stream.
func (s *server) live(w http.ResponseWriter, r *http.Request) {
	s.keptPage(w, r, func(room shared.RoomID, lang string) web.Live {
		return web.Live{Page: web.Page{Body: template.HTML(ui.Held(room, lang))}, Next: shared.PageWaiting, Seconds: 1}
	})
}

// waiting is where live goes when the stream has ended.
func (s *server) waiting(w http.ResponseWriter, r *http.Request) {
	s.keptPage(w, r, func(shared.RoomID, string) web.Live { return web.Live{Next: shared.PageLive} })
}

// keptPage writes a page that is the same for ever: all that it is made of is in
// its address.
func (s *server) keptPage(w http.ResponseWriter, r *http.Request, pageOf func(room shared.RoomID, lang string) web.Live) {
	room, err := roomOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	query := r.URL.Query()
	words := words.For(query.Get("lang"))
	page := pageOf(room, words.Lang)
	page.Lang, page.Theme, page.Title = words.Lang, query.Get("theme"), words.MessagesLabel
	page.Next = shared.PageRoom(room) + page.Next + "?" + query.Encode()
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "private, max-age=31536000, immutable")
	header.Set("Content-Security-Policy",
		"default-src 'none'; style-src 'self'; object-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
	if err := web.RenderLive(w, page); err != nil {
		s.log.Debug("page not written", "path", r.URL.Path, "error", err)
	}
}
