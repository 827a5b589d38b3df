package store

import (
	"context"
	"encoding/hex"
	"time"

	"parley/shared"
)

// Purpose is what a link is for.
type Purpose string

// The purposes.
const (
	ToClaim  Purpose = "claim"  // become the owner of the server
	ToReset  Purpose = "reset"  // choose a password, as its Person
	ToInvite Purpose = "invite" // come in as a member; its Person invites
	ToProve  Purpose = "prove"  // answer with a passkey, as its Person where there is one
)

// Link is a link that lets whoever has it do something. Its token is known to
// those alone; ID is the beginning of the token's hash.
type Link struct {
	ID      string
	Purpose Purpose
	Person  shared.PersonID
	Made    time.Time
	Expires time.Time // zero for never
	Uses    int       // how many are left
}

// linkIDLength is how much of a hash names a link or a session: 64 bits.
const linkIDLength = 16

func shortID(hash string) string { return hash[:min(len(hash), linkIDLength)] }

// MakesLink makes a link that is known by the hash of its token.
func (s *Store) MakesLink(hash []byte, link Link) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		expires := int64(0)
		if !link.Expires.IsZero() {
			expires = link.Expires.UnixMilli()
		}
		_, err := c.exec("INSERT INTO links (token, purpose, person, made, expires, uses) VALUES ($1, $2, $3, $4, $5, $6)",
			hex.EncodeToString(hash), link.Purpose, link.Person, now, expires, link.Uses)
		return err
	}
}

// UsesLink uses a link once. It refuses with CodeLinkInvalid where there is none
// of that purpose, or it is used up or too old.
func (s *Store) UsesLink(hash []byte, purpose Purpose) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		used, err := c.exec(`UPDATE links SET uses = uses - 1
			WHERE token = $1 AND purpose = $2 AND uses > 0 AND (expires = 0 OR expires > $3)`, hex.EncodeToString(hash), purpose, now)
		if err == nil && used == 0 {
			err = errLinkInvalid
		}
		return err
	}
}

// EndsLinks ends all of a purpose that are of one person: "" for those of nobody.
func (s *Store) EndsLinks(purpose Purpose, person shared.PersonID) Along {
	return func(c *conn) error {
		_, err := c.exec("DELETE FROM links WHERE purpose = $1 AND person = $2", purpose, person)
		return err
	}
}

// EndsLink ends one of them, if there is such a one.
func (s *Store) EndsLink(purpose Purpose, person shared.PersonID, id string) Along {
	return func(c *conn) error {
		_, err := c.exec("DELETE FROM links WHERE purpose = $1 AND person = $2 AND substr(token, 1, $3) = $4", purpose, person, linkIDLength, id)
		return err
	}
}

var errLinkInvalid = shared.Errorf(shared.CodeLinkInvalid, "This link was used already, or is too old.")

// Link gives a link that can be used now; it refuses with CodeLinkInvalid.
func (s *Store) Link(ctx context.Context, hash []byte, purpose Purpose) (link Link, err error) {
	links, err := s.links(ctx, "token = $2 AND purpose = $3", hex.EncodeToString(hash), purpose)
	if err == nil && len(links) == 0 {
		err = errLinkInvalid
	}
	if err != nil {
		return Link{}, err
	}
	return links[0], nil
}

// Links lists those of a purpose and a person that can be used now, the newest
// first.
func (s *Store) Links(ctx context.Context, purpose Purpose, person shared.PersonID) ([]Link, error) {
	return s.links(ctx, "purpose = $2 AND person = $3 ORDER BY made DESC, token", purpose, person)
}

func (s *Store) links(ctx context.Context, where string, in ...any) (links []Link, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each("SELECT token, purpose, person, made, expires, uses FROM links WHERE uses > 0 AND (expires = 0 OR expires > $1) AND "+where,
			append(args{s.options.Clock().UnixMilli()}, in...), func(scan func(...any) error) error {
				var link Link
				var made, expires int64
				err := scan(&link.ID, &link.Purpose, &link.Person, &made, &expires, &link.Uses)
				if err != nil {
					return err
				}
				link.ID, link.Made = shortID(link.ID), time.UnixMilli(made)
				if expires > 0 {
					link.Expires = time.UnixMilli(expires)
				}
				links = append(links, link)
				return nil
			})
	})
	return links, err
}
