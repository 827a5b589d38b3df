package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/gorilla/mux"

	"parley/server/passkey"
	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// The doors are the pages by which people come in otherwise than by choosing a
// name. Each is a plain form: opening one changes nothing, because programs that
// look at links before people do must not use them up.

var errLink = shared.Errorf(shared.CodeLinkInvalid, "This link was used already, or is too old.")

// purposes says which links open which doors.
var purposes = map[shared.DoorKind]store.Purpose{
	shared.DoorClaim: store.ToClaim, shared.DoorReset: store.ToReset, shared.DoorInvite: store.ToInvite,
}

// opened is a door that somebody stands at.
type opened struct {
	kind shared.DoorKind
	hash []byte // of the link's token
	link store.Link
	here session // who opens it; nobody where there is no session
}

// openDoor looks who stands at a door, and whether its link works.
func (s *server) openDoor(r *http.Request, kind shared.DoorKind) (door opened, err error) {
	door.kind = kind
	if door.here, err = s.authenticate(r); err != nil && !errors.Is(err, errNoSession) {
		return door, err
	}
	if kind == shared.DoorSignIn {
		return door, nil
	}
	var ok bool
	if door.hash, ok = secret.HashToken(mux.Vars(r)["token"]); !ok {
		return door, errLink
	}
	door.link, err = s.store.Link(r.Context(), door.hash, purposes[kind])
	return door, err
}

// doors adds the doors to the routes.
func (s *server) doors(r *mux.Router) {
	for _, kind := range []shared.DoorKind{shared.DoorSignIn, shared.DoorClaim, shared.DoorReset, shared.DoorInvite} {
		at := shared.PageDoor(kind, "")
		if kind != shared.DoorSignIn {
			at += "/{token}"
		}
		r.HandleFunc(at, s.doorPage(kind)).Methods("GET", "HEAD")
		r.HandleFunc(at, s.doorForm(kind)).Methods("POST")
	}
}

// doorPage shows a door.
func (s *server) doorPage(kind shared.DoorKind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		door, err := s.openDoor(r, kind)
		if err != nil {
			s.failPage(w, r, err)
			return
		}
		boot := shared.Boot{Door: &shared.Door{Kind: kind, OpenID: s.openid.Name()}}
		_, boot.Door.Passkeyed = passkey.At(s.base(r))
		if door.here.person.ID != "" {
			if kind == shared.DoorSignIn {
				http.Redirect(w, r, shared.PageHome, http.StatusSeeOther)
				return
			}
			snapshot, err := s.store.Snapshot(r.Context(), door.here.person.ID)
			if err != nil {
				s.failPage(w, r, err)
				return
			}
			boot.Snapshot = &snapshot
		}
		if person, err := s.store.Person(r.Context(), door.link.Person); err == nil {
			boot.Door.Person = &person
		}
		s.render(w, r, http.StatusOK, boot)
	}
}

// doorForm lets in who stands at a door, and sends them on to a room.
func (s *server) doorForm(kind shared.DoorKind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := form(w, r)
		if err == nil {
			err = s.passDoor(w, r, kind)
		}
		to := shared.PageHome
		if err != nil {
			to = r.URL.Path
		}
		s.seeOther(w, r, to, err, "name")
	}
}

func (s *server) passDoor(w http.ResponseWriter, r *http.Request, kind shared.DoorKind) error {
	name, password := r.PostForm.Get("name"), r.PostForm.Get("password")
	if kind == shared.DoorSignIn {
		_, err := s.signIn(w, r, name, password)
		return err
	}
	if err := s.entering.take(s.address(r)); err != nil {
		return err
	}
	door, err := s.openDoor(r, kind)
	if err != nil {
		return err
	}
	switch kind {
	case shared.DoorReset:
		return s.reset(w, r, door, password)
	case shared.DoorClaim:
		return s.claim(w, r, door, name, password)
	}
	return s.rise(w, r, door, shared.RoleMember, name, password)
}

// claim makes the owner of a server that has none.
func (s *server) claim(w http.ResponseWriter, r *http.Request, door opened, name, password string) error {
	owned, err := s.store.HasOwner(r.Context())
	if err == nil && owned {
		err = errLink
	}
	if err != nil {
		return err
	}
	return s.rise(w, r, door, shared.RoleOwner, name, password)
}

// rise gives who opened a link a role: a stranger comes in with it under a name,
// a guest gets an account, and who has one keeps it. The link is used by the very
// commit that does it, so of two who open its last use at a time one is refused.
func (s *server) rise(w http.ResponseWriter, r *http.Request, door opened, role shared.Role, name, password string) error {
	me := door.here.person
	uses := s.store.UsesLink(door.hash, door.link.Purpose)
	if me.Role != shared.RoleGuest {
		if me.Role.AtLeast(role) {
			return nil
		}
		return s.raise(r.Context(), me.ID, role, uses)
	}
	if err := shared.CheckPassword(password); err != nil {
		return err
	}
	if me.ID != "" {
		return s.raise(context.WithoutCancel(r.Context()), me.ID, role, uses, s.store.SetsPassword(me.ID, secret.HashPassword(password)))
	}
	me = shared.Person{ID: shared.NewPersonID(), Name: shared.CleanName(name), Role: role}
	if err := shared.CheckName(me.Name); err != nil {
		return err
	}
	return s.admit(w, r, me, uses, s.store.SetsPassword(me.ID, secret.HashPassword(password)))
}

// reset gives an account the password that who opened the link chose, and them a
// session of it in the place of all others.
func (s *server) reset(w http.ResponseWriter, r *http.Request, door opened, password string) error {
	person := door.link.Person
	if door.here.person.ID != "" && door.here.person.ID != person {
		return shared.Errorf(shared.CodeAlreadyEntered, "You are already here, as “%s”.", door.here.person.Name)
	}
	if err := shared.CheckPassword(password); err != nil {
		return err
	}
	if _, err := s.store.Person(r.Context(), person); err != nil {
		return err
	}
	r = r.WithContext(context.WithoutCancel(r.Context()))
	before, err := s.store.Sessions(r.Context(), person)
	if err != nil {
		return err
	}
	if err := s.openSession(w, r, person, s.store.UsesLink(door.hash, store.ToReset), s.store.SetsPassword(person, secret.HashPassword(password))); err != nil {
		return err
	}
	return s.endSessions(r.Context(), person, func(one store.Session) bool {
		for _, old := range before {
			if old.ID == one.ID {
				return true
			}
		}
		return false
	})
}
