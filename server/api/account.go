package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/mux"

	"parley/server/chat"
	"parley/server/passkey"
	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

var errPasswordWrong = shared.Errorf(shared.CodePasswordWrong, "Name and password don't fit each other.")

// signIn gives the answer a session of the account that a name and a password
// belong to. Who has none of that name is told the same as who mistypes, and no
// sooner.
func (s *server) signIn(w http.ResponseWriter, r *http.Request, name, password string) (shared.Person, error) {
	if err := s.nobodyYet(r); err != nil {
		return shared.Person{}, err
	}
	if err := s.guess(r, chat.NameKey(shared.CleanName(name))); err != nil {
		return shared.Person{}, err
	}
	person, err := s.accountNamed(r.Context(), name)
	if err != nil {
		return shared.Person{}, err
	}
	hash, err := s.store.Password(r.Context(), person.ID)
	if err != nil {
		return shared.Person{}, err
	}
	if !secret.CheckPassword(hash, password) {
		return shared.Person{}, errPasswordWrong
	}
	return person, s.openSession(w, r, person.ID)
}

// guess counts an attempt at a password: of those from one address, and of those
// at one account, wherever they come from.
func (s *server) guess(r *http.Request, account string) error {
	if err := s.guessing.take(s.address(r)); err != nil {
		return err
	}
	return s.guessed.take(account)
}

// nobodyYet refuses whoever has a session.
func (s *server) nobodyYet(r *http.Request) error {
	here, err := s.authenticate(r)
	if err == nil {
		return shared.Errorf(shared.CodeAlreadyEntered, "You are already here, as “%s”.", here.person.Name)
	}
	if errors.Is(err, errNoSession) {
		return nil
	}
	return err
}

// openSession gives the answer a session of somebody who is on the server, and
// has whatever else done that comes about with it.
func (s *server) openSession(w http.ResponseWriter, r *http.Request, person shared.PersonID, along ...store.Along) error {
	token, hash := secret.NewToken()
	opens := s.store.OpensSession(hash, person, deviceOf(r), s.now().Add(sessionLife))
	if err := s.store.Keep(r.Context(), append(along, opens)...); err != nil {
		return err
	}
	s.setCookie(w, r, token, sessionLife)
	return nil
}

// setPassword gives a guest an account with a password, and who has an account
// another password, which ends all their other sessions: one of them may be why.
func (s *server) setPassword(r *http.Request, who session, asked shared.PasswordRequest) error {
	if err := cmp.Or(notForBots(who), shared.CheckPassword(asked.New)); err != nil {
		return err
	}
	hash, err := s.store.Password(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	if hash != "" {
		if err := s.guess(r, string(who.person.ID)); err != nil {
			return err
		}
		if !secret.CheckPassword(hash, asked.Old) {
			return errPasswordWrong
		}
	}
	ctx := context.WithoutCancel(r.Context())
	sets := s.store.SetsPassword(who.person.ID, secret.HashPassword(asked.New))
	if who.person.Role == shared.RoleGuest {
		return s.raise(ctx, who.person.ID, shared.RoleMember, sets)
	}
	if err := s.store.Keep(ctx, sets); err != nil {
		return err
	}
	return s.endSessions(ctx, who.person.ID, func(other store.Session) bool { return string(other.Hash) != who.name() })
}

// raise has the server itself give somebody a role.
func (s *server) raise(ctx context.Context, person shared.PersonID, role shared.Role, along ...store.Along) error {
	_, err := s.store.Do(ctx, "", shared.Command{ID: s.newCommandID(), Body: shared.ChangeRole{Person: person, Role: role}}, along...)
	return err
}

// endSessions ends those of a person's sessions that which picks, and their
// streams at once.
func (s *server) endSessions(ctx context.Context, person shared.PersonID, which func(store.Session) bool) error {
	sessions, err := s.store.Sessions(ctx, person)
	for _, one := range sessions {
		if !which(one) {
			continue
		}
		err = errors.Join(err, s.store.DeleteSession(ctx, one.Hash))
		s.endStreams(person, string(one.Hash))
	}
	return err
}

// account is what a person's own page shows.
func (s *server) account(r *http.Request, who session) (account shared.Account, err error) {
	hash, err := s.store.Password(r.Context(), who.person.ID)
	if err != nil {
		return account, err
	}
	sessions, err := s.store.Sessions(r.Context(), who.person.ID)
	if err != nil {
		return account, err
	}
	passkeys, err := s.store.Passkeys(r.Context(), who.person.ID)
	if err != nil {
		return account, err
	}
	identified := false
	if s.openid != nil {
		if identified, err = s.store.Identified(r.Context(), s.openid.Issuer(), who.person.ID); err != nil {
			return account, err
		}
	}
	links, err := s.store.Links(r.Context(), store.ToInvite, who.person.ID)
	account = shared.Account{Password: hash != "", Base: s.base(r), Invitations: []shared.Invitation{}}
	slices.SortStableFunc(sessions, func(a, b store.Session) int { return here(who, b) - here(who, a) })
	for _, one := range sessions {
		account.Devices = append(account.Devices, shared.Device{
			ID: one.ID, Name: one.Device, Made: millis(one.Made), Used: millis(one.Used), Here: here(who, one) == 1,
		})
	}
	account.OpenID, account.Identified = s.openid.Name(), identified
	_, account.Passkeyed = passkey.At(account.Base)
	for _, key := range passkeys {
		account.Passkeys = append(account.Passkeys, shared.Passkey{ID: key.ID, Name: key.Device, Made: millis(key.Made), Used: millis(key.Used)})
	}
	for _, link := range links {
		account.Invitations = append(account.Invitations, invitationOf(link))
	}
	return account, err
}

// here is 1 for the session that asks, and 0 for any other.
func here(who session, other store.Session) int {
	if string(other.Hash) == who.name() {
		return 1
	}
	return 0
}

// base is how the server is reached, as far as the request tells.
func (s *server) base(r *http.Request) string {
	if s.proxies.https(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// millis is a time in milliseconds since 1970, and 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func (s *server) getAccount(w http.ResponseWriter, r *http.Request, who session) error {
	account, err := s.account(r, who)
	if err == nil {
		reply(w, http.StatusOK, account)
	}
	return err
}

func (s *server) postPassword(w http.ResponseWriter, r *http.Request, who session) error {
	var asked shared.PasswordRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	if err := s.setPassword(r, who, asked); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *server) deleteDevice(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.endDevice(r, who, mux.Vars(r)["device"]); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// endDevice ends one of a person's sessions, if there is such a one. The one that
// asks is left by exit.
func (s *server) endDevice(r *http.Request, who session, id string) error {
	return s.endSessions(context.WithoutCancel(r.Context()), who.person.ID, func(other store.Session) bool {
		return other.ID == id && string(other.Hash) != who.name()
	})
}
