package ui

import (
	"slices"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// Two rooms whose timelines have been through the same look alike by their
// chunks' IDs and versions: what stands in them differs.
func TestAnotherRoomShowsItsOwnMessages(t *testing.T) {
	boot := plain.boot()
	boot.Page = nil
	boot.Snapshot.Rooms = []shared.Room{{ID: "one", Name: "one", Members: []shared.PersonID{sampleMe}}, {ID: "two", Name: "two", Members: []shared.PersonID{sampleMe}}}
	c := client.New(client.Config{State: state.New()})
	c.Start(boot)
	for room, text := range map[shared.RoomID]string{"one": "in the one", "two": "in the other"} {
		page := history(1, 2)
		page.Cursor, page.Messages[0].Text = boot.Snapshot.Cursor, text
		c.State().AddPage(room, page)
	}
	line := &Timeline{Client: c, Words: words.English, Room: "one"}
	page := app.NewClientTester(line)
	defer page.Close()
	page.Consume()
	line.Room = "two"
	page.Dispatch(app.Dispatch{Source: line, Mode: app.Update, Function: func(app.Context) {}})
	page.Consume()
	var texts []string
	for n := range parse(t, app.HTMLString(line)).Descendants() {
		if value(n, "class") == "text" {
			texts = append(texts, textOf(n))
		}
	}
	if want := []string{"in the other"}; !slices.Equal(texts, want) {
		t.Errorf("%q shows, want %q", texts, want)
	}
}
