package api

import (
	"net/http"
	"net/url"

	"parley/shared"
)

// The plain forms work before the client has arrived, and where it never does.
// Each does what the client would have done by a command, then sends the
// browser to the page that shows it. A refusal comes back as ?error=<code>.

func (s *server) enterForm(w http.ResponseWriter, r *http.Request) {
	err := form(w, r)
	if err == nil {
		_, err = s.enter(w, r, r.PostForm.Get("name"))
	}
	s.seeOther(w, r, shared.PageHome, err)
}

func (s *server) exitForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.exit(w, r, who); err != nil {
		return err
	}
	s.seeOther(w, r, shared.PageHome, nil)
	return nil
}

// postForm posts a message under the ID that the page came with, so that a form
// sent twice posts once.
func (s *server) postForm(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	if err := form(w, r); err != nil {
		return err
	}
	id := shared.CommandID(r.PostForm.Get("id"))
	if id == "" {
		id = s.newCommandID()
	}
	_, err = s.do(r, who, shared.Command{ID: id, Room: room, Body: shared.PostMessage{Text: r.PostForm.Get("text")}})
	s.seeOther(w, r, shared.PageRoom(room), err)
	return nil
}

func (s *server) createForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	answer, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.CreateRoom{Name: r.PostForm.Get("name"), Topic: r.PostForm.Get("topic")}})
	if err != nil {
		s.seeOther(w, r, shared.PageDirectory, err)
		return nil
	}
	event, err := s.store.Event(r.Context(), answer.Seq)
	if err != nil {
		return err
	}
	s.seeOther(w, r, shared.PageRoom(event.Room), nil)
	return nil
}

func (s *server) joinForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.roomForm(w, r, who, shared.Join{})
}

func (s *server) leaveForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.roomForm(w, r, who, shared.Leave{})
}

// roomForm does what needs nothing but the room.
func (s *server) roomForm(w http.ResponseWriter, r *http.Request, who session, body shared.CommandBody) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	_, err = s.do(r, who, shared.Command{ID: s.newCommandID(), Room: room, Body: body})
	to := shared.PageRoom(room)
	if body.Kind() == (shared.Leave{}).Kind() {
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
	s.seeOther(w, r, shared.PageHome, err)
	return nil
}

// seeOther sends the browser to a page, with the code of what was refused.
func (s *server) seeOther(w http.ResponseWriter, r *http.Request, to string, err error) {
	if err != nil {
		refused := s.refuse(r, err)
		to += "?error=" + url.QueryEscape(string(refused.Code))
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
