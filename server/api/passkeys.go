package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"parley/server/passkey"
	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// provingTime is how long a browser may take to answer with a passkey, or rather
// who sits before it.
const provingTime = 5 * time.Minute

var (
	errNoPasskeys = shared.Errorf(shared.CodePasskeyRefused, "Passkeys take HTTPS, and a name in the place of a number.")
	errStale      = shared.Errorf(shared.CodePasskeyRefused, "That took too long, or was answered already. Try again.")
)

// site is where the passkeys belong that a request is about.
func (s *server) site(r *http.Request) (passkey.Site, error) {
	site, ok := passkey.At(s.base(r))
	if !ok {
		return site, errNoPasskeys
	}
	return site, nil
}

// askToMakePasskey tells a browser to make a passkey for whoever asks.
func (s *server) askToMakePasskey(w http.ResponseWriter, r *http.Request, who session) error {
	options, err := s.passkeyOptions(r, who)
	if err != nil {
		s.fail(w, r, err)
		return nil
	}
	reply(w, http.StatusOK, options)
	return nil
}

func (s *server) passkeyOptions(r *http.Request, who session) (any, error) {
	site, err := s.site(r)
	if err != nil {
		return nil, err
	}
	has, err := s.store.Passkeys(r.Context(), who.person.ID)
	if err != nil {
		return nil, err
	}
	keys := make([]passkey.Key, len(has))
	for i, one := range has {
		keys[i] = passkey.Key{Hash: one.Hash, Doc: one.Doc}
	}
	options, challenge, err := site.Make(who.person, keys)
	if err != nil {
		return nil, err
	}
	return options, s.challenge(r, challenge, who.person.ID)
}

// askForPasskey tells a browser to prove that it has a passkey, whosever.
func (s *server) askForPasskey(w http.ResponseWriter, r *http.Request) {
	options, err := s.proofOptions(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply(w, http.StatusOK, options)
}

func (s *server) proofOptions(r *http.Request) (any, error) {
	if err := s.nobodyYet(r); err != nil {
		return nil, err
	}
	site, err := s.site(r)
	if err != nil {
		return nil, err
	}
	options, challenge, err := site.Ask()
	if err != nil {
		return nil, err
	}
	return options, s.challenge(r, challenge, "")
}

// challenge notes what was given out to be answered once: by a person, or by
// nobody who is known yet.
func (s *server) challenge(r *http.Request, challenge string, person shared.PersonID) error {
	if err := s.guessing.take(s.address(r)); err != nil {
		return err
	}
	hash, _ := secret.HashToken(challenge) // it has the form of our tokens
	link := store.Link{Purpose: store.ToProve, Person: person, Uses: 1, Expires: s.now().Add(provingTime)}
	return s.store.Keep(r.Context(), s.store.MakesLink(hash, link))
}

// fresh knows the challenges again, and keeps in uses what an answer uses up.
func (s *server) fresh(r *http.Request, person shared.PersonID, uses *store.Along) passkey.Fresh {
	return func(challenge string) error {
		hash, ok := secret.HashToken(challenge)
		if !ok {
			return errStale
		}
		link, err := s.store.Link(r.Context(), hash, store.ToProve)
		if shared.CodeOf(err) == shared.CodeLinkInvalid || err == nil && link.Person != person {
			err = errStale
		}
		*uses = s.store.UsesLink(hash, store.ToProve)
		return err
	}
}

// passkeyForm keeps the passkey that a browser made. A guest has an account by it.
func (s *server) passkeyForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	s.seeOther(w, r, shared.PageMe+"#passkeys", s.addPasskey(r, who))
	return nil
}

func (s *server) addPasskey(r *http.Request, who session) error {
	site, err := s.site(r)
	if err != nil {
		return err
	}
	var uses store.Along
	key, err := site.Made(who.person, []byte(r.PostForm.Get("credential")), s.fresh(r, who.person.ID, &uses))
	if err != nil {
		return err
	}
	ctx := context.WithoutCancel(r.Context())
	adds := s.store.AddsPasskey(store.Passkey{Hash: key.Hash, Doc: key.Doc, Person: who.person.ID, Device: deviceOf(r)})
	if who.person.Role == shared.RoleGuest {
		return s.raise(ctx, who.person.ID, shared.RoleMember, uses, adds)
	}
	return s.store.Keep(ctx, uses, adds)
}

// proveForm lets in whoever proves a passkey.
func (s *server) proveForm(w http.ResponseWriter, r *http.Request) {
	err := form(w, r)
	if err == nil {
		err = s.prove(w, r)
	}
	to := shared.PageHome
	if err != nil {
		to = shared.PageDoor(shared.DoorSignIn, "")
	}
	s.seeOther(w, r, to, err)
}

func (s *server) prove(w http.ResponseWriter, r *http.Request) error {
	if err := s.nobodyYet(r); err != nil {
		return err
	}
	if err := s.guessing.take(s.address(r)); err != nil {
		return err
	}
	site, err := s.site(r)
	if err != nil {
		return err
	}
	var uses store.Along
	person, key, err := site.Proven([]byte(r.PostForm.Get("credential")), s.fresh(r, "", &uses), s.findPasskey(r.Context()))
	if err != nil {
		return err
	}
	return s.openSession(w, r, person, uses, s.store.UsesPasskey(key.Hash, key.Doc))
}

// findPasskey looks a passkey up. It refuses with CodePasskeyRefused.
func (s *server) findPasskey(ctx context.Context) passkey.Find {
	return func(hash []byte) (shared.PersonID, passkey.Key, error) {
		key, ok, err := s.store.Passkey(ctx, hash)
		if err == nil && !ok {
			err = shared.Errorf(shared.CodePasskeyRefused, "That passkey lets nobody in here any more.")
		}
		return key.Person, passkey.Key{Hash: key.Hash, Doc: key.Doc}, err
	}
}

func (s *server) endPasskeyForm(w http.ResponseWriter, r *http.Request, who session) error {
	err := s.store.Keep(r.Context(), s.store.EndsPasskey(who.person.ID, mux.Vars(r)["passkey"]))
	s.seeOther(w, r, shared.PageMe+"#passkeys", err)
	return nil
}
