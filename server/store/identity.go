package store

import (
	"context"

	"parley/shared"
)

// AddsIdentity keeps who somebody is to a provider of OpenID Connect. It refuses
// with CodeHasAccount where that is somebody else here, also by now.
func (s *Store) AddsIdentity(issuer, subject string, person shared.PersonID) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		added, err := c.exec("INSERT INTO identities (issuer, subject, person, made) VALUES ($1, $2, $3, $4) ON CONFLICT (issuer, subject) DO NOTHING",
			issuer, subject, person, now)
		if err == nil && added == 0 {
			err = shared.Errorf(shared.CodeHasAccount, "There is an account here already that it lets in.")
		}
		return err
	}
}

// EndsIdentities forgets who somebody is to a provider. It refuses with
// CodeLastWayIn where nothing else would let them in.
func (s *Store) EndsIdentities(issuer string, person shared.PersonID) Along {
	return func(c *conn) error {
		ended, err := c.exec("DELETE FROM identities WHERE issuer = $1 AND person = $2", issuer, person)
		if err != nil || ended == 0 {
			return err
		}
		return c.stillComesIn(person)
	}
}

// Identity gives who a provider's subject is here; "" for nobody.
func (s *Store) Identity(ctx context.Context, issuer, subject string) (person shared.PersonID, err error) {
	err = s.lend(ctx, func(c *conn) error {
		_, err := c.one("SELECT person FROM identities WHERE issuer = $1 AND subject = $2", args{issuer, subject}, &person)
		return err
	})
	return person, err
}

// Identified reports whether a provider knows a person.
func (s *Store) Identified(ctx context.Context, issuer string, person shared.PersonID) (known bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		var subject string
		known, err = c.one("SELECT subject FROM identities WHERE issuer = $1 AND person = $2", args{issuer, person}, &subject)
		return err
	})
	return known, err
}
