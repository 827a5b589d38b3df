// Package statetest is a log in memory that answers as the server does, for
// tests of the client.
package statetest

import (
	"maps"
	"slices"

	"parley/shared"
)

// Log is a server's truth: events, and what follows from them. It is for one
// goroutine at a time.
type Log struct {
	Epoch string
	Now   int64 // milliseconds since 1970

	events []entry
	rooms  map[shared.RoomID]*room
	people map[shared.PersonID]shared.Person
	done   map[author]shared.CommandReply

	reports    map[shared.Seq]bool // that wait for a moderator
	moderators map[shared.PersonID]shared.Seq
	banned     map[shared.PersonID]bool
	blocks     map[[2]shared.PersonID]bool // who does not want to hear whom
}

// moderators is the room of what moderators hear alone. It is none.
const moderators shared.RoomID = "@moderators"

type author struct {
	by shared.PersonID
	id shared.CommandID
}

// entry is an event and who may see it: a room's members, a person, or everyone
// where both are empty.
type entry struct {
	event  shared.Event
	room   shared.RoomID
	person shared.PersonID
}

type room struct {
	log      *Log
	facts    shared.Room
	since    map[shared.PersonID]shared.Seq
	read     map[shared.PersonID]shared.Seq
	level    map[shared.PersonID]shared.Level
	hidden   map[shared.PersonID]shared.Seq
	posted   map[shared.Seq]shared.Rich // as each message was posted
	messages []*shared.Message
}

// New makes a log that has the general room.
func New(epoch string) *Log {
	l := &Log{Epoch: epoch, Now: 1_700_000_000_000, rooms: map[shared.RoomID]*room{},
		people: map[shared.PersonID]shared.Person{}, done: map[author]shared.CommandReply{},
		reports: map[shared.Seq]bool{}, moderators: map[shared.PersonID]shared.Seq{}, blocks: map[[2]shared.PersonID]bool{}, banned: map[shared.PersonID]bool{}}
	l.open(shared.Room{ID: shared.General, Name: "General"})
	l.add(shared.Event{Room: shared.General, Body: shared.RoomCreated{Name: "General"}})
	return l
}

// Cursor is the end of the log.
func (l *Log) Cursor() shared.Cursor {
	return shared.Cursor{Epoch: l.Epoch, Seq: shared.Seq(len(l.events))}
}

// Enter makes a person, in the general room.
func (l *Log) Enter(name string) shared.PersonID {
	id := shared.NewPersonID()
	l.people[id] = shared.Person{ID: id, Name: name}
	l.Must(id, shared.General, shared.Join{Name: name})
	return id
}

// Must has a new command done that can't be refused.
func (l *Log) Must(by shared.PersonID, in shared.RoomID, body shared.CommandBody) shared.Seq {
	reply, err := l.Do(by, shared.Command{ID: shared.NewCommandID(l.Now), Room: in, Body: body})
	if err != nil {
		panic(err)
	}
	return reply.Seq
}

// Do has a command done, once however often it is asked for.
func (l *Log) Do(by shared.PersonID, cmd shared.Command) (shared.CommandReply, *shared.Error) {
	if reply, ok := l.done[author{by, cmd.ID}]; ok {
		reply.Duplicate = true
		return reply, nil
	}
	l.Now++
	do := &doing{log: l, by: by}
	if err := cmd.Visit(do); err != nil {
		return shared.CommandReply{}, err.(*shared.Error)
	}
	do.event.By, do.event.Command = by, cmd.ID
	reply := shared.CommandReply{Seq: l.add(do.event)}
	if do.event.Room != cmd.Room {
		reply.Room = do.event.Room
	}
	l.done[author{by, cmd.ID}] = reply
	return reply, nil
}

// AddUnknown logs an event of a kind from the future.
func (l *Log) AddUnknown(by shared.PersonID, in shared.RoomID) shared.Seq {
	body := shared.Unknown{Name: "poll.opened", Raw: []byte(`{"question":"?"}`)}
	return l.add(shared.Event{Room: in, By: by, Command: shared.NewCommandID(l.Now), Body: body})
}

