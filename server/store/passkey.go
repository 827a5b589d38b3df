package store

import (
	"context"
	"encoding/hex"
	"time"

	"parley/shared"
)

// Passkey is one that lets somebody in.
type Passkey struct {
	ID     string // the beginning of its hash
	Hash   []byte // of the ID that browsers know it by
	Person shared.PersonID
	Device string // which made it, as its browser names itself
	Made   time.Time
	Used   time.Time // zero for never
	Doc    []byte    // its public half; see package passkey
}

// AddsPasskey keeps a passkey. It refuses with CodeTooMany, and with
// CodePasskeyRefused where it is somebody's already.
func (s *Store) AddsPasskey(key Passkey) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		has := 0
		if _, err := c.one("SELECT count(*) FROM passkeys WHERE person = $1", args{key.Person}, &has); err != nil {
			return err
		}
		if has >= shared.MaxPasskeys {
			return shared.Errorf(shared.CodeTooMany, "You have %d passkeys: remove one first.", has)
		}
		added, err := c.exec(`INSERT INTO passkeys (hash, person, device, made, used, doc) VALUES ($1, $2, $3, $4, 0, $5)
			ON CONFLICT (hash) DO NOTHING`, hex.EncodeToString(key.Hash), key.Person, key.Device, now, string(key.Doc))
		if err == nil && added == 0 {
			err = shared.Errorf(shared.CodePasskeyRefused, "There is that passkey already.")
		}
		return err
	}
}

// UsesPasskey notes that a passkey was used, and keeps what it is from now on.
func (s *Store) UsesPasskey(hash, doc []byte) Along {
	now := s.options.Clock().UnixMilli()
	return func(c *conn) error {
		_, err := c.exec("UPDATE passkeys SET used = $2, doc = $3 WHERE hash = $1", hex.EncodeToString(hash), now, string(doc))
		return err
	}
}

// EndsPasskey forgets a passkey of somebody, if there is such a one. It refuses
// with CodeLastWayIn where nothing else would let them in.
func (s *Store) EndsPasskey(person shared.PersonID, id string) Along {
	return func(c *conn) error {
		ended, err := c.exec("DELETE FROM passkeys WHERE person = $1 AND substr(hash, 1, $2) = $3", person, linkIDLength, id)
		if err != nil || ended == 0 {
			return err
		}
		return c.stillComesIn(person)
	}
}

// stillComesIn refuses where nothing is left that lets somebody in.
func (c *conn) stillComesIn(person shared.PersonID) error {
	ways := 0
	_, err := c.one(`SELECT (SELECT count(*) FROM accounts WHERE person = $1) + (SELECT count(*) FROM passkeys WHERE person = $1)
		+ (SELECT count(*) FROM identities WHERE person = $1)`, args{person}, &ways)
	if err == nil && ways == 0 {
		err = shared.Errorf(shared.CodeLastWayIn, "Without it you could not come back. Choose a password first.")
	}
	return err
}

// Passkey gives the one of a hash, and whether there is one.
func (s *Store) Passkey(ctx context.Context, hash []byte) (key Passkey, ok bool, err error) {
	keys, err := s.passkeys(ctx, "hash = $1", hex.EncodeToString(hash))
	if err != nil || len(keys) == 0 {
		return Passkey{}, false, err
	}
	return keys[0], true, nil
}

// Passkeys lists those of a person, the oldest first.
func (s *Store) Passkeys(ctx context.Context, person shared.PersonID) ([]Passkey, error) {
	return s.passkeys(ctx, "person = $1 ORDER BY made, hash", person)
}

func (s *Store) passkeys(ctx context.Context, where string, in ...any) (keys []Passkey, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each("SELECT hash, person, device, made, used, doc FROM passkeys WHERE "+where, in, func(scan func(...any) error) error {
			var key Passkey
			var made, used int64
			if err := scan(&key.ID, &key.Person, &key.Device, &made, &used, &key.Doc); err != nil {
				return err
			}
			if used > 0 {
				key.Used = time.UnixMilli(used)
			}
			key.Made = time.UnixMilli(made)
			key.Hash, err = hex.DecodeString(key.ID)
			key.ID = shortID(key.ID)
			keys = append(keys, key)
			return err
		})
	})
	return keys, err
}
