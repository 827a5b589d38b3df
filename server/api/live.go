package api

import (
	"net/http"
	"net/url"

	"parley/app/ui"
	"parley/app/ui/words"
	"parley/shared"
	"parley/web"
)

// A stream in an iframe ends: by a cut, or because the server stops. Without a
// script nothing starts it again but a refresh, and one that comes while the
// server is away leads to the browser's own page of errors, for good. So the
// stream stands in a page that is a file of the browser's: it is loaded once the
// stream has ended, for whatever reason, then moves on to the waiting page,
// which moves on to it again and so asks for the stream anew. Both come from
// the browser's cache, so that they go on while there is no server. A page that
// moved on to itself would be asked for again: hence two. The waiting one comes
// first, and is in the cache before it is needed.

// live holds the stream.
func (s *server) live(w http.ResponseWriter, r *http.Request) {
	s.keptPage(w, r, web.Live{Next: ui.PageWaiting, Seconds: 1})
}

// waiting is where live goes when the stream has ended.
func (s *server) waiting(w http.ResponseWriter, r *http.Request) {
	s.keptPage(w, r, web.Live{Next: ui.PageLive})
}

// keptPage writes a page that is the same for ever: all that it is made of is in
// its address.
func (s *server) keptPage(w http.ResponseWriter, r *http.Request, page web.Live) {
	room, err := roomOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	query := r.URL.Query()
	lang := words.For(query.Get("lang"))
	page.Page = web.Page{Lang: lang.Lang, Theme: query.Get("theme"), Title: lang.MessagesLabel}
	if page.Next == ui.PageWaiting {
		page.Stream = shared.PathFrame + "?room=" + url.QueryEscape(string(room))
	}
	page.Next = shared.PageRoom(room) + page.Next + "?" + query.Encode()
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "private, max-age=31536000, immutable")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
	if err := web.RenderLive(w, page); err != nil {
		s.log.Debug("page not written", "path", r.URL.Path, "error", err)
	}
}
