package api

import (
	"net/http"
	"net/url"
	"strings"

	"parley/app/ui"
	"parley/server/store"
	"parley/shared"
)

// maxGiven is how much of a field comes back in an address, in characters. More
// than that the page's fields don't take.
const maxGiven = 2 * shared.MaxTopicRunes

// The plain forms work before the client has arrived, and where it never does.
// Each does what the client would have done by a command, then sends the
// browser to the page that shows it. A refusal comes back as ?error=<code>, with
// what was typed; a message, which can be too long for an address, in the page
// that answers.

func (s *server) enterForm(w http.ResponseWriter, r *http.Request) {
	err := form(w, r)
	if err == nil {
		_, err = s.enter(w, r, r.PostForm.Get("name"))
	}
	s.seeOther(w, r, shared.PageHome, err, "name")
}

func (s *server) exitForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.exit(w, r, who); err != nil {
		return err
	}
	s.seeOther(w, r, shared.PageHome, nil)
	return nil
}

// postForm posts a message, or does what a slash before it asks for, under the ID that the page came with, so that a form
// sent twice posts once.
func (s *server) postForm(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	brought, err := s.multipart(w, r, who, room)
	if err != nil {
		return s.giveBack(w, r, who, room, s.refuse(r, err))
	}
	id := shared.CommandID(r.PostForm.Get("id"))
	if id == "" {
		id = s.newCommandID()
	}
	body, err := s.meant(r, who, room, r.PostForm.Get("text"), brought)
	if err == nil {
		_, err = s.do(r, who, shared.Command{ID: id, Room: room, Body: body})
	}
	if err != nil {
		return s.giveBack(w, r, who, room, s.refuse(r, err))
	}
	to := shared.PageRoom(room) + "#" + ui.ComposerID
	if _, leaves := body.(shared.Leave); leaves {
		to = shared.PageDirectory
	}
	s.seeOther(w, r, to, nil)
	return nil
}

// giveBack answers with the room's page, and what was not posted in its form.
func (s *server) giveBack(w http.ResponseWriter, r *http.Request, who session, room shared.RoomID, refused *shared.Error) error {
	boot, err := s.roomBoot(r.Context(), who, room, store.Range{})
	if err != nil {
		return err
	}
	c := still(r, boot)
	c.SetDraft(room, strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n"))
	s.renderAt(w, r, shared.PageRoom(room)+"?error="+string(refused.Code), statuses[refused.Code], boot, c)
	return nil
}

func (s *server) createForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	answer, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.CreateRoom{
		Name: r.PostForm.Get("name"), Topic: r.PostForm.Get("topic"), Private: r.PostForm.Has("private"),
	}})
	if err != nil {
		s.seeOther(w, r, shared.PageDirectory+"#"+ui.PartCreate, err, "name", "topic")
		return nil
	}
	s.seeOther(w, r, shared.PageRoom(answer.Room), nil)
	return nil
}

func (s *server) joinForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.roomForm(w, r, who, shared.Join{})
}

func (s *server) leaveForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.roomForm(w, r, who, shared.Leave{})
}

func (s *server) hideForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.roomForm(w, r, who, shared.HideRoom{})
}

// roomForm does what needs nothing but the room.
func (s *server) roomForm(w http.ResponseWriter, r *http.Request, who session, body shared.CommandBody) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	_, err = s.do(r, who, shared.Command{ID: s.newCommandID(), Room: room, Body: body})
	to := shared.PageRoom(room)
	switch body.(type) {
	case shared.Leave, shared.HideRoom:
		to = shared.PageDirectory
	}
	s.seeOther(w, r, to, err)
	return nil
}

func (s *server) renameForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	_, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.Rename{Name: r.PostForm.Get("name")}})
	s.seeOther(w, r, shared.PageMe, err, "name")
	return nil
}

// seeOther sends the browser to a page: where something was refused with its
// code, and with the fields of the form that are to be filled in again.
func (s *server) seeOther(w http.ResponseWriter, r *http.Request, to string, err error, fields ...string) {
	if err != nil {
		query := url.Values{"error": {string(s.refuse(r, err).Code)}}
		for _, field := range fields {
			query.Set(field, shared.Clip(r.PostForm.Get(field), maxGiven))
		}
		path, part, _ := strings.Cut(to, "#")
		if part != "" {
			query.Set("part", part)
		}
		to = path + "?" + query.Encode() + "#" + part
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
