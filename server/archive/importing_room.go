package archive

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// arriving is a room that is taken in.
type arriving struct {
	*importer
	from   shared.Room
	id     shared.RoomID   // here
	owner  shared.PersonID // who made it, here
	inside map[shared.PersonID]bool
	seqs   map[shared.Seq]shared.Seq // of messages in the source, and here
	last   shared.Seq                // the newest message, here
	first  shared.Message            // of the source
	known  bool                      // whether it is the very room that was exported
	at     int64                     // when it was said
}

// room takes one in, with all that was said there.
func (m *importer) room(place int, from shared.Room) error {
	begins, err := m.begins(place)
	if err != nil {
		return err
	}
	a := &arriving{importer: m, from: from, inside: map[shared.PersonID]bool{}, seqs: map[shared.Seq]shared.Seq{}, first: begins}
	if begins.Seq != 0 { // where nothing was said, it is made now
		a.at = past(begins.At)
	}
	if err := a.make(); err != nil || a.id == "" {
		return err
	}
	m.done.Rooms++
	for _, id := range slices.Concat(from.Members, from.With) {
		if err := a.enter(m.here(id)); err != nil {
			return err
		}
	}
	if err := m.From.Messages(place, a.message); err != nil {
		return err
	}
	return a.settle()
}

// make finds or makes the room. Where that can't be, its ID stays empty.
func (a *arriving) make() error {
	a.owner = a.here(a.from.By)
	for _, id := range slices.Concat(a.from.Members, a.from.With) {
		a.owner = cmp.Or(a.owner, a.here(id))
	}
	switch {
	case a.from.ID == shared.General:
		a.id = shared.General
		return nil
	case a.owner == "":
		return a.left(a.from.Name, shared.Errorf(shared.CodePersonNotFound, "nobody was in the room"))
	case a.from.Direct && len(a.from.With) > 1:
		return a.makeDirect()
	}
	for n := range mostOfOneName {
		name := numbered(cmp.Or(a.from.Name, "room"), n)
		create := shared.Command{ID: CommandID(a.at, "room", string(a.from.ID), name), Body: shared.CreateRoom{Name: name, Topic: a.from.Topic, Private: a.from.Private || a.from.Direct}}
		if a.from.ID.Valid() && n == 0 && !a.from.Private {
			create.Room = a.from.ID
		}
		if n == 0 {
			if found, err := a.recognise(create.ID); found || err != nil {
				return err
			}
		}
		reply, err := a.do(a.owner, a.at, create)
		if code := shared.CodeOf(err); code == shared.CodeRoomExists || code == shared.CodeNameTaken {
			continue
		}
		if err == nil {
			a.id = reply.Room
			a.inside[a.owner] = true
		}
		return a.left(a.from.Name, err)
	}
	return a.left(a.from.Name, shared.Errorf(shared.CodeRoomExists, "there are too many rooms of that name"))
}

// recognise finds the room by its first message, where this server is the one that
// it came from, or an import has made it under another name before. The command is
// the one that would make it now.
func (a *arriving) recognise(made shared.CommandID) (bool, error) {
	if _, done, err := a.Store.Earlier(a.ctx, a.owner, made); done || err != nil {
		return false, err
	}
	reply, done, err := a.Store.Earlier(a.ctx, a.here(a.first.By), a.first.Command)
	if done {
		a.id, a.known = reply.Room, reply.Room == a.from.ID
	}
	return done, err
}

func (a *arriving) makeDirect() error {
	var people []shared.PersonID
	for _, id := range a.from.With {
		if here := a.here(id); here != "" {
			people = append(people, here)
		}
	}
	owner := people[0]
	reply, err := a.do(owner, a.at, shared.Command{ID: CommandID(a.at, "direct", string(a.from.ID)), Body: shared.OpenDirect{People: people}})
	if shared.CodeOf(err) == shared.CodeRoomExists {
		reply.Room, err = chat.DirectRoomID(shared.DirectPeople(owner, people)), nil
	}
	if err == nil {
		a.id = reply.Room
	}
	return a.left("a direct room", err)
}

// enter brings somebody into the room who may say something there.
func (a *arriving) enter(person shared.PersonID) error {
	if person == "" || a.inside[person] {
		return nil
	}
	if a.inside[person] = true; a.from.Direct && len(a.from.With) > 1 {
		return nil
	}
	by, body := person, shared.CommandBody(shared.Join{})
	if a.from.Private || a.from.Direct {
		by, body = a.owner, shared.AddPerson{Person: person}
	}
	_, err := a.do(by, a.at, shared.Command{ID: CommandID(a.at, "enter", string(a.id), string(person)), Room: a.id, Body: body})
	if shared.CodeOf(err) == shared.CodeAlreadyEntered {
		err = nil
	}
	return a.left(fmt.Sprintf("%s in “%s”", person, a.from.Name), err)
}

// settle leaves the room as it was: read by all, with those who were in it, and
// archived where it was.
func (a *arriving) settle() error {
	if a.known {
		return nil
	}
	stay := map[shared.PersonID]bool{}
	for _, id := range a.from.Members {
		stay[a.here(id)] = true
	}
	for _, person := range slices.Sorted(maps.Keys(a.inside)) {
		ask := func(what string, body shared.CommandBody) error {
			_, err := a.do(person, a.at, shared.Command{ID: CommandID(a.at, what, string(a.id), string(person), fmt.Sprint(a.last)), Room: a.id, Body: body})
			return a.left(what, err)
		}
		if a.last != 0 {
			if err := ask("read", shared.ReadRoom{Message: a.last}); err != nil {
				return err
			}
		}
		if !a.from.Direct && len(stay) > 0 && !stay[person] && person != a.owner && a.id != shared.General {
			if err := ask("leave", shared.Leave{}); err != nil {
				return err
			}
		}
	}
	if !a.from.Archived || a.id == shared.General {
		return nil
	}
	_, err := a.do(a.owner, a.at, shared.Command{ID: CommandID(a.at, "archive", string(a.id)), Room: a.id, Body: shared.ArchiveRoom{}})
	return a.left("archiving “"+a.from.Name+"”", err)
}
