package store

import (
	"context"
	"math"

	"parley/server/chat"
	"parley/shared"
)

// Acts gives a page of what was done to keep order, the newest first, before a
// position; 0 for the newest of all. What was done in rooms that are not there for its
// reader is not in it.
func (s *Store) Acts(ctx context.Context, reader shared.PersonID, before shared.Seq) (log shared.ActLog, err error) {
	if before == 0 {
		before = math.MaxInt64
	}
	err = s.read(ctx, func(v view) error {
		entries, err := v.entries(`seq IN (SELECT seq FROM acts WHERE seq < $1 AND (room = ''
			OR EXISTS (SELECT 1 FROM rooms WHERE id = acts.room AND name_key IS NOT NULL)
			OR EXISTS (SELECT 1 FROM members WHERE room = acts.room AND person = $2))
			ORDER BY seq DESC LIMIT $3) ORDER BY seq DESC`, args{before, reader, shared.ActPage + 1})
		if err != nil {
			return err
		}
		if len(entries) > shared.ActPage {
			entries = entries[:shared.ActPage]
			log.Before = entries[shared.ActPage-1].Event.Seq
		}
		for _, entry := range entries {
			act, err := v.act(newRecords(v.conn), entry.Event)
			if err != nil {
				return err
			}
			log.Acts = append(log.Acts, act)
		}
		return nil
	})
	return log, err
}

// act finds who and what an act was about.
func (v view) act(tx *records, e shared.Event) (shared.Act, error) {
	act := shared.Act{Event: e}
	by, _, err := tx.Person(e.By)
	if err != nil {
		return act, err
	}
	whom, message := chat.ActOn(e)
	if message != 0 {
		about, _, err := tx.Message(e.Room, message)
		if err != nil {
			return act, err
		}
		whom = about.By
	}
	about, _, err := tx.Person(whom)
	if err != nil {
		return act, err
	}
	room, _, err := tx.Room(e.Room)
	act.By, act.Whom, act.Room = by.Person, about.Person, room.Name
	return act, err
}
