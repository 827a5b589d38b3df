package chattest

import (
	"maps"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// Call is a message that calls a person, or chat.Everyone.
type Call struct {
	Room    shared.RoomID
	Person  shared.PersonID
	Message shared.Seq
}

func (m *Memory) Standing(room shared.RoomID, person shared.PersonID) (chat.Standing, bool, error) {
	at, ok := m.Stands[room][person]
	return at, ok, nil
}

func (m *Memory) PostedUpTo(room shared.RoomID, seq shared.Seq) (posted int64, err error) {
	for _, message := range m.Messages[room] {
		if message.Seq <= seq {
			posted++
		}
	}
	return posted, nil
}

func (m *Memory) DeletedAfter(room shared.RoomID, seq shared.Seq) (deleted int64, err error) {
	for _, message := range m.Messages[room] {
		if message.Seq > seq && message.Deleted {
			deleted++
		}
	}
	return deleted, nil
}

func (m *Memory) CallsAfter(room shared.RoomID, person shared.PersonID, seq shared.Seq) (calls []shared.Seq, err error) {
	for call, author := range m.Calls {
		if call.Room == room && call.Message > seq && author != person && !m.Blocks[person][author] && (call.Person == person || call.Person == chat.Everyone) {
			calls = append(calls, call.Message)
		}
	}
	slices.Sort(calls)
	calls = slices.Compact(calls)
	return calls[max(0, len(calls)-shared.MaxUnreadCalls):], nil
}

func (m *Memory) AddCall(room shared.RoomID, person shared.PersonID, message shared.Seq, author shared.PersonID) error {
	m.Calls[Call{room, person, message}] = author
	return nil
}

func (m *Memory) DeleteCalls(room shared.RoomID, message shared.Seq) error {
	maps.DeleteFunc(m.Calls, func(call Call, _ shared.PersonID) bool { return call.Room == room && call.Message == message })
	return nil
}

func (m *Memory) PutStanding(room shared.RoomID, person shared.PersonID, at chat.Standing) error {
	if m.Stands[room] == nil {
		m.Stands[room] = map[shared.PersonID]chat.Standing{}
	}
	m.Stands[room][person] = at
	return nil
}

func (m *Memory) DeleteStanding(room shared.RoomID, person shared.PersonID) error {
	delete(m.Stands[room], person)
	return nil
}
