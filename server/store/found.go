package store

import (
	"crypto/rand"
	"strings"

	"parley/server/chat"
	"parley/shared"
)

const (
	epochLength = 8
	generalName = "general"
)

// found gives a new database its epoch and the room that everyone enters, and
// tells where the log stands.
func (s *Store) found(c *conn) (head shared.Seq, err error) {
	err = c.within(sqliteDialect.begin, func() error {
		known, err := c.one("SELECT value FROM meta WHERE name = 'epoch'", nil, &s.epoch)
		if err == nil && !known {
			err = s.foundNew(c)
		}
		if err == nil {
			head, err = headOf(c)
		}
		return err
	})
	return head, err
}

func (s *Store) foundNew(c *conn) error {
	s.epoch = strings.ToLower(rand.Text()[:epochLength])
	if _, err := c.exec("INSERT INTO meta (name, value) VALUES ('epoch', $1)", s.epoch); err != nil {
		return err
	}
	now := s.options.Clock().UnixMilli()
	command := shared.Command{ID: shared.NewCommandID(now), Room: shared.General, Body: shared.CreateRoom{Name: generalName}}
	event := shared.Event{Seq: 1, Room: shared.General, At: now, Command: command.ID, Body: shared.RoomCreated{Name: generalName}}
	print, err := fingerprint(command)
	if err != nil {
		return err
	}
	if _, err := appendEvent(c, chat.Entry{Event: event, Audience: chat.AudienceOf(event)}, print); err != nil {
		return err
	}
	return chat.Apply(newRecords(c), event)
}
