// Package chattest helps to test package chat and what implements chat.Tx: the
// records in memory, a suite that each implementation passes, and people who do
// random things.
package chattest

import (
	"maps"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// Memory is chat.Tx in maps. The zero value is not ready; see NewMemory. Its
// fields are for tests to compare.
type Memory struct {
	Persons  map[shared.PersonID]chat.Person
	Rooms    map[shared.RoomID]chat.Room
	Messages map[shared.RoomID]map[shared.Seq]shared.Message
	Members  map[shared.RoomID]map[shared.PersonID]shared.Seq
	Stands   map[shared.RoomID]map[shared.PersonID]chat.Standing
	Calls    map[Call]shared.PersonID // and who calls
	Files    map[shared.FileID]chat.Attachment
	Wrotes   map[shared.RoomID]map[shared.PersonID]int64
	Edits    map[shared.RoomID]map[shared.Seq][]shared.Seq // by message
	Order
	// Clock is the time of what is decided now.
	Clock int64
	// Uploads wait for their messages. They are no part of the log: a test puts
	// them here.
	Uploads map[shared.FileID]chat.Upload
}

var _ chat.Tx = (*Memory)(nil)

// NewMemory gives records that hold nothing.
func NewMemory() *Memory {
	return &Memory{
		Persons:  map[shared.PersonID]chat.Person{},
		Rooms:    map[shared.RoomID]chat.Room{},
		Messages: map[shared.RoomID]map[shared.Seq]shared.Message{},
		Members:  map[shared.RoomID]map[shared.PersonID]shared.Seq{},
		Stands:   map[shared.RoomID]map[shared.PersonID]chat.Standing{},
		Calls:    map[Call]shared.PersonID{},
		Files:    map[shared.FileID]chat.Attachment{},
		Wrotes:   map[shared.RoomID]map[shared.PersonID]int64{},
		Edits:    map[shared.RoomID]map[shared.Seq][]shared.Seq{},
		Uploads:  map[shared.FileID]chat.Upload{},
		Order:    newOrder(),
	}
}

func (m *Memory) Person(id shared.PersonID) (chat.Person, bool, error) {
	person, ok := m.Persons[id]
	return person, ok, nil
}

func (m *Memory) Room(id shared.RoomID) (chat.Room, bool, error) {
	room, ok := m.Rooms[id]
	return room, ok, nil
}

func (m *Memory) Message(room shared.RoomID, seq shared.Seq) (shared.Message, bool, error) {
	message, ok := m.Messages[room][seq]
	return message, ok, nil
}

func (m *Memory) Member(room shared.RoomID, person shared.PersonID) (shared.Seq, bool, error) {
	since, ok := m.Members[room][person]
	return since, ok, nil
}

func (m *Memory) PersonNamed(key string) (shared.PersonID, bool, error) {
	for id, person := range m.Persons {
		if !person.Left && chat.NameKey(person.Name) == key {
			return id, true, nil
		}
	}
	return "", false, nil
}

func (m *Memory) RoomNamed(key string) (shared.RoomID, bool, error) {
	for id, room := range m.Rooms {
		if !room.Private && chat.NameKey(room.Name) == key {
			return id, true, nil
		}
	}
	return "", false, nil
}

func (m *Memory) RoomsOf(person shared.PersonID) (rooms []shared.RoomID, err error) {
	for _, room := range slices.Sorted(maps.Keys(m.Members)) {
		if _, member := m.Members[room][person]; member && room != chat.Moderators {
			rooms = append(rooms, room)
		}
	}
	return rooms, nil
}

func (m *Memory) CountRooms() (count int, err error) {
	for _, room := range m.Rooms {
		if !room.Private {
			count++
		}
	}
	return count, nil
}

func (m *Memory) Upload(id shared.FileID) (chat.Upload, bool, error) {
	upload, ok := m.Uploads[id]
	return upload, ok, nil
}

func (m *Memory) PutFile(attachment chat.Attachment) error {
	m.Files[attachment.File.ID] = attachment
	delete(m.Uploads, attachment.File.ID)
	return nil
}

func (m *Memory) DeleteFile(id shared.FileID) error {
	delete(m.Files, id)
	return nil
}

func (m *Memory) DeleteFiles(room shared.RoomID, message shared.Seq) error {
	maps.DeleteFunc(m.Files, func(_ shared.FileID, a chat.Attachment) bool { return a.Room == room && a.Message == message })
	return nil
}

func (m *Memory) PutPerson(person chat.Person) error {
	m.Persons[person.ID] = person
	return nil
}

func (m *Memory) PutRoom(room chat.Room) error {
	m.Rooms[room.ID] = room
	return nil
}

func (m *Memory) AddMessage(room shared.RoomID, message shared.Message, _ int64) error {
	return m.PutMessage(room, message)
}

func (m *Memory) PutMessage(room shared.RoomID, message shared.Message) error {
	if m.Messages[room] == nil {
		m.Messages[room] = map[shared.Seq]shared.Message{}
	}
	m.Messages[room][message.Seq] = message
	return nil
}

func (m *Memory) PutMember(room shared.RoomID, person shared.PersonID, since shared.Seq) error {
	if m.Members[room] == nil {
		m.Members[room] = map[shared.PersonID]shared.Seq{}
	}
	m.Members[room][person] = since
	return nil
}

func (m *Memory) DeleteMember(room shared.RoomID, person shared.PersonID) error {
	delete(m.Members[room], person)
	return nil
}

func (m *Memory) AddEdit(room shared.RoomID, message, at shared.Seq) error {
	if m.Edits[room] == nil {
		m.Edits[room] = map[shared.Seq][]shared.Seq{}
	}
	m.Edits[room][message] = append(m.Edits[room][message], at)
	return nil
}

func (m *Memory) DeleteEdits(room shared.RoomID, message shared.Seq) error {
	delete(m.Edits[room], message)
	return nil
}
