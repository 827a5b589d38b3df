package archive

import (
	"io"
	"os"
	"path/filepath"

	"parley/shared"
)

// Source is what can be taken in: people, the rooms that they talked in, and what
// they said there. IDs and positions name things within the source alone, and the
// same things each time that it is read.
type Source interface {
	People() ([]shared.Person, error)
	Rooms() ([]shared.Room, error)
	// Messages gives those of the room at a place in Rooms, oldest first.
	Messages(room int, each func(shared.Message) error) error
	// Open opens what a message brought along.
	Open(shared.File) (io.ReadCloser, error)
}

// Folder is what Export wrote.
type Folder string

// People reads who there was.
func (f Folder) People() (people []shared.Person, err error) {
	err = readLines(filepath.Join(string(f), peopleName), func(p shared.Person) error {
		people = append(people, p)
		return nil
	})
	return people, err
}

// Rooms reads which rooms there were.
func (f Folder) Rooms() (rooms []shared.Room, err error) {
	err = readLines(filepath.Join(string(f), roomsName), func(r shared.Room) error {
		rooms = append(rooms, r)
		return nil
	})
	return rooms, err
}

// Messages reads what was said in one.
func (f Folder) Messages(room int, each func(shared.Message) error) error {
	return readLines(filepath.Join(string(f), filepath.FromSlash(roomFolder(room)), messagesName), each)
}

// Open opens a file. Its hash came from the folder too, and may be a path to
// anywhere: only what lies among its files is opened.
func (f Folder) Open(file shared.File) (io.ReadCloser, error) {
	root, err := os.OpenRoot(filepath.Join(string(f), filesFolder))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(contentName(file))
}
