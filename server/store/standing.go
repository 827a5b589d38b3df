package store

import (
	"slices"

	"parley/server/chat"
	"parley/shared"
)

func (r *records) Standing(room shared.RoomID, person shared.PersonID) (chat.Standing, bool, error) {
	return remembered(r.stands, membership{room, person}, func() (at chat.Standing, ok bool, err error) {
		ok, err = r.one("SELECT read, posted, level, hidden FROM standings WHERE person = $1 AND room = $2", args{person, room},
			&at.Read, &at.Posted, &at.Level, &at.Hidden)
		return at, ok, err
	})
}

func (r *records) PostedUpTo(room shared.RoomID, seq shared.Seq) (posted int64, err error) {
	_, err = r.one("SELECT number FROM messages WHERE room = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1", args{room, seq}, &posted)
	return posted, err
}

func (r *records) DeletedAfter(room shared.RoomID, seq shared.Seq) (deleted int64, err error) {
	_, err = r.one("SELECT count(*) FROM messages WHERE deleted = 1 AND room = $1 AND seq > $2", args{room, seq}, &deleted)
	return deleted, err
}

// CallsAfter reads no more of an index than it gives, twice.
func (r *records) CallsAfter(room shared.RoomID, person shared.PersonID, seq shared.Seq) (calls []shared.Seq, err error) {
	for _, called := range []shared.PersonID{person, chat.Everyone} {
		err = r.each(`SELECT seq FROM calls WHERE room = $1 AND person = $2 AND seq > $3 AND author <> $4
			AND author NOT IN (SELECT blocked FROM blocks WHERE person = $4) ORDER BY seq DESC LIMIT $5`, args{room, called, seq, person, shared.MaxUnreadCalls}, func(scan func(...any) error) error {
			var message shared.Seq
			err := scan(&message)
			calls = append(calls, message)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(calls)
	calls = slices.Compact(calls)
	return calls[max(0, len(calls)-shared.MaxUnreadCalls):], nil
}

func (r *records) AddCall(room shared.RoomID, person shared.PersonID, message shared.Seq, author shared.PersonID) error {
	_, err := r.exec(`INSERT INTO calls (room, person, seq, author) VALUES ($1, $2, $3, $4)
		ON CONFLICT (room, person, seq) DO NOTHING`, room, person, message, author)
	return err
}

func (r *records) DeleteCalls(room shared.RoomID, message shared.Seq) error {
	_, err := r.exec("DELETE FROM calls WHERE room = $1 AND seq = $2", room, message)
	return err
}

func (r *records) PutStanding(room shared.RoomID, person shared.PersonID, at chat.Standing) error {
	r.stands[membership{room, person}] = lookup[chat.Standing]{at, true}
	_, err := r.exec(`INSERT INTO standings (person, room, read, posted, level, hidden) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (person, room) DO UPDATE SET read = excluded.read, posted = excluded.posted, level = excluded.level, hidden = excluded.hidden`,
		person, room, at.Read, at.Posted, at.Level, at.Hidden)
	return err
}

func (r *records) DeleteStanding(room shared.RoomID, person shared.PersonID) error {
	r.stands[membership{room, person}] = lookup[chat.Standing]{}
	_, err := r.exec("DELETE FROM standings WHERE person = $1 AND room = $2", person, room)
	return err
}

// standing tells a person how they stand to one of their rooms.
func (v view) standing(room chat.Room, person shared.PersonID) (shared.Standing, error) {
	tx := newRecords(v.conn)
	at, _, err := tx.Standing(room.ID, person)
	if err != nil {
		return shared.Standing{}, err
	}
	return chat.StandingIn(tx, room, person, at)
}
