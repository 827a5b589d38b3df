package chattest

import (
	"maps"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// Order is what is done for the peace of the server.
type Order struct {
	Bans   map[shared.PersonID]chat.Ban
	Acts   map[shared.Seq]shared.RoomID
	Blocks map[shared.PersonID]map[shared.PersonID]bool
	// Reports are those that are open: who made them, and whom they are about.
	Reports map[shared.Seq][2]shared.PersonID
}

func newOrder() Order {
	return Order{Bans: map[shared.PersonID]chat.Ban{}, Acts: map[shared.Seq]shared.RoomID{}, Reports: map[shared.Seq][2]shared.PersonID{}, Blocks: map[shared.PersonID]map[shared.PersonID]bool{}}
}

func (o Order) Ban(id shared.PersonID) (chat.Ban, bool, error) {
	ban, ok := o.Bans[id]
	return ban, ok, nil
}

func (o Order) BanNamed(key string) (shared.PersonID, bool, error) {
	for id, ban := range o.Bans {
		if chat.NameKey(ban.Person.Name) == key {
			return id, true, nil
		}
	}
	return "", false, nil
}

func (o Order) AddAct(seq shared.Seq, room shared.RoomID) error {
	o.Acts[seq] = room
	return nil
}

func (o Order) OpenReport(seq shared.Seq) (shared.PersonID, bool, error) {
	report, ok := o.Reports[seq]
	return report[1], ok, nil
}

func (o Order) OpenReports(by shared.PersonID) (count int, err error) {
	for _, report := range o.Reports {
		if report[0] == by {
			count++
		}
	}
	return count, nil
}

func (o Order) AddReport(seq shared.Seq, by, about shared.PersonID) error {
	o.Reports[seq] = [2]shared.PersonID{by, about}
	return nil
}

func (o Order) DeleteReport(seq shared.Seq) error {
	delete(o.Reports, seq)
	return nil
}

func (o Order) Blocked(by shared.PersonID) ([]shared.PersonID, error) {
	return slices.Sorted(maps.Keys(o.Blocks[by])), nil
}

func (o Order) PutBlock(by, person shared.PersonID) error {
	if o.Blocks[by] == nil {
		o.Blocks[by] = map[shared.PersonID]bool{}
	}
	o.Blocks[by][person] = true
	return nil
}

func (o Order) DeleteBlock(by, person shared.PersonID) error {
	if delete(o.Blocks[by], person); len(o.Blocks[by]) == 0 {
		delete(o.Blocks, by)
	}
	return nil
}

func (o Order) PutBan(ban chat.Ban) error {
	o.Bans[ban.Person.ID] = ban
	return nil
}

func (o Order) DeleteBan(id shared.PersonID) error {
	delete(o.Bans, id)
	return nil
}

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
