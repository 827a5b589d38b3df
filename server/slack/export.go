package slack

import (
	"archive/zip"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"parley/shared"
)

// maxFile is how much of one file of an export is read, after unpacking: a day of a
// busy channel has less.
const maxFile = 256 << 20

// Export is what Slack gives its customers of what was said: a ZIP of JSON. What
// people uploaded is not in it, only where Slack has it.
type Export struct {
	zip      *zip.ReadCloser
	named    func(parts ...string) shared.PersonID // who gets which ID
	channels []channel
	names    map[string]string // of people, by Slack's ID
	days     map[string][]string
}

// channel is a conversation of any sort.
type channel struct {
	ID       string                 `json:"id"`
	Name     string                 `json:"name"`
	Created  int64                  `json:"created"`
	Creator  string                 `json:"creator"`
	Archived bool                   `json:"is_archived"`
	Members  []string               `json:"members"`
	Topic    struct{ Value string } `json:"topic"`
	Purpose  struct{ Value string } `json:"purpose"`
	Pins     []struct{ ID string }  `json:"pins"`

	private, direct bool
}

// user is somebody in an export.
type user struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	RealName string `json:"real_name"`
	Bot      bool   `json:"is_bot"`
	Profile  struct {
		DisplayName string `json:"display_name"`
		RealName    string `json:"real_name"`
	} `json:"profile"`
}

// OpenExport opens one; named makes the IDs of people of theirs. It is to be closed.
func OpenExport(name string, named func(parts ...string) shared.PersonID) (*Export, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	x := &Export{zip: archive, named: named, names: map[string]string{}, days: map[string][]string{}}
	for _, list := range []struct {
		name            string
		private, direct bool
	}{{"channels.json", false, false}, {"groups.json", true, false}, {"mpims.json", false, true}, {"dms.json", false, true}} {
		var found []channel
		if err := x.read(list.name, &found); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(err, archive.Close())
		}
		for _, c := range found {
			c.private, c.direct = list.private, list.direct
			x.channels = append(x.channels, c)
		}
	}
	if len(x.channels) == 0 {
		return nil, errors.Join(fmt.Errorf("%s is no export of Slack's: it has no channels", path.Base(name)), archive.Close())
	}
	for _, f := range archive.File {
		folder, file := path.Split(f.Name)
		if strings.HasSuffix(file, ".json") && folder != "" {
			x.days[path.Clean(folder)] = append(x.days[path.Clean(folder)], f.Name)
		}
	}
	return x, nil
}

// Close lets the file go.
func (x *Export) Close() error { return x.zip.Close() }

// read takes in a file of JSON.
func (x *Export) read(name string, into any) error {
	file, err := x.zip.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := json.NewDecoder(io.LimitReader(file, maxFile)).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// People are those in the export.
func (x *Export) People() (people []shared.Person, err error) {
	var users []user
	if err := x.read("users.json", &users); err != nil {
		return nil, err
	}
	for _, u := range users {
		p := shared.Person{ID: x.named("slack", u.ID), Name: nameOf(u)}
		if u.Bot {
			p.Role = shared.RoleBot
		}
		x.names[u.ID] = p.Name
		people = append(people, p)
	}
	return people, nil
}

// nameOf is what somebody is called, as far as it is a name here.
func nameOf(u user) string {
	for _, name := range []string{u.Profile.DisplayName, u.Profile.RealName, u.RealName, u.Name} {
		if name = shared.CleanName(name); len([]rune(name)) > shared.MaxNameRunes {
			name = string([]rune(name)[:shared.MaxNameRunes])
		}
		if shared.CheckName(name) == nil {
			return name
		}
	}
	return u.ID
}

// Rooms are the channels, groups and direct conversations.
func (x *Export) Rooms() (rooms []shared.Room, err error) {
	for _, c := range x.channels {
		room := shared.Room{
			ID: shared.RoomIDOf(c.Name), Name: cmp.Or(c.Name, c.ID), Topic: topicOf(c), Archived: c.Archived,
			Private: c.private || c.direct, Direct: c.direct, Members: x.people(c.Members),
		}
		if c.Creator != "" {
			room.By = x.named("slack", c.Creator)
		}
		if c.private || c.direct {
			room.ID = shared.RoomID(strings.ToLower(c.ID))
		}
		if c.direct {
			room.With = x.people(c.Members)
		}
		rooms = append(rooms, room)
	}
	return rooms, nil
}

func topicOf(c channel) string {
	for _, topic := range []string{Text(c.Topic.Value), Text(c.Purpose.Value)} {
		if topic != "" && shared.CheckTopic(topic) == nil {
			return shared.CleanName(topic)
		}
	}
	return ""
}

func (x *Export) people(ids []string) []shared.PersonID {
	people := make([]shared.PersonID, len(ids))
	for i, id := range ids {
		people[i] = x.named("slack", id)
	}
	return people
}

// Messages gives what was said in one of the rooms, day by day.
func (x *Export) Messages(room int, each func(shared.Message) error) error {
	c := x.channels[room]
	pinned := map[string]bool{}
	for _, pin := range c.Pins {
		pinned[pin.ID] = true
	}
	days := x.days[c.Name]
	if c.Name == "" || len(days) == 0 {
		days = x.days[c.ID]
	}
	slices.Sort(days)
	for _, day := range days {
		var said []message
		if err := x.read(day, &said); err != nil {
			return err
		}
		slices.SortStableFunc(said, func(a, b message) int { return cmp.Compare(micros(a.TS), micros(b.TS)) })
		for _, m := range said {
			if told, ok := x.message(m); ok {
				told.Pinned = pinned[m.TS]
				if err := each(told); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Open has nothing to open: what people uploaded is linked to.
func (x *Export) Open(shared.File) (io.ReadCloser, error) { return nil, fs.ErrNotExist }
