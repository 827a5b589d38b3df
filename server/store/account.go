package store

import (
	"context"
	"encoding/json"
	"errors"

	"parley/server/chat"
	"parley/shared"
)

// SetsPassword keeps the hash of an account's password in the place of any other.
func (s *Store) SetsPassword(person shared.PersonID, hash string) Along {
	return func(c *conn) error {
		_, err := c.exec(`INSERT INTO accounts (person, password) VALUES ($1, $2)
			ON CONFLICT (person) DO UPDATE SET password = excluded.password`, person, hash)
		return err
	}
}

// ForgetsAccount forgets all that let somebody in.
func (s *Store) ForgetsAccount(person shared.PersonID) Along {
	return func(c *conn) error {
		_, account := c.exec("DELETE FROM accounts WHERE person = $1", person)
		_, links := c.exec("DELETE FROM links WHERE person = $1", person)
		_, sessions := c.exec("DELETE FROM sessions WHERE person = $1", person)
		_, keys := c.exec("DELETE FROM keys WHERE bot = $1", person)
		_, passkeys := c.exec("DELETE FROM passkeys WHERE person = $1", person)
		_, identities := c.exec("DELETE FROM identities WHERE person = $1", person)
		_, callbacks := c.exec("DELETE FROM callbacks WHERE bot = $1", person)
		return errors.Join(account, links, sessions, keys, passkeys, identities, callbacks)
	}
}

// Password gives the hash of a person's password; "" for who has none.
func (s *Store) Password(ctx context.Context, person shared.PersonID) (hash string, err error) {
	err = s.lend(ctx, func(c *conn) error {
		_, err := c.one("SELECT password FROM accounts WHERE person = $1", args{person}, &hash)
		return err
	})
	return hash, err
}

// PersonNamed gives who bears a name on the server; it refuses with
// CodePersonNotFound.
func (s *Store) PersonNamed(ctx context.Context, name string) (shared.Person, error) {
	return s.person(ctx, "name_key = $1", chat.NameKey(shared.CleanName(name)))
}

// Person gives who is on the server under an ID; it refuses with
// CodePersonNotFound.
func (s *Store) Person(ctx context.Context, id shared.PersonID) (shared.Person, error) {
	return s.person(ctx, "name_key IS NOT NULL AND id = $1", id)
}

func (s *Store) person(ctx context.Context, where string, in ...any) (person shared.Person, err error) {
	err = s.lend(ctx, func(c *conn) error {
		var ok bool
		person, ok, err = document[shared.Person](c, "SELECT doc FROM persons WHERE "+where, in)
		if err == nil && !ok {
			err = shared.Errorf(shared.CodePersonNotFound, "There is nobody of that name here.")
		}
		return err
	})
	return person, err
}

// HasOwner reports whether the server has an owner.
func (s *Store) HasOwner(ctx context.Context) (has bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		var id shared.PersonID
		has, err = c.one("SELECT id FROM persons WHERE role = $1 AND role <> '' LIMIT 1", args{shared.RoleOwner}, &id)
		return err
	})
	return has, err
}

// Resident is somebody who is on the server, as its operator sees them.
type Resident struct {
	shared.Person
	Sessions int
}

// Residents lists all who are on the server, by name.
func (s *Store) Residents(ctx context.Context) (residents []Resident, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each(`SELECT p.doc, count(s.token) FROM persons p LEFT JOIN sessions s ON s.person = p.id
			WHERE p.name_key IS NOT NULL GROUP BY p.id, p.doc, p.name_key ORDER BY p.name_key`, nil, func(scan func(...any) error) error {
			var doc []byte
			var resident Resident
			if err := scan(&doc, &resident.Sessions); err != nil {
				return err
			}
			residents = append(residents, resident)
			return json.Unmarshal(doc, &residents[len(residents)-1].Person)
		})
	})
	return residents, err
}
