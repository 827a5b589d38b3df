package store

import (
	"context"
	"encoding/hex"
	"errors"

	"parley/server/chat"
	"parley/shared"
)

func (r *records) Ban(id shared.PersonID) (chat.Ban, bool, error) {
	return document[chat.Ban](r.conn, "SELECT doc FROM bans WHERE person = $1", args{id})
}

func (r *records) BanNamed(key string) (id shared.PersonID, ok bool, err error) {
	ok, err = r.one("SELECT person FROM bans WHERE name_key = $1", args{key}, &id)
	return id, ok, err
}

func (r *records) PutBan(ban chat.Ban) error {
	doc, err := encodeDoc(ban)
	if err != nil {
		return err
	}
	_, err = r.exec("INSERT INTO bans (person, name_key, doc) VALUES ($1, $2, $3)", ban.Person.ID, chat.NameKey(ban.Person.Name), doc)
	return err
}

func (r *records) DeleteBan(id shared.PersonID) error {
	_, err := r.exec("DELETE FROM bans WHERE person = $1", id)
	return err
}

func (r *records) AddAct(seq shared.Seq, room shared.RoomID) error {
	_, err := r.exec("INSERT INTO acts (seq, room) VALUES ($1, $2)", seq, room)
	return err
}

// ShutsOut ends all that lets somebody in now, and the links by which they could let
// in others. Their password stays, for when they may come back. It tells the hashes of
// the sessions that there were.
func (s *Store) ShutsOut(person shared.PersonID, ended func(session []byte)) Along {
	return func(c *conn) error {
		err := c.each("SELECT token FROM sessions WHERE person = $1", args{person}, func(scan func(...any) error) error {
			var token string
			if err := scan(&token); err != nil {
				return err
			}
			hash, err := hex.DecodeString(token)
			ended(hash)
			return err
		})
		_, sessions := c.exec("DELETE FROM sessions WHERE person = $1", person)
		_, links := c.exec("DELETE FROM links WHERE person = $1", person)
		return errors.Join(err, sessions, links)
	}
}

var errBanned = shared.Errorf(shared.CodeBanned, "A moderator took you off this server, and keeps you out.")

// notBanned refuses who is kept out.
func (c *conn) notBanned(person shared.PersonID) error {
	banned, err := c.one("SELECT person FROM bans WHERE person = $1", args{person}, &person)
	if err == nil && banned {
		err = errBanned
	}
	return err
}

// Bans lists who is kept out, by name.
func (s *Store) Bans(ctx context.Context) (bans []shared.Ban, err error) {
	err = s.read(ctx, func(v view) error {
		records, err := documents[chat.Ban](v.conn, "SELECT doc FROM bans ORDER BY name_key", nil)
		tx := newRecords(v.conn)
		for _, record := range records {
			if err != nil {
				break
			}
			var by chat.Person
			by, _, err = tx.Person(record.By)
			bans = append(bans, shared.Ban{Person: record.Person, By: by.Person, At: record.At})
		}
		return err
	})
	return bans, err
}

// BannedNamed gives the ID of who is kept out under a name, "" for nobody.
func (s *Store) BannedNamed(ctx context.Context, name string) (id shared.PersonID, err error) {
	err = s.lend(ctx, func(c *conn) error {
		id, _, err = newRecords(c).BanNamed(chat.NameKey(shared.CleanName(name)))
		return err
	})
	return id, err
}
