package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// extendEvery is the part of its lifetime that a session has to lose before
// using it extends it: each extension is a commit.
const extendEvery = 32

// Session is one of a person's devices.
type Session struct {
	ID     string // the beginning of its hash
	Hash   []byte // of its token
	Person shared.PersonID
	Device string    // as its browser names itself
	Made   time.Time // zero where it is not known
	Used   time.Time // the last time it was extended
}

// OpensSession makes a session for a person, known by the hash of its token.
// Each use extends it to the lifetime it has now. It refuses who is banned.
func (s *Store) OpensSession(hash []byte, person shared.PersonID, device string, expires time.Time) Along {
	now := s.options.Clock()
	return func(c *conn) error {
		if err := c.notBanned(person); err != nil {
			return err
		}
		_, err := c.exec("INSERT INTO sessions (token, person, expires, lifetime, made, device) VALUES ($1, $2, $3, $4, $5, $6)",
			hex.EncodeToString(hash), person, expires.UnixMilli(), expires.Sub(now).Milliseconds(), now.UnixMilli(), device)
		return err
	}
}

// Sessions lists a person's sessions, the one that was used last first.
func (s *Store) Sessions(ctx context.Context, person shared.PersonID) ([]Session, error) {
	return s.sessions(ctx, "person = $1 AND expires > $2 ORDER BY expires - lifetime DESC, token", person, s.options.Clock().UnixMilli())
}

// ExpiredSessions lists the sessions that ended by now.
func (s *Store) ExpiredSessions(ctx context.Context, now time.Time) ([]Session, error) {
	return s.sessions(ctx, "expires <= $1", now.UnixMilli())
}

func (s *Store) sessions(ctx context.Context, where string, in ...any) (sessions []Session, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each("SELECT token, person, device, made, expires - lifetime FROM sessions WHERE "+where, in, func(scan func(...any) error) error {
			var session Session
			var made, used int64
			if err := scan(&session.ID, &session.Person, &session.Device, &made, &used); err != nil {
				return err
			}
			if made > 0 {
				session.Made = time.UnixMilli(made)
			}
			session.Used = time.UnixMilli(used)
			session.Hash, err = hex.DecodeString(session.ID)
			session.ID = shortID(session.ID)
			sessions = append(sessions, session)
			return err
		})
	})
	return sessions, err
}

// SessionPerson gives the person of a session, and whether there is one: it has
// not expired, and the person is on the server. It extends the session.
func (s *Store) SessionPerson(ctx context.Context, hash []byte) (shared.Person, bool, error) {
	token, now := hex.EncodeToString(hash), s.options.Clock().UnixMilli()
	var expires, lifetime int64
	var doc []byte
	var known bool
	err := s.lend(ctx, func(c *conn) (err error) {
		known, err = c.one(`SELECT s.expires, s.lifetime, p.doc FROM sessions s JOIN persons p ON p.id = s.person
			WHERE s.token = $1 AND s.expires > $2`, args{token, now}, &expires, &lifetime, &doc)
		return err
	})
	if err != nil || !known {
		return shared.Person{}, false, err
	}
	var person chat.Person
	if err := json.Unmarshal(doc, &person); err != nil || person.Left {
		return shared.Person{}, false, err
	}
	if expires < now+lifetime-lifetime/extendEvery && s.committer.ails.Load() == nil {
		s.extend(ctx, token, now+lifetime)
	}
	return person.Person, true, nil
}

// extend moves a session's end. Where that fails it is tried at the next use.
func (s *Store) extend(ctx context.Context, token string, expires int64) {
	err := s.change(ctx, func(c *conn) error {
		_, err := c.exec("UPDATE sessions SET expires = $2 WHERE token = $1", token, expires)
		return err
	})
	if err != nil {
		s.options.Log.Warn("a session could not be extended", "error", err)
	}
}

// DeleteSession ends a session; there need not be one.
func (s *Store) DeleteSession(ctx context.Context, hash []byte) error {
	return s.change(ctx, func(c *conn) error {
		_, err := c.exec("DELETE FROM sessions WHERE token = $1", hex.EncodeToString(hash))
		return err
	})
}

// ExpireSessions deletes the sessions and links that ended by now, and gives the guests
// who are on the server without one: also who was left so when the server was
// cut off in the middle of it, now or some time ago.
func (s *Store) ExpireSessions(ctx context.Context, now time.Time) ([]shared.PersonID, error) {
	var people []shared.PersonID
	err := s.change(ctx, func(c *conn) (err error) {
		people, err = c.expire(now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return people, nil
}

func (c *conn) expire(now time.Time) (people []shared.PersonID, err error) {
	if _, err := c.exec("DELETE FROM sessions WHERE expires <= $1", now.UnixMilli()); err != nil {
		return nil, err
	}
	if _, err := c.exec("DELETE FROM links WHERE uses <= 0 OR (expires > 0 AND expires <= $1)", now.UnixMilli()); err != nil {
		return nil, err
	}
	err = c.each(`SELECT id FROM persons WHERE name_key IS NOT NULL AND role = ''
		AND NOT EXISTS (SELECT 1 FROM sessions WHERE person = persons.id) ORDER BY name_key`, nil,
		func(scan func(...any) error) error {
			var person shared.PersonID
			err := scan(&person)
			people = append(people, person)
			return err
		})
	return people, err
}

// change has something written in the committer's next transaction.
func (s *Store) change(ctx context.Context, do func(*conn) error) error {
	t := &changing{do: do, done: make(chan error, 1)}
	return s.committer.do(ctx, t, t.done)
}

// changing is a change beside the log, on its way.
type changing struct {
	do   func(*conn) error
	done chan error // takes one
}

func (c *changing) run(b *batch) error {
	return b.change(func() error { return c.do(b.conn) })
}

func (c *changing) answer(err error) { c.done <- err }
