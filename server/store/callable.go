package store

import (
	"context"
	"strconv"
	"strings"

	"parley/server/chat"
	"parley/shared"
)

// callKeysAtOnce is how many names one query looks for: one statement serves all.
const callKeysAtOnce = 32

var callableQuery = func() string {
	places := make([]string, callKeysAtOnce)
	for i := range places {
		places[i] = "$" + strconv.Itoa(i+2)
	}
	return `SELECT p.name_key, p.id FROM persons p JOIN members m ON m.person = p.id AND m.room = $1
		WHERE p.name_key IN (` + strings.Join(places, ", ") + ")"
}()

// Callable finds the members of a room whom a text by someone may call by name, and
// whether it may call them all.
func (s *Store) Callable(ctx context.Context, by shared.PersonID, room shared.RoomID, text string) (chat.Callable, error) {
	keys := chat.CallKeys(text)
	if len(keys) == 0 {
		return nil, nil
	}
	callable := chat.Callable{}
	err := s.lend(ctx, func(c *conn) error {
		for len(keys) > 0 {
			n := min(len(keys), callKeysAtOnce)
			if err := c.callable(callable, room, keys[:n]); err != nil {
				return err
			}
			keys = keys[n:]
		}
		return c.callableAll(callable, by, room)
	})
	return callable, err
}

// callableAll adds the words that call everyone, where who writes may.
func (c *conn) callableAll(found chat.Callable, by shared.PersonID, in shared.RoomID) error {
	records := newRecords(c)
	person, known, err := records.Person(by)
	if err != nil || !known {
		return err
	}
	room, known, err := records.Room(in)
	if err == nil && known && chat.MayCallEveryone(person, room) {
		found.CallEveryone()
	}
	return err
}

// callable adds those who bear one of the names, of which there are at most
// callKeysAtOnce.
func (c *conn) callable(found chat.Callable, room shared.RoomID, keys []string) error {
	in := args{room}
	for i := range callKeysAtOnce {
		in = append(in, keys[min(i, len(keys)-1)]) // the last one fills the places that are left
	}
	return c.each(callableQuery, in, func(scan func(...any) error) error {
		var key string
		var id shared.PersonID
		err := scan(&key, &id)
		found[key] = id
		return err
	})
}
