package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// bearer gives the token of a request to the API that a program makes as a bot.
// Pages are for people, and look at their cookie alone.
func bearer(r *http.Request) (token string, ok bool) {
	kind, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), ok && strings.EqualFold(kind, "Bearer") && strings.HasPrefix(r.URL.Path, "/api/")
}

// authenticateBot finds whose token it is. That of a webhook posts messages, and
// does nothing else.
func (s *server) authenticateBot(r *http.Request, token string) (session, error) {
	bot, room, hash, err := s.keyBot(r.Context(), token)
	if err == nil && room != "" {
		err = errNoSession
	}
	return session{bot, hash}, err
}

// keyBot finds the bot of a key, and its room; its error is errNoSession where
// there is no such key.
func (s *server) keyBot(ctx context.Context, token string) (shared.Person, shared.RoomID, []byte, error) {
	hash, ok := secret.HashToken(token)
	if !ok {
		return shared.Person{}, "", nil, errNoSession
	}
	bot, room, ok, err := s.store.KeyBot(ctx, hash)
	if err == nil && !ok {
		err = errNoSession
	}
	return bot, room, hash, err
}

// notForBots refuses what has to do with an account or a session.
func notForBots(who session) error {
	if who.person.Role == shared.RoleBot {
		return shared.Errorf(shared.CodeNotAllowed, "A bot has no account: its tokens are seen to on the page of bots.")
	}
	return nil
}

// overseer lets only those pass who see to bots.
func (s *server) overseer(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return s.member(func(w http.ResponseWriter, r *http.Request, who session) error {
		if err := mayOversee(who); err != nil {
			return err
		}
		return handle(w, r, who)
	})
}

func mayOversee(who session) error {
	if who.person.Role.AtLeast(shared.RoleModerator) {
		return nil
	}
	return shared.Errorf(shared.CodeNotAllowed, "That is for moderators to see to.")
}

// bots is what the page of bots shows.
func (s *server) bots(r *http.Request, who session) (bots shared.Bots, err error) {
	people, err := s.store.Bots(r.Context())
	bots = shared.Bots{Base: s.base(r), Bots: make([]shared.Bot, len(people))}
	for i, person := range people {
		if err != nil {
			break
		}
		var keys []store.Key
		keys, err = s.store.Keys(r.Context(), person.ID, who.person.ID)
		var called []store.Callback
		if err == nil {
			called, err = s.store.CallbacksOf(r.Context(), person.ID, who.person.ID)
		}
		bots.Bots[i] = shared.Bot{Person: person, Keys: append(keysOf(keys), calledOf(called)...)}
	}
	return bots, err
}

// makeBot brings a bot onto the server, with a token that is told this once.
func (s *server) makeBot(r *http.Request, who session, asked shared.BotRequest) (shared.Bot, error) {
	name := shared.CleanName(asked.Name)
	if err := shared.CheckName(name); err != nil {
		return shared.Bot{}, err
	}
	if err := s.acting.take(string(who.person.ID)); err != nil {
		return shared.Bot{}, err
	}
	there, err := s.store.Bots(r.Context())
	if err == nil && len(there) >= shared.MaxBots {
		err = shared.Errorf(shared.CodeTooMany, "There are %d bots already: remove one first.", len(there))
	}
	if err != nil {
		return shared.Bot{}, err
	}
	bot := shared.Person{ID: shared.NewPersonID(), Name: name, Role: shared.RoleBot}
	join := shared.Command{ID: s.newCommandID(), Room: shared.General, Body: shared.Join{Name: name, Role: bot.Role}}
	token, hash := secret.NewToken()
	if _, err := s.store.Do(r.Context(), bot.ID, join, s.store.MakesKey(hash, bot.ID, "")); err != nil {
		return shared.Bot{}, err
	}
	return s.made(r, who, bot.ID, token, hash)
}

// removeBot takes a bot off the server for good. What it wrote stays.
func (s *server) removeBot(r *http.Request, id shared.PersonID) error {
	bot, err := s.store.Person(r.Context(), id)
	if err == nil && bot.Role != shared.RoleBot {
		err = shared.Errorf(shared.CodePersonNotFound, "There is no such bot.")
	}
	if err != nil {
		return err
	}
	if err := s.remove(r.Context(), id); err != nil {
		return err
	}
	return s.callbacks.Refresh(r.Context())
}

func botOf(r *http.Request) shared.PersonID { return shared.PersonID(mux.Vars(r)["bot"]) }
