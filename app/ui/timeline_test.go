package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// history is what a room's page has to show: messages from up to but not
// including to, one a minute.
func history(from, to shared.Seq) shared.Page {
	p := shared.Page{More: from > 1, Cursor: shared.Cursor{Epoch: "7f3a9c", Seq: 10_000}}
	for seq := from; seq < to; seq++ {
		p.Messages = append(p.Messages, shared.Message{
			Seq: seq, Rev: seq, By: sampleMe, At: noon + int64(seq)*minute, Text: fmt.Sprint("message ", seq),
			Command: shared.NewCommandID(int64(seq)),
		})
	}
	return p
}

func timelineOf(t *testing.T, page shared.Page) *Timeline {
	t.Helper()
	boot := plain.boot()
	boot.Page = &page
	boot.Snapshot.Cursor = page.Cursor
	c := client.New(client.Config{State: state.New()})
	c.Start(boot)
	return &Timeline{Client: c, Words: words.English, Room: sampleRoom}
}

// draw renders as a change does, and gives the texts in the page.
func draw(t *testing.T, line *Timeline) []string {
	t.Helper()
	var out strings.Builder
	app.PrintHTML(solid{&out}, line.Render())
	var texts []string
	for n := range parse(t, out.String()).Descendants() {
		if value(n, "class") == "text" {
			texts = append(texts, textOf(n))
		}
	}
	return texts
}

// The window counts on it: neighbouring chunks have consecutive IDs, whatever
// is loaded on either side and however the log goes on.
func TestNeighboursHaveConsecutiveIDs(t *testing.T) {
	line := timelineOf(t, history(2000, 2120))
	known := line.Client.State()
	known.AddPage(sampleRoom, history(1900, 2001))
	known.AddPage(sampleRoom, history(1890, 1901))
	for seq := shared.Seq(10_001); seq < 10_080; seq++ {
		e := shared.Event{Seq: seq, Room: sampleRoom, By: sampleMe, At: noon, Command: shared.NewCommandID(int64(seq)), Body: shared.MessagePosted{Text: "x"}}
		if err := known.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	chunks := known.Room(sampleRoom).Chunks()
	if len(chunks) < 6 {
		t.Fatalf("only %d chunks", len(chunks))
	}
	for i, c := range chunks {
		if c.ID != chunks[0].ID+i {
			t.Errorf("chunk %d of %d has the ID %d, the first %d", i, len(chunks), c.ID, chunks[0].ID)
		}
	}
}

func TestOnlyAWindowIsInThePage(t *testing.T) {
	line := timelineOf(t, history(1000, 3000))
	texts := draw(t, line)
	if len(texts) > most*state.ChunkSize || texts[len(texts)-1] != "message 2999" {
		t.Errorf("%d messages, the last is %q", len(texts), texts[len(texts)-1])
	}
	line.scroll.stuck = false
	line.window = window{3, 6}
	if texts = draw(t, line); len(texts) != 3*state.ChunkSize || texts[0] != "message 1150" {
		t.Errorf("%d messages, the first is %q", len(texts), texts[0])
	}
}

// Who reads above is not moved by what comes; who is at the end is.
func TestTheWindowStaysWhereOneReads(t *testing.T) {
	line := timelineOf(t, history(1000, 3000))
	post := func(seq shared.Seq) {
		line.Client.State().Apply(shared.Event{Seq: seq, Room: sampleRoom, By: "u_other00000", At: noon, Command: shared.NewCommandID(int64(seq)), Body: shared.MessagePosted{Text: "new"}})
	}
	draw(t, line)
	post(10_001)
	if texts := draw(t, line); texts[len(texts)-1] != "new" {
		t.Errorf("the end is %q", texts[len(texts)-1])
	}
	line.scroll.stuck, line.window = false, window{3, 6}
	before := draw(t, line)
	post(10_002)
	if after := draw(t, line); !slices.Equal(before, after) {
		t.Error("the window moved")
	}
	if room := line.Client.State().Room(sampleRoom); room.Posted-line.seen != 1 {
		t.Errorf("%d are new below", room.Posted-line.seen)
	}
}

func TestEndsOfAHistory(t *testing.T) {
	w := words.English
	for name, c := range map[string]struct {
		page shared.Page
		room shared.RoomID
		want string
	}{
		"the beginning": {history(1, 5), sampleRoom, w.Beginning("design")},
		"nothing yet":   {history(1, 1), sampleRoom, w.EmptyText},
		"not loaded":    {history(1, 5), "old", w.Loading},
	} {
		line := timelineOf(t, c.page)
		line.Room = c.room
		var out strings.Builder
		app.PrintHTML(solid{&out}, line)
		if got := textOf(parse(t, out.String())); !strings.Contains(got, c.want) {
			t.Errorf("%s does not say %q: %s", name, c.want, got)
		}
	}
}
