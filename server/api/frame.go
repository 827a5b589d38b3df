package api

import (
	"bytes"
	"context"
	"html/template"
	"net/http"

	"parley/app/ui"
	"parley/server/store"
	"parley/server/transport"
	"parley/shared"
	"parley/web"
)

// frame streams a room as HTML, for an iframe in a browser without scripts.
func (s *server) frame(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomNamed(r.URL.Query().Get("room"))
	if err != nil {
		return err
	}
	if _, err := s.store.Membership(r.Context(), who.person.ID, room); err != nil {
		return err
	}
	frameHeader(w.Header())
	w.Header().Set("Refresh", again(r))
	return transport.Frame(w, r, s.feed, who.listener(), &framePage{server: s, request: r, who: who, room: room})
}

// frameHeader lets a page that never ends have its styles, and nothing else.
func frameHeader(header http.Header) {
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
}

// again has the browser ask anew once the page has ended, for the room as it is
// then.
func again(r *http.Request) string {
	query := r.URL.Query()
	query.Del("after")
	return "2; url=" + r.URL.EscapedPath() + "?" + query.Encode()
}

// framePage is a room's messages, rendered by the client's components.
type framePage struct {
	server  *server
	request *http.Request
	who     session
	room    shared.RoomID
	frame   *ui.Frame // from Begin on
}

// Begin implements transport.Page.
func (p *framePage) Begin(ctx context.Context, after *shared.Cursor) ([]byte, shared.Cursor, error) {
	snapshot, err := p.server.store.Snapshot(ctx, p.who.person.ID)
	if err != nil {
		return nil, shared.Cursor{}, err
	}
	boot, at := shared.Boot{Snapshot: &snapshot, Room: p.room}, snapshot.Cursor
	if after != nil {
		at, boot.Page = *after, &shared.Page{Cursor: snapshot.Cursor}
	} else {
		page, err := p.server.store.Messages(ctx, p.who.person.ID, p.room, store.Range{})
		if err != nil {
			return nil, shared.Cursor{}, err
		}
		at, boot.Page = page.Cursor, &page
	}
	lang := languageOf(p.request)
	c := still(p.request, boot)
	p.frame = ui.NewFrame(c, p.room, lang)
	var out bytes.Buffer
	err = web.RenderFrame(&out, web.Page{
		Lang: lang, Theme: cookieOf(p.request, themeCookie), Title: ui.Title(c, boot, shared.PageRoom(p.room), lang),
		Body: template.HTML(p.frame.Messages()),
	})
	return out.Bytes(), at, err
}

// Open implements transport.Page: who left meanwhile is refused.
func (p *framePage) Open() error {
	if !p.server.feed.Member(p.who.person.ID, p.room) {
		return shared.Errorf(shared.CodeNotMember, "Join the room first.")
	}
	return nil
}

// Event implements transport.Page. The page ends with its reader's leaving.
func (p *framePage) Event(e shared.Event) ([]byte, bool) {
	if e.Room != p.room && e.Room != "" { // of all rooms is what people do to themselves
		return nil, false
	}
	_, left := e.Body.(shared.PersonLeft)
	return []byte(p.frame.Event(e)), left && e.By == p.who.person.ID
}
