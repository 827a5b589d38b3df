package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"parley/server/openid"
	"parley/server/store"
	"parley/shared"
)

const (
	attemptCookie = "parley_openid"
	attemptLife   = 10 * time.Minute // to sign in at the provider
	sameNames     = 50               // people of one name who come from there
)

var errOpenID = shared.Errorf(shared.CodeOpenIDRefused, "The other service did not say who you are. Try again, or come in another way.")

// beginOpenID sends a browser to the provider.
func (s *server) beginOpenID(w http.ResponseWriter, r *http.Request) {
	if s.openid == nil {
		s.notFound(w, r)
		return
	}
	to, err := s.attemptOpenID(w, r)
	if err != nil {
		s.seeOther(w, r, shared.PageDoor(shared.DoorSignIn, ""), err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *server) attemptOpenID(w http.ResponseWriter, r *http.Request) (string, error) {
	if err := s.entering.take(s.address(r)); err != nil {
		return "", err
	}
	to, attempt, err := s.openid.Begin(r.Context(), s.base(r)+shared.PageOpenID)
	if err != nil {
		s.log.Warn("the provider of OpenID Connect does not answer", "error", err)
		return "", errOpenID
	}
	s.setAttempt(w, r, attempt.String(), attemptLife)
	return to, nil
}

func (s *server) setAttempt(w http.ResponseWriter, r *http.Request, value string, life time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: attemptCookie, Value: value, Path: shared.PageOpenID, MaxAge: int(life.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.proxies.https(r),
	})
}

// endOpenID takes a browser back that comes from the provider: who is unknown has
// an account by it, a guest keeps their name, and who has an account is known by it
// from now on.
func (s *server) endOpenID(w http.ResponseWriter, r *http.Request) {
	if s.openid == nil {
		s.notFound(w, r)
		return
	}
	here, err := s.authenticate(r)
	stranger := errors.Is(err, errNoSession)
	if err == nil || stranger {
		err = s.passOpenID(w, r, here)
	}
	to := shared.PageHome
	switch {
	case !stranger:
		to = shared.PageMe + "#openid"
	case err != nil:
		to = shared.PageDoor(shared.DoorSignIn, "")
	}
	s.seeOther(w, r, to, err)
}

func (s *server) passOpenID(w http.ResponseWriter, r *http.Request, here session) error {
	if err := s.entering.take(s.address(r)); err != nil {
		return err
	}
	attempt, ok := openid.ParseAttempt(cookieOf(r, attemptCookie))
	if !ok {
		return errOpenID
	}
	s.setAttempt(w, r, "", -time.Second)
	identity, err := s.openid.Finish(r.Context(), s.base(r)+shared.PageOpenID, r.URL.Query(), attempt)
	if err != nil {
		s.log.Info("nobody comes in by OpenID Connect", "error", err)
		return errOpenID
	}
	person, err := s.store.Identity(r.Context(), identity.Issuer, identity.Subject)
	if err != nil {
		return err
	}
	adds := func(person shared.PersonID) store.Along {
		return s.store.AddsIdentity(identity.Issuer, identity.Subject, person)
	}
	ctx, me := context.WithoutCancel(r.Context()), here.person
	switch {
	case person != "" && me.ID == "":
		return s.openSession(w, r, person)
	case person != "" && person == me.ID:
		return nil
	case me.ID == "":
		return s.admitAs(w, r, identity.Names, adds)
	case me.Role == shared.RoleGuest && person == "":
		return s.raise(ctx, me.ID, shared.RoleMember, adds(me.ID))
	}
	return s.store.Keep(ctx, adds(me.ID)) // which refuses where it is somebody else's
}

// admitAs brings somebody onto the server under the first of the names that can be
// theirs; where all are taken, with a number behind it.
func (s *server) admitAs(w http.ResponseWriter, r *http.Request, names []string, adds func(shared.PersonID) store.Along) error {
	me := shared.Person{ID: shared.NewPersonID(), Role: shared.RoleMember}
	for _, me.Name = range candidates(names) {
		err := s.admit(w, r, me, adds(me.ID))
		if code := shared.CodeOf(err); code != shared.CodeNameTaken && code != shared.CodeBanned {
			return err
		}
	}
	me.Name = "Someone " + string(me.ID[2:])
	return s.admit(w, r, me, adds(me.ID))
}

// candidates lists the names that somebody may bear here.
func candidates(names []string) (all []string) {
	for _, name := range names {
		if name = firstRunes(shared.CleanName(name), shared.MaxNameRunes); shared.CheckName(name) == nil {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return nil
	}
	for number := 2; number <= sameNames; number++ {
		behind := " " + strconv.Itoa(number)
		all = append(all, firstRunes(all[0], shared.MaxNameRunes-len(behind))+behind)
	}
	return all
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:min(n, len(runes))]))
}

// endOpenIDForm has the provider let one in no longer.
func (s *server) endOpenIDForm(w http.ResponseWriter, r *http.Request, who session) error {
	if s.openid == nil {
		s.notFound(w, r)
		return nil
	}
	err := s.store.Keep(r.Context(), s.store.EndsIdentities(s.openid.Issuer(), who.person.ID))
	s.seeOther(w, r, shared.PageMe+"#openid", err)
	return nil
}
