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
