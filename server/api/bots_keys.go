package api

import (
	"context"
	"net/http"
	"slices"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

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
