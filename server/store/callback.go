package store

import (
	"context"

	"parley/shared"
)

// Callback is an address that is told what happens in a room, as far as its bot
// hears it: a cursor over the log, and how telling it goes. All times are
// milliseconds since 1970.
type Callback struct {
	ID      string
	Bot     shared.PersonID
	Room    shared.RoomID
	URL     string
	Secret  string // signs what is sent
	Made    int64
	Reached shared.Seq // everything up to here was told, or is not for it
	Tries   int        // that failed, one after another
	Failing int64      // since when; 0 while all is well
	Due     int64      // when it is tried again
	Trouble string     // why the last one failed; "" for nothing
	Stopped bool       // it is tried no more
}

const callbackColumns = "id, bot, room, url, secret, made, reached, tries, failing, due, trouble, stopped"

// MakesCallback makes one that is told what happens from now on. It refuses as
// MakesKey does.
func (s *Store) MakesCallback(b Callback) Along {
	return func(c *conn) error {
		if err := c.mayHaveKey(b.Bot); err != nil {
			return err
		}
		head, err := headOf(c)
		if err != nil {
			return err
		}
		_, err = c.exec("INSERT INTO callbacks (id, bot, room, url, secret, made, reached) VALUES ($1, $2, $3, $4, $5, $6, $7)",
			b.ID, b.Bot, b.Room, b.URL, b.Secret, s.options.Clock().UnixMilli(), head)
		return err
	}
}

// EndsCallback ends a callback of a bot, if there is such a one.
func (s *Store) EndsCallback(bot shared.PersonID, id string) Along {
	return func(c *conn) error {
		_, err := c.exec("DELETE FROM callbacks WHERE bot = $1 AND id = $2", bot, id)
		return err
	}
}

// RevivesCallback has one tried again, from where it stopped.
func (s *Store) RevivesCallback(bot shared.PersonID, id string) Along {
	return func(c *conn) error {
		_, err := c.exec("UPDATE callbacks SET stopped = 0, tries = 0, failing = 0, due = 0 WHERE bot = $1 AND id = $2", bot, id)
		return err
	}
}

// KeepsCallback keeps how far a callback has come, and how it goes.
func (s *Store) KeepsCallback(b Callback) Along {
	return func(c *conn) error {
		stopped := 0
		if b.Stopped {
			stopped = 1
		}
		_, err := c.exec("UPDATE callbacks SET reached = $2, tries = $3, failing = $4, due = $5, trouble = $6, stopped = $7 WHERE id = $1",
			b.ID, b.Reached, b.Tries, b.Failing, b.Due, b.Trouble, stopped)
		return err
	}
}

// Callbacks lists all that there are.
func (s *Store) Callbacks(ctx context.Context) ([]Callback, error) {
	return s.callbacks(ctx, "1 = 1")
}

// CallbacksOf lists those of a bot that a reader may know of, as Keys does.
func (s *Store) CallbacksOf(ctx context.Context, bot, reader shared.PersonID) ([]Callback, error) {
	return s.callbacks(ctx, `bot = $1 AND (EXISTS (SELECT 1 FROM rooms WHERE id = callbacks.room AND name_key IS NOT NULL)
		OR EXISTS (SELECT 1 FROM members WHERE room = callbacks.room AND person = $2))`, bot, reader)
}

func (s *Store) callbacks(ctx context.Context, where string, in ...any) (all []Callback, err error) {
	err = s.lend(ctx, func(c *conn) error {
		return c.each("SELECT "+callbackColumns+" FROM callbacks WHERE "+where+" ORDER BY made, id", in, func(scan func(...any) error) error {
			var b Callback
			stopped := 0
			err := scan(&b.ID, &b.Bot, &b.Room, &b.URL, &b.Secret, &b.Made, &b.Reached, &b.Tries, &b.Failing, &b.Due, &b.Trouble, &stopped)
			b.Stopped = stopped != 0
			all = append(all, b)
			return err
		})
	})
	return all, err
}

// Told gives the next events that a callback is to be told, as far as its bot is in
// the room.
func (s *Store) Told(ctx context.Context, b Callback, limit int) (events []shared.Event, err error) {
	err = s.read(ctx, func(v view) error {
		var since shared.Seq
		inside, err := v.one("SELECT since FROM members WHERE room = $1 AND person = $2", args{b.Room, b.Bot}, &since)
		if err != nil || !inside {
			return err
		}
		entries, err := v.entries("audience_room = $1 AND audience_room <> '' AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4",
			args{b.Room, max(b.Reached, since-1), v.head, limit})
		if err == nil {
			err = v.unsay(entries)
		}
		for _, entry := range entries {
			events = append(events, entry.Event)
		}
		return err
	})
	return events, err
}
