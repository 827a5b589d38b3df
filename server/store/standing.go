package store

import (
	"parley/server/chat"
	"parley/shared"
)

func (r *records) Standing(room shared.RoomID, person shared.PersonID) (chat.Standing, bool, error) {
	return remembered(r.stands, membership{room, person}, func() (at chat.Standing, ok bool, err error) {
		ok, err = r.one("SELECT read, posted FROM standings WHERE person = $1 AND room = $2", args{person, room}, &at.Read, &at.Posted)
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

func (r *records) PutStanding(room shared.RoomID, person shared.PersonID, at chat.Standing) error {
	r.stands[membership{room, person}] = lookup[chat.Standing]{at, true}
	_, err := r.exec(`INSERT INTO standings (person, room, read, posted) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person, room) DO UPDATE SET read = excluded.read, posted = excluded.posted`, person, room, at.Read, at.Posted)
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
	return chat.StandingIn(tx, room, at)
}
