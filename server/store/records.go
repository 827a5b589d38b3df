package store

import (
	"encoding/json"

	"parley/server/chat"
	"parley/shared"
)

// records is chat.Tx over the derived tables, within one transaction of a
// connection. It remembers the people, rooms and memberships it met, because a
// batch meets few of them often; what it remembers is what it read or wrote
// itself, in a transaction that writes alone.
type records struct {
	*conn
	now     int64 // the time of what is written, in milliseconds since 1970; 0 where nothing is
	persons map[shared.PersonID]lookup[chat.Person]
	rooms   map[shared.RoomID]lookup[chat.Room]
	members map[membership]lookup[shared.Seq]
	stands  map[membership]lookup[chat.Standing]
}

// found is a record, or that there is none.
type lookup[T any] struct {
	record T
	ok     bool
}

type membership struct {
	room   shared.RoomID
	person shared.PersonID
}

var _ chat.Tx = (*records)(nil)

func newRecords(c *conn) *records {
	r := &records{conn: c}
	r.forget()
	return r
}

// forget drops what is remembered: after a rollback it may be untrue.
func (r *records) forget() {
	r.persons = map[shared.PersonID]lookup[chat.Person]{}
	r.rooms = map[shared.RoomID]lookup[chat.Room]{}
	r.members = map[membership]lookup[shared.Seq]{}
	r.stands = map[membership]lookup[chat.Standing]{}
}

func (r *records) Person(id shared.PersonID) (chat.Person, bool, error) {
	return remembered(r.persons, id, func() (chat.Person, bool, error) {
		return document[chat.Person](r.conn, "SELECT doc FROM persons WHERE id = $1", args{id})
	})
}

func (r *records) Room(id shared.RoomID) (chat.Room, bool, error) {
	return remembered(r.rooms, id, func() (chat.Room, bool, error) {
		return document[chat.Room](r.conn, "SELECT doc FROM rooms WHERE id = $1", args{id})
	})
}

func (r *records) Message(room shared.RoomID, seq shared.Seq) (shared.Message, bool, error) {
	return document[shared.Message](r.conn, "SELECT doc FROM messages WHERE room = $1 AND seq = $2", args{room, seq})
}

func (r *records) Member(room shared.RoomID, person shared.PersonID) (shared.Seq, bool, error) {
	return remembered(r.members, membership{room, person}, func() (since shared.Seq, ok bool, err error) {
		ok, err = r.one("SELECT since FROM members WHERE room = $1 AND person = $2", args{room, person}, &since)
		return since, ok, err
	})
}

func (r *records) PersonNamed(key string) (id shared.PersonID, ok bool, err error) {
	ok, err = r.one("SELECT id FROM persons WHERE name_key = $1", args{key}, &id)
	return id, ok, err
}

func (r *records) RoomNamed(key string) (id shared.RoomID, ok bool, err error) {
	ok, err = r.one("SELECT id FROM rooms WHERE name_key = $1", args{key}, &id)
	return id, ok, err
}

func (r *records) RoomsOf(person shared.PersonID) (rooms []shared.RoomID, err error) {
	err = r.each("SELECT room FROM members WHERE person = $1 AND room <> $2 ORDER BY room", args{person, chat.Moderators}, func(scan func(...any) error) error {
		var room shared.RoomID
		err := scan(&room)
		rooms = append(rooms, room)
		return err
	})
	return rooms, err
}

func (r *records) CountRooms() (count int, err error) {
	_, err = r.one("SELECT count(name_key) FROM rooms", nil, &count)
	return count, err
}

func (r *records) PutPerson(person chat.Person) error {
	doc, err := encodeDoc(person)
	if err != nil {
		return err
	}
	var key any // NULL
	if !person.Left {
		key = chat.NameKey(person.Name)
	}
	if err := r.dropPicture(person); err != nil {
		return err
	}
	r.persons[person.ID] = lookup[chat.Person]{person, true}
	_, err = r.exec(`INSERT INTO persons (id, name_key, role, picture, doc) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, role = excluded.role, picture = excluded.picture, doc = excluded.doc`,
		person.ID, key, person.Role, person.Picture, doc)
	return err
}

func (r *records) PutRoom(room chat.Room) error {
	doc, err := encodeDoc(room)
	if err != nil {
		return err
	}
	var key any // NULL
	if !room.Private {
		key = chat.NameKey(room.Name)
	}
	before := r.rooms[room.ID]
	r.rooms[room.ID] = lookup[chat.Room]{room, true}
	if before.ok && before.record.Name == room.Name { // as with every message
		_, err = r.exec("UPDATE rooms SET doc = $2 WHERE id = $1", room.ID, doc)
		return err
	}
	_, err = r.exec(`INSERT INTO rooms (id, name_key, doc) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, doc = excluded.doc`, room.ID, key, doc)
	return err
}

func (r *records) AddMessage(room shared.RoomID, message shared.Message, number int64) error {
	doc, err := encodeDoc(message)
	if err != nil {
		return err
	}
	_, err = r.exec("INSERT INTO messages (room, seq, doc, number) VALUES ($1, $2, $3, $4)", room, message.Seq, doc, number)
	return err
}

func (r *records) PutMessage(room shared.RoomID, message shared.Message) error {
	doc, err := encodeDoc(message)
	if err != nil {
		return err
	}
	deleted := 0
	if message.Deleted {
		deleted = 1
	}
	_, err = r.exec("UPDATE messages SET doc = $3, deleted = $4 WHERE room = $1 AND seq = $2", room, message.Seq, doc, deleted)
	return err
}

func (r *records) PutMember(room shared.RoomID, person shared.PersonID, since shared.Seq) error {
	r.members[membership{room, person}] = lookup[shared.Seq]{since, true}
	_, err := r.exec(`INSERT INTO members (room, person, since) VALUES ($1, $2, $3)
		ON CONFLICT (room, person) DO UPDATE SET since = excluded.since`, room, person, since)
	return err
}

func (r *records) DeleteMember(room shared.RoomID, person shared.PersonID) error {
	r.members[membership{room, person}] = lookup[shared.Seq]{}
	_, err := r.exec("DELETE FROM members WHERE room = $1 AND person = $2", room, person)
	return err
}

func remembered[K comparable, T any](known map[K]lookup[T], key K, read func() (T, bool, error)) (T, bool, error) {
	if f, ok := known[key]; ok {
		return f.record, f.ok, nil
	}
	record, ok, err := read()
	if err == nil {
		known[key] = lookup[T]{record, ok}
	}
	return record, ok, err
}

// encodeDoc gives a record's JSON as text: bytes would be stored as such.
func encodeDoc(record any) (string, error) {
	doc, err := json.Marshal(record)
	return string(doc), err
}

// document reads one record's JSON.
func document[T any](c *conn, query string, in args) (record T, ok bool, err error) {
	var doc []byte
	ok, err = c.one(query, in, &doc)
	if ok {
		err = json.Unmarshal(doc, &record)
	}
	return record, ok && err == nil, err
}
