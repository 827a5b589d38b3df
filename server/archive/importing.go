package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

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
