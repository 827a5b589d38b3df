package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

const (
	sessionCookie = "parley_session"
	sessionLife   = 90 * 24 * time.Hour // from the last time it was extended
)

// session is who a request comes from.
type session struct {
	person shared.Person
	hash   []byte // SHA-256 of the token in the cookie, or of a bot's: what the database knows
}

// name identifies the session among the feed's listeners: its bytes, as there
// are many of them to be held.
func (s session) name() string { return string(s.hash) }

var errNoSession = shared.Errorf(shared.CodeNoSession, "Enter first: there is no session, or it has ended.")

// authenticate finds the request's session; its error is errNoSession where
// there is none.
func (s *server) authenticate(r *http.Request) (session, error) {
	if token, ok := bearer(r); ok {
		return s.authenticateBot(r, token)
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return session{}, errNoSession
	}
	hash, ok := secret.HashToken(cookie.Value)
	if !ok {
		return session{}, errNoSession
	}
	person, ok, err := s.store.SessionPerson(r.Context(), hash)
	if err != nil {
		return session{}, err
	}
	if !ok {
		return session{}, errNoSession
	}
	return session{person, hash}, nil
}

// enter makes a person of that name, lets them join the general room, and
// gives the answer its session cookie.
func (s *server) enter(w http.ResponseWriter, r *http.Request, name string) (shared.Person, error) {
	name = shared.CleanName(name)
	if here, err := s.authenticate(r); err == nil {
		if here.person.Name == name {
			return here.person, nil
		}
		return shared.Person{}, shared.Errorf(shared.CodeAlreadyEntered, "You are already here, as “%s”.", here.person.Name)
	} else if !errors.Is(err, errNoSession) {
		return shared.Person{}, err
	}
	if s.invited {
		return shared.Person{}, shared.Errorf(shared.CodeInvitationNeeded, "One comes in here by invitation.")
	}
	if err := shared.CheckName(name); err != nil {
		return shared.Person{}, err
	}
	if err := s.entering.take(s.address(r)); err != nil {
		return shared.Person{}, err
	}
	person := shared.Person{ID: shared.NewPersonID(), Name: name}
	return person, s.admit(w, r, person)
}

// admit brings a person onto the server, with a session that the answer gives
// the cookie of, and whatever else is to come about with it. It is done or undone
// as a whole: a name that was taken for someone who is gone would stay taken.
func (s *server) admit(w http.ResponseWriter, r *http.Request, person shared.Person, along ...store.Along) error {
	ctx := context.WithoutCancel(r.Context())
	token, hash := secret.NewToken()
	opens := s.store.OpensSession(hash, person.ID, deviceOf(r), s.now().Add(sessionLife))
	join := shared.Command{ID: s.newCommandID(), Room: shared.General, Body: shared.Join{Name: person.Name, Role: person.Role}}
	_, err := s.store.Do(ctx, person.ID, join, append(along, opens)...)
	if err == nil && r.Context().Err() != nil && person.Role == shared.RoleGuest {
		err = cmp.Or(s.depart(ctx, person.ID), s.store.DeleteSession(ctx, hash), r.Context().Err())
	}
	if err != nil {
		return err
	}
	s.setCookie(w, r, token, sessionLife)
	return nil
}

// deviceOf is how the browser of a request names itself, to tell one's own
// sessions apart.
func deviceOf(r *http.Request) string {
	return shared.Clip(strings.ToValidUTF8(r.UserAgent(), ""), shared.MaxDeviceRunes)
}

// exit ends the session and its streams. A guest, whose only session it was,
// leaves the server; who has an account stays there. Once begun it is done,
// whoever waits for it.
func (s *server) exit(w http.ResponseWriter, r *http.Request, who session) error {
	ctx := context.WithoutCancel(r.Context())
	if err := s.depart(ctx, who.person.ID); err != nil && shared.CodeOf(err) != shared.CodeHasAccount {
		return err
	}
	s.endStreams(who.person.ID, who.name())
	s.setCookie(w, r, "", -time.Second)
	return s.store.DeleteSession(ctx, who.hash)
}

// depart takes a guest out of every room: they left the server.
func (s *server) depart(ctx context.Context, person shared.PersonID) error {
	_, err := s.store.Do(ctx, person, shared.Command{ID: s.newCommandID(), Body: shared.Leave{}})
	return err
}

// endStreams ends all that is open of a session, at once.
func (s *server) endStreams(person shared.PersonID, session string) {
	s.feed.EndSession(person, session)
	s.lab.EndSession(person, session)
	s.uploads.end(person, session)
}

// janitor sees off people whose session ended, until ctx is done.
func (s *server) janitor(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.expire(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("old sessions could not be ended", "error", err)
		}
	}
}

// expire ends sessions that nobody used for sessionLife, and their streams; the
// guests who were left without one leave the server.
func (s *server) expire(ctx context.Context) error {
	now := s.now()
	ended, err := s.store.ExpiredSessions(ctx, now)
	if err != nil {
		return err
	}
	people, err := s.store.ExpireSessions(ctx, now)
	for _, one := range ended {
		s.endStreams(one.Person, string(one.Hash))
	}
	for _, person := range people {
		err = errors.Join(err, s.depart(ctx, person))
		s.feed.EndPerson(person)
		s.lab.EndPerson(person)
	}
	return err
}

// extend gives the browser the session's cookie anew, which would else end
// sessionLife after entering, however long the session itself goes on.
func (s *server) extend(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		s.setCookie(w, r, cookie.Value, sessionLife)
	}
}

func (s *server) setCookie(w http.ResponseWriter, r *http.Request, value string, life time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: value, Path: "/", MaxAge: int(life.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.proxies.https(r),
	})
}

func (s *server) newCommandID() shared.CommandID {
	return shared.NewCommandID(s.now().UnixMilli())
}

func (s *server) postSession(w http.ResponseWriter, r *http.Request) {
	var asked shared.EnterRequest
	if err := decode(w, r, &asked); err != nil {
		s.fail(w, r, err)
		return
	}
	var me shared.Person
	var err error
	if asked.Password != "" {
		me, err = s.signIn(w, r, asked.Name, asked.Password)
	} else {
		me, err = s.enter(w, r, asked.Name)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply(w, http.StatusOK, shared.Session{Me: me})
}

func (s *server) deleteSession(w http.ResponseWriter, r *http.Request, who session) error {
	if err := notForBots(who); err != nil {
		return err
	}
	if err := s.exit(w, r, who); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
