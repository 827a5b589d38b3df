package api

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"html/template"
	"net/http"

	"github.com/gorilla/mux"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui"
	"parley/server/store"
	"parley/shared"
	"parley/web"
)

const nonceBytes = 16

// page lets people with a session pass, and others enter first.
func (s *server) page(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := s.authenticate(r)
		if errors.Is(err, errNoSession) {
			if room := mux.Vars(r)["room"]; room != "" && reading(r) {
				s.setWanted(w, r, shared.RoomID(room))
			}
			http.Redirect(w, r, shared.PageHome, http.StatusSeeOther)
			return
		}
		if err == nil {
			if reading(r) {
				s.extend(w, r)
			}
			err = handle(w, r, who)
		}
		if err != nil {
			s.failPage(w, r, err)
		}
	}
}

// home is where people enter; who has a session is sent on to a room.
func (s *server) home(w http.ResponseWriter, r *http.Request) {
	who, err := s.authenticate(r)
	if errors.Is(err, errNoSession) {
		s.render(w, r, http.StatusOK, shared.Boot{})
		return
	}
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	to, err := s.landing(r.Context(), who)
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	if room, ok := wanted(r); ok {
		s.setWanted(w, r, "")
		to = shared.PageRoom(room)
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// landing is the page that a person sees first.
func (s *server) landing(ctx context.Context, who session) (string, error) {
	snapshot, err := s.store.Snapshot(ctx, who.person.ID)
	if err != nil {
		return "", err
	}
	for _, room := range snapshot.Rooms {
		if room.ID == shared.General {
			return shared.PageRoom(shared.General), nil
		}
	}
	if len(snapshot.Rooms) > 0 {
		return shared.PageRoom(snapshot.Rooms[0].ID), nil
	}
	return shared.PageDirectory, nil
}

func (s *server) directoryPage(w http.ResponseWriter, r *http.Request, who session) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	directory, err := s.store.Directory(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Directory: &directory})
	return nil
}

// roomPage shows a room with its latest messages, or those that before=, after=
// or around= names; who is not in it is offered to join.
func (s *server) roomPage(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	bounds, err := rangeOf(r)
	if err != nil {
		return err
	}
	boot, err := s.roomBoot(r.Context(), who, room, bounds)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, boot)
	return nil
}

// roomBoot is what a room's page is made of.
func (s *server) roomBoot(ctx context.Context, who session, room shared.RoomID, bounds store.Range) (boot shared.Boot, err error) {
	snapshot, err := s.store.Snapshot(ctx, who.person.ID)
	if err != nil {
		return boot, err
	}
	boot = shared.Boot{Snapshot: &snapshot, Room: room}
	page, err := s.store.Messages(ctx, who.person.ID, room, bounds)
	if err == nil {
		boot.Page = &page
		return boot, nil
	}
	if shared.CodeOf(err) != shared.CodeNotMember {
		return boot, err
	}
	directory, err := s.store.Directory(ctx, who.person.ID)
	boot.Directory = &directory
	return boot, err
}

// shell is the page that the service worker keeps for when the network is
// gone: the client without anything personal.
func (s *server) shell(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, shared.Boot{})
}

func (s *server) lostPage(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusNotFound, shared.Boot{})
}

// failPage tells a person what went wrong, on a page of its own.
func (s *server) failPage(w http.ResponseWriter, r *http.Request, err error) {
	refused := s.refuse(r, err)
	s.render(w, r, statuses[refused.Code], shared.Boot{Error: refused})
}

// render answers with a page: the components that the client will mount,
// rendered here, and beside them what the client starts from.
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, boot shared.Boot) {
	s.renderAt(w, r, r.URL.RequestURI(), status, boot, still(r, boot))
}

// renderAt answers with the page of an address, which knows what the client
// does.
func (s *server) renderAt(w http.ResponseWriter, r *http.Request, uri string, status int, boot shared.Boot, c *client.Client) {
	boot.Version, boot.Invited = web.Version(), s.invited
	if boot.Snapshot != nil {
		boot.Network = s.networkOf(r)
	}
	lang := languageOf(r)
	nonce := newNonce()
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Cookie, Accept-Language")
	header.Set("Content-Security-Policy", web.ContentSecurityPolicy(nonce))
	w.WriteHeader(status)
	err := web.Render(w, web.Page{
		Lang: lang, Theme: cookieOf(r, themeCookie), Title: ui.Title(c, boot, uri, lang), Nonce: nonce,
		Body: template.HTML(ui.Render(c, boot, uri, lang)), Boot: boot, Scripts: web.Built() == nil,
	})
	if err != nil {
		s.log.Debug("page not written", "path", r.URL.Path, "error", err)
	}
}

// newNonce makes what lets one page's own scripts and styles in.
func newNonce() string {
	var random [nonceBytes]byte
	rand.Read(random[:])
	return base64.RawStdEncoding.EncodeToString(random[:])
}

// still is a client that only knows what a page brings along.
func still(r *http.Request, boot shared.Boot) *client.Client {
	c := client.New(client.Config{State: state.New(), Storage: settings{}})
	c.Set(ui.SettingZone, cookieOf(r, ui.ZoneCookie))
	c.Set(client.SettingTheme, cookieOf(r, themeCookie))
	c.Start(boot)
	return c
}

// settings is what a device would keep, for as long as a page is rendered.
type settings map[string]string

func (s settings) Get(key string) string { return s[key] }
func (s settings) Set(key, value string) { s[key] = value }
func (s settings) Keys(string) []string  { return nil }
