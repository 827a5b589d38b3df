package chattest

import "parley/shared"

func (m *Memory) Now() int64 { return m.Clock }

func (m *Memory) Wrote(room shared.RoomID, person shared.PersonID) (int64, bool, error) {
	at, ok := m.Wrotes[room][person]
	return at, ok, nil
}

func (m *Memory) PutWrote(room shared.RoomID, person shared.PersonID, at int64) error {
	if m.Wrotes[room] == nil {
		m.Wrotes[room] = map[shared.PersonID]int64{}
	}
	m.Wrotes[room][person] = at
	return nil
}
