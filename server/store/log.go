package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"parley/server/chat"
	"parley/shared"
)

const fingerprintBytes = 16

// fingerprint tells two commands of one ID apart.
func fingerprint(cmd shared.Command) (string, error) {
	body, err := shared.EncodeBody(cmd.Body)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s", cmd.Kind(), cmd.Room, body))
	return hex.EncodeToString(sum[:fingerprintBytes]), nil
}

// appendEvent writes an event to the log; added is false where its author's
// command is in the log already, and nothing is written then.
func appendEvent(c *conn, entry chat.Entry, fingerprint string) (added bool, err error) {
	e := entry.Event
	body, err := shared.EncodeBody(e.Body)
	if err != nil {
		return false, err
	}
	changed, err := c.exec(`INSERT INTO events
		(seq, kind, room, author, at, command, fingerprint, body, audience_room, audience_person)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (author, command) DO NOTHING`,
		e.Seq, e.Kind(), e.Room, e.By, e.At, e.Command, fingerprint, string(body), entry.Audience.Room, entry.Audience.Person)
	return changed == 1, err
}

// earlier finds what a command of that ID did before.
func earlier(c *conn, by shared.PersonID, id shared.CommandID) (seq shared.Seq, room shared.RoomID, fingerprint string, ok bool, err error) {
	ok, err = c.one("SELECT seq, room, fingerprint FROM events WHERE author = $1 AND command = $2", args{by, id}, &seq, &room, &fingerprint)
	return seq, room, fingerprint, ok, err
}

// headOf gives the log's last position as the connection sees it; 0 for an
// empty log.
func headOf(c *conn) (head shared.Seq, err error) {
	_, err = c.one("SELECT coalesce(max(seq), 0) FROM events", nil, &head)
	return head, err
}

// eventColumns are what scanEntry reads.
const eventColumns = "seq, kind, room, author, at, command, body, audience_room, audience_person"

func scanEntry(scan func(...any) error) (entry chat.Entry, err error) {
	e := &entry.Event
	var kind shared.Kind
	var body []byte
	if err := scan(&e.Seq, &kind, &e.Room, &e.By, &e.At, &e.Command, &body, &entry.Audience.Room, &entry.Audience.Person); err != nil {
		return entry, err
	}
	if e.Body, err = shared.DecodeEventBody(kind, body); err != nil {
		return entry, fmt.Errorf("event %d, %s: its body: %w", e.Seq, kind, err)
	}
	return entry, nil
}