// Snapshot is what a person knows now.
func (l *Log) Snapshot(p shared.PersonID) shared.Snapshot {
	snapshot := shared.Snapshot{Cursor: l.Cursor(), Me: l.person(p)}
	if l.moderators[p] != 0 {
		snapshot.Reports = len(l.reports)
	}
	for block := range l.blocks {
		if block[0] == p {
			snapshot.Blocked = append(snapshot.Blocked, block[1])
		}
	}
	seen := map[shared.PersonID]bool{}
	for _, r := range l.rooms {
		if r.since[p] == 0 {
			continue
		}
		facts := r.facts
		facts.Members = slices.Clone(facts.Members)
		facts.Mine = r.standing(p)
		snapshot.Rooms = append(snapshot.Rooms, facts)
		for _, m := range append(slices.Clone(facts.With), facts.Members...) {
			if !seen[m] {
				seen[m] = true
				snapshot.People = append(snapshot.People, l.person(m))
			}
		}
	}
	return snapshot
}

// Events are those after a position that a person may see, at most limit.
func (l *Log) Events(p shared.PersonID, after shared.Seq, limit int) []shared.Event {
	var events []shared.Event
	for _, e := range l.events[min(int(after), len(l.events)):] {
		if len(events) < limit && l.sees(p, e) {
			events = append(events, e.event)
		}
	}
	return events
}

func (l *Log) sees(p shared.PersonID, e entry) bool {
	if e.room == "" && e.person == "" || e.person == p {
		return true
	}
	if since := l.moderators[p]; e.room == moderators {
		return since != 0 && e.event.Seq >= since
	}
	r := l.rooms[e.room]
	return r != nil && r.since[p] != 0 && e.event.Seq >= r.since[p]
}

// Messages is a page of history; at most one of the three bounds is not 0.
func (l *Log) Messages(in shared.RoomID, before, after, around shared.Seq, limit int) shared.Page {
	all := l.rooms[in].messages
	at := func(seq shared.Seq) int { // the first message at or after seq
		i, _ := slices.BinarySearchFunc(all, seq, func(m *shared.Message, seq shared.Seq) int { return int(m.Seq - seq) })
		return i
	}
	from, to := max(0, len(all)-limit), len(all)
	switch {
	case before != 0:
		to = at(before)
		from = max(0, to-limit)
	case after != 0:
		from = at(after + 1)
		to = min(len(all), from+limit)
	case around != 0:
		from = max(0, at(around)-limit/2)
		to = min(len(all), from+limit)
	}
	page := shared.Page{Cursor: l.Cursor(), More: from > 0, Newer: to < len(all), Messages: []shared.Message{}}
	for _, m := range all[from:to] {
		page.Messages = append(page.Messages, *m)
		page.People = append(page.People, l.person(m.By))
		if m.DeletedBy != "" {
			page.People = append(page.People, l.person(m.DeletedBy))
		}
		for _, r := range m.Reactions {
			for _, p := range r.By {
				page.People = append(page.People, l.person(p))
			}
		}
	}
	for _, m := range page.Messages {
		if i := at(m.Reply); m.Reply != 0 && (i < from || i >= to) {
			page.Quoted = append(page.Quoted, *all[i])
		}
	}
	return page
}

// People lists everyone who ever entered, by ID.
func (l *Log) People() []shared.PersonID { return slices.Sorted(maps.Keys(l.people)) }

// Rooms lists the rooms that a person is in, and the others that they may know of.
func (l *Log) Rooms(p shared.PersonID) (in, out []shared.RoomID) {
	for id, r := range l.rooms {
		if r.since[p] != 0 {
			in = append(in, id)
		} else if !r.facts.Private {
			out = append(out, id)
		}
	}
	slices.Sort(in)
	slices.Sort(out)
	return in, out
}

// Texts are the texts of a room's messages that are not deleted.
func (l *Log) Texts(in shared.RoomID) []string {
	var texts []string
	for _, m := range l.rooms[in].messages {
		if !m.Deleted {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func (l *Log) person(p shared.PersonID) shared.Person {
	return l.people[p]
}

func (l *Log) open(facts shared.Room) *room {
	r := &room{log: l, facts: facts, since: map[shared.PersonID]shared.Seq{}, read: map[shared.PersonID]shared.Seq{}, level: map[shared.PersonID]shared.Level{}, hidden: map[shared.PersonID]shared.Seq{}, posted: map[shared.Seq]shared.Rich{}}
	l.rooms[facts.ID] = r
	return r
}

// Members are who is in a room, in the order of joining.
func (l *Log) Members(in shared.RoomID) []shared.PersonID {
	return slices.Clone(l.rooms[in].facts.Members)
}
