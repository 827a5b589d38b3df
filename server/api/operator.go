package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// The operator's routes are on a socket of their own, which only who may read the
// data folder can open: whoever can ask here may do anything anyhow.

// resetLife is how long a link for another password lasts.
const resetLife = 24 * time.Hour

// The paths of the operator's socket.
const (
	OperatorUsers   = "/users"
	OperatorInvites = "/invitations"
)

// OperatorUser is somebody who is on the server.
type OperatorUser struct {
	ID       shared.PersonID `json:"id"`
	Name     string          `json:"name"`
	Role     shared.Role     `json:"role"`
	Sessions int             `json:"sessions"`
}

// OperatorRole asks for somebody's role.
type OperatorRole struct {
	Role shared.Role `json:"role"`
}

// OperatorLink is the path of a link that was made, and the address at which
// this machine reaches the server.
type OperatorLink struct {
	Path string `json:"path"`
	Base string `json:"base"`
}

func (s *server) operator() http.Handler {
	r := mux.NewRouter()
	r.NotFoundHandler = http.HandlerFunc(s.notFound)
	r.HandleFunc(OperatorUsers, s.operated(s.listUsers)).Methods("GET")
	r.HandleFunc(OperatorUsers+"/{user}/reset", s.operated(s.resetUser)).Methods("POST")
	r.HandleFunc(OperatorUsers+"/{user}/role", s.operated(s.giveRole)).Methods("POST")
	r.HandleFunc(OperatorUsers+"/{user}", s.operated(s.removeUser)).Methods("DELETE")
	r.HandleFunc(OperatorInvites, s.operated(s.inviteForServer)).Methods("POST")
	return r
}

func (s *server) operated(handle func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := handle(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

func (s *server) listUsers(w http.ResponseWriter, r *http.Request) error {
	residents, err := s.store.Residents(r.Context())
	if err != nil {
		return err
	}
	users := make([]OperatorUser, len(residents))
	for i, one := range residents {
		users[i] = OperatorUser{one.ID, one.Name, one.Role, one.Sessions}
	}
	reply(w, http.StatusOK, users)
	return nil
}

// user finds whom a request is about: by ID, else by name.
func (s *server) user(r *http.Request) (shared.Person, error) {
	named := mux.Vars(r)["user"]
	person, err := s.store.Person(r.Context(), shared.PersonID(named))
	if shared.CodeOf(err) == shared.CodePersonNotFound {
		return s.store.PersonNamed(r.Context(), named)
	}
	return person, err
}

// resetUser makes a link by which somebody chooses a password anew. Only the last
// one works.
func (s *server) resetUser(w http.ResponseWriter, r *http.Request) error {
	person, err := s.user(r)
	if err != nil {
		return err
	}
	if !person.Role.AtLeast(shared.RoleMember) {
		return shared.Errorf(shared.CodeNoAccount, "“%s” has no account.", person.Name)
	}
	token, hash := secret.NewToken()
	link := store.Link{Purpose: store.ToReset, Person: person.ID, Uses: 1, Expires: s.now().Add(resetLife)}
	if err := s.store.Keep(r.Context(), s.store.EndsLinks(store.ToReset, person.ID), s.store.MakesLink(hash, link)); err != nil {
		return err
	}
	reply(w, http.StatusOK, OperatorLink{shared.PageDoor(shared.DoorReset, token), s.url()})
	return nil
}

// giveRole makes of somebody what the operator says; of a guest, somebody with an
// account. Once there is an owner, the link for the first one is void.
func (s *server) giveRole(w http.ResponseWriter, r *http.Request) error {
	var asked OperatorRole
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	person, err := s.user(r)
	if err != nil {
		return err
	}
	change := shared.Command{ID: s.newCommandID(), Body: shared.ChangeRole{Person: person.ID, Role: asked.Role}}
	if err := change.Validate(); err != nil {
		return err
	}
	var along []store.Along
	if asked.Role == shared.RoleOwner {
		along = append(along, s.store.EndsLinks(store.ToClaim, ""))
	}
	if err := s.raise(r.Context(), person.ID, asked.Role, along...); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// removeUser takes somebody off the server for good: out of every room, their
// account and sessions forgotten, their streams ended. What they wrote stays.
func (s *server) removeUser(w http.ResponseWriter, r *http.Request) error {
	person, err := s.user(r)
	if err != nil {
		return err
	}
	if err := s.remove(r.Context(), person.ID); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *server) remove(ctx context.Context, person shared.PersonID) error {
	ctx = context.WithoutCancel(ctx)
	leave := shared.Command{ID: s.newCommandID(), Body: shared.Leave{Account: true}}
	_, err := s.store.Do(ctx, person, leave, s.store.ForgetsAccount(person))
	s.feed.EndPerson(person)
	s.lab.EndPerson(person)
	return err
}

func (s *server) inviteForServer(w http.ResponseWriter, r *http.Request) error {
	var asked shared.InvitationRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	asked, err := asked.Whole()
	if err != nil {
		return err
	}
	token, hash := secret.NewToken()
	link := store.Link{Purpose: store.ToInvite, Uses: asked.Uses, Expires: s.now().AddDate(0, 0, asked.Days)}
	if err := s.store.Keep(r.Context(), s.store.MakesLink(hash, link)); err != nil {
		return err
	}
	reply(w, http.StatusOK, OperatorLink{shared.PageDoor(shared.DoorInvite, token), s.url()})
	return nil
}
