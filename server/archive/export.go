package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"parley/server/files"
	"parley/server/store"
	"parley/shared"
)

// Exporting is what to write, from where to where.
type Exporting struct {
	Data  string        // the folder of a server, which may run meanwhile
	Files string        // that of its files
	To    string        // must not exist, or be empty
	Room  shared.RoomID // "" for all
	// Progress is told how many messages of how many are done.
	Progress func(done, total int64)
}

// Exported is what came of it.
type Exported struct {
	Rooms, Messages, Files int
	Missing                int // files whose content is not there
}

// Export writes a copy of a server, or of one of its rooms.
func Export(ctx context.Context, e Exporting) (done Exported, err error) {
	if there, err := os.ReadDir(e.To); err == nil && len(there) > 0 {
		return done, fmt.Errorf("%s is not empty", e.To)
	}
	if err := os.MkdirAll(filepath.Join(e.To, filesFolder), folderMode); err != nil {
		return done, err
	}
	err = store.ReadCopy(ctx, e.Data, func(from store.Copy) error {
		x := &exporter{Exporting: e, from: from, people: map[shared.PersonID]shared.Person{}, copied: map[string]bool{}}
		err := x.run()
		done = x.done
		return err
	})
	return done, err
}

type exporter struct {
	Exporting
	from   store.Copy
	people map[shared.PersonID]shared.Person
	total  int64
	copied map[string]bool // files that are there, by name
	done   Exported
}

func (x *exporter) run() error {
	everyone, err := x.from.People()
	if err != nil {
		return err
	}
	rooms, err := x.from.Rooms()
	if err != nil {
		return err
	}
	if x.Room != "" {
		rooms = slices.DeleteFunc(rooms, func(r shared.Room) bool { return r.ID != x.Room })
		if len(rooms) == 0 {
			return shared.NoRoom(x.Room)
		}
	}
	named := map[shared.PersonID]bool{} // whom the rooms are about
	for _, p := range everyone {
		x.people[p.ID] = p.Person
		named[p.ID] = x.Room == ""
	}
	for _, room := range rooms {
		x.total += room.Posted
	}
	for i, room := range rooms {
		if err := x.room(i, room, named); err != nil {
			return err
		}
	}
	people := []shared.Person{}
	for _, p := range everyone {
		if named[p.ID] {
			people = append(people, p.Person)
		}
	}
	return errors.Join(
		writeAll(filepath.Join(x.To, peopleName), people),
		writeAll(filepath.Join(x.To, roomsName), rooms),
		x.index(rooms),
	)
}

// room writes a room's messages, as lines and as pages.
func (x *exporter) room(line int, room shared.Room, named map[shared.PersonID]bool) error {
	folder := filepath.Join(x.To, filepath.FromSlash(roomFolder(line)))
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return err
	}
	out, err := writeLines(filepath.Join(folder, messagesName))
	if err != nil {
		return err
	}
	for _, id := range append(slices.Clone(room.Members), room.With...) {
		named[id] = true
	}
	named[room.By] = true
	pages := &pager{of: x, room: room, folder: folder}
	err = x.from.Messages(room.ID, func(m shared.Message) error {
		named[m.By] = true
		brought := slices.Clone(m.Files)
		if m.Preview != nil && m.Preview.Picture != nil {
			brought = append(brought, *m.Preview.Picture)
		}
		for _, f := range brought {
			if err := x.file(f); err != nil {
				return err
			}
		}
		x.done.Messages++
		x.Progress(int64(x.done.Messages), x.total)
		return errors.Join(out.json.Encode(m), pages.add(m))
	})
	x.done.Rooms++
	return errors.Join(err, out.close(), pages.end())
}

// file copies a content, once. One that is missing costs the others nothing.
func (x *exporter) file(f shared.File) error {
	name := fileName(f)
	if x.copied[name] {
		return nil
	}
	x.copied[name] = true
	content, err := files.Content(x.Files, f.Hash)
	if shared.CodeOf(err) == shared.CodeFileNotFound {
		x.done.Missing++
		return nil
	}
	if err != nil {
		return err
	}
	defer content.Close()
	to, err := os.OpenFile(filepath.Join(x.To, filepath.FromSlash(name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	x.done.Files++
	_, err = io.Copy(to, content)
	return errors.Join(err, to.Close())
}
