package api

import (
	"context"
	"net/http"
	"slices"
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

func calledOf(callbacks []store.Callback) (told []shared.Key) {
	for _, b := range callbacks {
		told = append(told, shared.Key{ID: b.ID, Room: b.Room, Made: b.Made, URL: b.URL, Trouble: b.Trouble, Stopped: b.Stopped})
	}
	return told
}

func keysOf(keys []store.Key) []shared.Key {
	told := make([]shared.Key, len(keys))
	for i, key := range keys {
		told[i] = shared.Key{ID: key.ID, Room: key.Room, Made: millis(key.Made)}
	}
	return told
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

// makeKey makes another key of a bot, told this once. A webhook's bot comes into
// its room by it, as whoever makes it may bring it there.
func (s *server) makeKey(r *http.Request, who session, bot shared.PersonID, asked shared.KeyRequest) (shared.Bot, error) {
	if err := s.acting.take(string(who.person.ID)); err != nil {
		return shared.Bot{}, err
	}
	token, hash := secret.NewToken()
	makes := s.store.MakesKey(hash, bot, asked.Room)
	if asked.URL != "" {
		if err := s.callbacks.Check(asked.URL); err != nil {
			return shared.Bot{}, err
		}
		makes = s.store.MakesCallback(store.Callback{ID: store.ShortID(hash), Bot: bot, Room: asked.Room, URL: asked.URL, Secret: token})
	}
	err := error(nil)
	if asked.Room == "" && asked.URL == "" {
		err = s.store.Keep(r.Context(), makes)
	} else {
		err = s.hook(r, who, shared.Command{ID: s.newCommandID(), Room: asked.Room, Body: shared.AddPerson{Person: bot}}, makes)
	}
	if err == nil && asked.URL != "" {
		err = s.callbacks.Refresh(r.Context())
	}
	if err != nil {
		return shared.Bot{}, err
	}
	return s.made(r, who, bot, token, hash)
}

func (s *server) hook(r *http.Request, who session, add shared.Command, makes store.Along) error {
	if err := add.Validate(); err != nil {
		return err
	}
	_, err := s.store.Do(r.Context(), who.person.ID, add, makes)
	if shared.CodeOf(err) == shared.CodeAlreadyEntered {
		return s.store.Keep(r.Context(), makes)
	}
	return err
}

// made is a bot with the key alone that was just made of it.
func (s *server) made(r *http.Request, who session, id shared.PersonID, token string, hash []byte) (shared.Bot, error) {
	bots, err := s.bots(r, who)
	for _, bot := range bots.Bots {
		for _, key := range bot.Keys {
			if bot.ID == id && key.ID == store.ShortID(hash) {
				key.Token = token
				return shared.Bot{Person: bot.Person, Keys: []shared.Key{key}}, nil
			}
		}
	}
	if err == nil {
		err = shared.Errorf(shared.CodePersonNotFound, "The bot is gone already.")
	}
	return shared.Bot{}, err
}

// endKey ends a key that who asks may know of, and at once what is open by it.
func (s *server) endKey(r *http.Request, who session, bot shared.PersonID, id string) error {
	ctx := context.WithoutCancel(r.Context())
	keys, err := s.store.Keys(ctx, bot, who.person.ID)
	for _, key := range keys {
		if err == nil && key.ID == id {
			err = s.store.Keep(ctx, s.store.EndsKey(bot, id))
			s.endStreams(bot, string(key.Hash))
		}
	}
	if err != nil {
		return err
	}
	return s.onCallback(ctx, who, bot, id, s.store.EndsCallback(bot, id))
}

// reviveKey has an outgoing webhook tried again.
func (s *server) reviveKey(r *http.Request, who session, bot shared.PersonID, id string) error {
	return s.onCallback(r.Context(), who, bot, id, s.store.RevivesCallback(bot, id))
}

// onCallback changes one that who asks may know of.
func (s *server) onCallback(ctx context.Context, who session, bot shared.PersonID, id string, change store.Along) error {
	there, err := s.store.CallbacksOf(ctx, bot, who.person.ID)
	if err != nil || !slices.ContainsFunc(there, func(b store.Callback) bool { return b.ID == id }) {
		return err
	}
	if err := s.store.Keep(ctx, change); err != nil {
		return err
	}
	return s.callbacks.Refresh(ctx)
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
