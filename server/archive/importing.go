package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"parley/server/chat"
	"parley/server/files"
	"parley/server/store"
	"parley/shared"
)

// Clock is the time that what is taken in happened at.
type Clock struct{ at atomic.Int64 }

// Now is that time; the present where nothing is being taken in.
func (c *Clock) Now() time.Time {
	if at := c.at.Load(); at != 0 {
		return time.UnixMilli(at)
	}
	return time.Now()
}

// Importing is what to take in, and where to.
type Importing struct {
	From  Source
	Store *store.Store // whose clock is Clock
	Clock *Clock
	Files *files.Store
	// SameNames has people of the source be those of the same name who have an
	// account here. Otherwise they are others, whose names get a number.
	SameNames bool
	// Progress is told how many messages of how many are done.
	Progress func(done, total int64)
}

// Imported is what came of it.
type Imported struct {
	People, Rooms, Messages, Files int
	Before                         int      // messages that had been taken in before
	Left                           int      // what was left out
	Reasons                        []string // the first of them
}

const maxReasons = 20

// Import takes a source in: as commands of those who did it, at the time that they
// did. What was taken in before is left as it is, so that an import that was broken
// off is gone on with by another one.
func Import(ctx context.Context, i Importing) (Imported, error) {
	m := &importer{Importing: i, ctx: ctx, people: map[shared.PersonID]shared.PersonID{}}
	defer i.Clock.at.Store(0)
	err := m.run()
	return m.done, err
}

type importer struct {
	Importing
	ctx    context.Context
	people map[shared.PersonID]shared.PersonID // of the source, and who they are here
	total  int64
	told   int64
	done   Imported
}

func (m *importer) run() error {
	people, err := m.From.People()
	if err != nil {
		return err
	}
	rooms, err := m.From.Rooms()
	if err != nil {
		return err
	}
	if err := m.count(rooms); err != nil {
		return err
	}
	for _, person := range people {
		if err := m.person(person); err != nil {
			return err
		}
	}
	for place, room := range rooms {
		if err := m.room(place, room); err != nil {
			return err
		}
	}
	return nil
}

// count tells how many messages there are, so that it can be told how far one is. A
// source that does not say it is read through.
func (m *importer) count(rooms []shared.Room) error {
	for place, room := range rooms {
		if m.total += room.Posted; room.Posted != 0 {
			continue
		}
		if err := m.From.Messages(place, func(shared.Message) error { m.total++; return nil }); err != nil {
			return err
		}
	}
	return nil
}

// do has a command done at a time, unless it was before. Its refusals are
// *shared.Error.
func (m *importer) do(by shared.PersonID, at int64, command shared.Command) (shared.CommandReply, error) {
	if reply, done, err := m.Store.Earlier(m.ctx, by, command.ID); done || err != nil {
		reply.Duplicate = done
		return reply, err
	}
	if err := command.Validate(); err != nil {
		return shared.CommandReply{}, err
	}
	m.Clock.at.Store(at)
	reply, err := m.Store.Do(m.ctx, by, command)
	return shared.CommandReply{Seq: reply.Seq, Room: cmp.Or(reply.Room, command.Room), Duplicate: reply.Duplicate}, err
}

// left notes what can't be taken in, and gives back what is no refusal.
func (m *importer) left(what string, err error) error {
	code := shared.CodeOf(err)
	if err == nil || code == shared.CodeInternal || code == shared.CodeUnavailable || code == shared.CodeStorageFull {
		return err
	}
	if m.done.Left++; len(m.done.Reasons) < maxReasons {
		m.done.Reasons = append(m.done.Reasons, what+": "+err.Error())
	}
	return nil
}

// person finds or makes who somebody of the source is here. They have an account
// without a password: the operator gives them a link for one.
func (m *importer) person(p shared.Person) error {
	if here, err := m.Store.Person(m.ctx, p.ID); err == nil && here.Name != "" {
		m.people[p.ID] = p.ID
		return nil
	} else if code := shared.CodeOf(err); err != nil && code != shared.CodePersonNotFound {
		return err
	}
	if same, ok, err := m.named(p.Name); err != nil || ok {
		m.people[p.ID] = same
		return err
	}
	role := shared.RoleMember
	if p.Role == shared.RoleBot {
		role = p.Role
	}
	for n := range mostOfOneName {
		name := numbered(p.Name, n)
		_, err := m.do(p.ID, 0, shared.Command{ID: CommandID(0, "person", string(p.ID), name), Room: shared.General, Body: shared.Join{Name: name, Role: role}})
		if shared.CodeOf(err) == shared.CodeNameTaken {
			continue
		}
		if err == nil {
			m.people[p.ID] = p.ID
			m.done.People++
		}
		return m.left(p.Name, err)
	}
	return m.left(p.Name, shared.Errorf(shared.CodeNameTaken, "there are too many of that name"))
}

// mostOfOneName is how many people or rooms may have one name but for its number.
const mostOfOneName = 50

// numbered is a name for the next one who has it.
func numbered(name string, n int) string {
	if n == 0 {
		return name
	}
	number := " (" + strconv.Itoa(n+1) + ")"
	if room := shared.MaxNameRunes - len(number); len([]rune(name)) > room {
		name = string([]rune(name)[:room])
	}
	return name + number
}

// named finds who has an account here under a name, where that is to be the same
// person.
func (m *importer) named(name string) (shared.PersonID, bool, error) {
	if !m.SameNames {
		return "", false, nil
	}
	here, err := m.Store.PersonNamed(m.ctx, name)
	if shared.CodeOf(err) == shared.CodePersonNotFound {
		return "", false, nil
	}
	return here.ID, err == nil && here.Role.AtLeast(shared.RoleMember), err
}

// here is who somebody of the source is; "" for nobody.
func (m *importer) here(id shared.PersonID) shared.PersonID { return m.people[id] }

// keepFile brings a file for a message, and gives its ID here.
func (m *importer) keepFile(f shared.File, by shared.PersonID, room shared.RoomID, id shared.FileID) error {
	content, err := m.From.Open(f)
	if err != nil {
		return shared.Errorf(shared.CodeFileNotFound, "its content is not there: %v", err)
	}
	defer content.Close()
	draft, err := m.Files.Receive(content, files.Claim{Name: f.Name, Type: f.Type})
	if err != nil {
		return err
	}
	draft.File.ID = id
	err = draft.Keep(func() error {
		err := m.Store.DropUpload(m.ctx, by, id) // which an import left that was broken off
		if err != nil && shared.CodeOf(err) != shared.CodeFileNotFound {
			return err
		}
		return m.Store.AddUpload(m.ctx, chat.Upload{File: draft.File, By: by, Room: room}, time.Now().Add(shared.UploadLife))
	})
	if err == nil {
		m.done.Files++
	}
	return err
}

var errFirst = errors.New("that is the first message")

// begins is the first message of a room; zero where there is none.
func (m *importer) begins(place int) (first shared.Message, err error) {
	err = m.From.Messages(place, func(m shared.Message) error {
		first = m
		return errFirst
	})
	if errors.Is(err, errFirst) {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("reading room %d: %w", place+1, err)
	}
	return first, err
}
