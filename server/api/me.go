package api

import (
	"net/http"

	"github.com/gorilla/mux"

	"parley/shared"
)

// mePage shows a person what is theirs alone: their account, the devices on
// which they are signed in, whom they invited.
func (s *server) mePage(w http.ResponseWriter, r *http.Request, who session) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	account, err := s.account(r, who)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Account: &account})
	return nil
}

func (s *server) statusForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	_, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.SetStatus{Status: r.PostForm.Get("name")}})
	to := shared.PageMe
	if err != nil {
		to += "#status"
	}
	s.seeOther(w, r, to, err, "name")
	return nil
}

func (s *server) passwordForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	err := s.setPassword(r, who, shared.PasswordRequest{Old: r.PostForm.Get("old"), New: r.PostForm.Get("password")})
	s.seeOther(w, r, shared.PageMe+"#account", err)
	return nil
}

func (s *server) endDeviceForm(w http.ResponseWriter, r *http.Request, who session) error {
	err := s.endDevice(r, who, mux.Vars(r)["device"])
	s.seeOther(w, r, shared.PageMe+"#devices", err)
	return nil
}
