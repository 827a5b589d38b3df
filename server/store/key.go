package store

import (
	"context"
	"encoding/hex"
	"time"

	"parley/shared"
)

// Key lets a program act as a bot: by a token, or in one room as a webhook.
type Key struct {
	ID   string // the beginning of its hash
	Hash []byte
	Bot  shared.PersonID
	Room shared.RoomID // "" for a token
	Made time.Time
}

var errTooManyKeys = shared.Errorf(shared.CodeTooMany, "A bot has %d keys at most: end one first.", shared.MaxKeysPerBot)

// MakesKey makes a key that is known by its hash. It refuses with
// CodePersonNotFound where there is no such bot, and with CodeTooMany.
func (s *Store) MakesKey(hash []byte, bot shared.PersonID, room shared.RoomID) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		if err := c.mayHaveKey(bot); err != nil {
			return err
		}
		_, err := c.exec("INSERT INTO keys (token, bot, room, made) VALUES ($1, $2, $3, $4)", hex.EncodeToString(hash), bot, room, now)
		return err
	}
}

// mayHaveKey checks that there is such a bot, and that it may have another key.
func (c *conn) mayHaveKey(bot shared.PersonID) error {
	if _, ok, err := c.bot(bot); err != nil || !ok {
		return orNobody(err)
	}
	keys := 0
	_, err := c.one("SELECT (SELECT count(*) FROM keys WHERE bot = $1) + (SELECT count(*) FROM callbacks WHERE bot = $1)", args{bot}, &keys)
	if err == nil && keys >= shared.MaxKeysPerBot {
		err = errTooManyKeys
	}
	return err
}

// orNobody is an error, or the refusal of who is not there.
func orNobody(err error) error {
	if err == nil {
		err = shared.Errorf(shared.CodePersonNotFound, "There is no such bot.")
	}
	return err
}

// bot gives who is on the server as a bot.
func (c *conn) bot(id shared.PersonID) (shared.Person, bool, error) {
	return document[shared.Person](c, "SELECT doc FROM persons WHERE id = $1 AND role = $2 AND name_key IS NOT NULL", args{id, shared.RoleBot})
}

// EndsKey ends a key of a bot, if there is such a one.
func (s *Store) EndsKey(bot shared.PersonID, id string) Along {
	return func(c *conn) error {
		_, err := c.exec("DELETE FROM keys WHERE bot = $1 AND substr(token, 1, $2) = $3", bot, linkIDLength, id)
		return err
	}
}

// KeyBot gives whose key a hash is and the room of a webhook, and whether there is
// such a key, of a bot that is on the server.
func (s *Store) KeyBot(ctx context.Context, hash []byte) (bot shared.Person, room shared.RoomID, ok bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		var id shared.PersonID
		if ok, err = c.one("SELECT bot, room FROM keys WHERE token = $1", args{hex.EncodeToString(hash)}, &id, &room); err != nil || !ok {
			return err
		}
		bot, ok, err = c.bot(id)
		return err
	})
	return bot, room, ok, err
}

// Bots lists the bots, by name.
func (s *Store) Bots(ctx context.Context) (bots []shared.Person, err error) {
	err = s.lend(ctx, func(c *conn) error {
		bots, err = documents[shared.Person](c, "SELECT doc FROM persons WHERE role = $1 AND role <> '' AND name_key IS NOT NULL ORDER BY name_key", args{shared.RoleBot})
		return err
	})
	return bots, err
}

// Keys lists the keys of a bot that a reader may know of, the oldest first: all
// but the webhooks of rooms that are not there for them.
func (s *Store) Keys(ctx context.Context, bot, reader shared.PersonID) (keys []Key, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each(`SELECT token, room, made FROM keys WHERE bot = $1 AND (room = ''
			OR EXISTS (SELECT 1 FROM rooms WHERE id = keys.room AND name_key IS NOT NULL)
			OR EXISTS (SELECT 1 FROM members WHERE room = keys.room AND person = $2)) ORDER BY made, token`,
			args{bot, reader}, func(scan func(...any) error) error {
				key, made := Key{Bot: bot}, int64(0)
				err := scan(&key.ID, &key.Room, &made)
				if err == nil {
					key.Hash, err = hex.DecodeString(key.ID)
				}
				key.ID, key.Made = shortID(key.ID), time.UnixMilli(made)
				keys = append(keys, key)
				return err
			})
	})
	return keys, err
}

// ShortID is the ID by which a key, a link or a session of that hash is listed.
func ShortID(hash []byte) string { return shortID(hex.EncodeToString(hash)) }
