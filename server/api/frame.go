package api

import (
	"bytes"
	"cmp"
	"context"
	"html/template"
	"net/http"
	"strings"
	"time"

	"parley/app/ui"
	"parley/app/ui/words"
	"parley/server/chat"
	"parley/server/store"
	"parley/server/transport"
	"parley/shared"
	"parley/web"
)

// frame streams a room as HTML, for an iframe in a browser without scripts.
func (s *server) frame(w http.ResponseWriter, r *http.Request) {
	who, err := s.authenticate(r)
	if err == nil {
		err = s.streamRoom(w, r, who)
	}
	switch {
	case err == nil:
	case strings.Contains(r.Header.Get("Accept"), "text/html"):
		s.failFrame(w, r, err)
	default:
		s.fail(w, r, err)
	}
}

func (s *server) streamRoom(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomNamed(r.URL.Query().Get("room"))
	if err != nil {
		return err
	}
	if _, err := s.store.Membership(r.Context(), who.person.ID, room); err != nil {
		return err
	}
	nonce := newNonce()
	frameHeader(w.Header(), nonce)
	return transport.Frame(w, r, s.feed, s.listener(r, who), &framePage{server: s, request: r, who: who, room: room, nonce: nonce})
}

// frameHeader lets a page that never ends have our styles, and its own where they
// bear the nonce, and nothing else.
func frameHeader(header http.Header, nonce string) {
	header.Set("Content-Security-Policy",
		"default-src 'none'; style-src 'self' 'nonce-"+nonce+"'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
}

// framePage is a room's messages, rendered by the client's components.
type framePage struct {
	server  *server
	request *http.Request
	who     session
	room    shared.RoomID
	nonce   string
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
		at, boot.Page = *after, &shared.Page{Cursor: snapshot.Cursor, More: true}
	} else {
		page, err := p.server.store.Messages(ctx, p.who.person.ID, p.room, store.Range{})
		if err != nil {
			return nil, shared.Cursor{}, err
		}
		at, boot.Page = page.Cursor, &page
	}
	p.frame = ui.NewFrame(still(p.request, boot), p.room, languageOf(p.request), p.nonce)
	html, err := frameOf(p.request, p.frame.Begin())
	return html, at, err
}

// Open implements transport.Page: who left meanwhile, or was removed, is refused,
// and told what others are.
func (p *framePage) Open() error {
	if p.server.feed.Member(p.who.person.ID, p.room) {
		return nil
	}
	_, err := p.server.store.Membership(p.request.Context(), p.who.person.ID, p.room)
	return cmp.Or(err, error(shared.Errorf(shared.CodeNotMember, "Join the room first.")))
}

// Event implements transport.Page. The page ends where it is full, and with its
// reader's leaving or removal.
func (p *framePage) Event(e shared.Event) ([]byte, bool) {
	if e.Room != p.room && e.Room != "" { // of all rooms is what people do to themselves
		return nil, false
	}
	for _, move := range chat.Moves(e) {
		if move.Person == p.who.person.ID && !move.In && move.Room != chat.Moderators {
			return nil, true
		}
	}
	if posted, ok := e.Body.(shared.MessagePosted); ok && posted.Reply != 0 {
		around := store.Range{Around: posted.Reply, Limit: 1}
		if page, err := p.server.store.Messages(p.request.Context(), p.who.person.ID, p.room, around); err == nil {
			p.frame.Quote(page)
		}
	}
	return []byte(p.frame.Event(e)), p.frame.Full()
}

// frameOf is the page up to and with a body.
func frameOf(r *http.Request, body string) ([]byte, error) {
	lang := languageOf(r)
	var out bytes.Buffer
	err := web.RenderFrame(&out, web.Page{
		Lang: lang, Theme: cookieOf(r, themeCookie), Title: words.For(lang).MessagesLabel, Body: template.HTML(body),
	})
	return out.Bytes(), err
}

// A page that says why there is no stream stands in one that asks again once it
// has ended.
const (
	refusalStays = 20 * time.Second
	refusalsStay = 256 // at once: who is refused as well ends at once, and asks again
)

// failFrame says in the iframe why there is no stream, and what to do. Its status
// is that of a page: in place of any other the browser shows what is around it.
func (s *server) failFrame(w http.ResponseWriter, r *http.Request, err error) {
	refused := s.refuse(r, err)
	html, err := frameOf(r, ui.FrameRefusal(refused, shared.RoomID(r.URL.Query().Get("room")), languageOf(r)))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	frameHeader(w.Header(), newNonce())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	w.Write(html)
	if statuses[refused.Code] == http.StatusServiceUnavailable || http.NewResponseController(w).Flush() != nil {
		return
	}
	defer s.refusals.Add(-1)
	if s.refusals.Add(1) > refusalsStay {
		return
	}
	select {
	case <-time.After(refusalStays):
	case <-r.Context().Done():
	case <-s.life.Done():
	}
}
