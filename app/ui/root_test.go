package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// mounted is a page as in a browser, but without one: what it asks of the
// document does nothing.
type mounted struct {
	*Root
	app.ClientDispatcher
}

func mount(t *testing.T, boot shared.Boot, uri string) mounted {
	t.Helper()
	r := root(boot, uri, "en")
	r.Loop, r.Kept = &Loop{}, &Kept{}
	m := mounted{r, app.NewClientTester(r)}
	t.Cleanup(m.ClientDispatcher.Close)
	m.run(func() { r.goTo(addressOf(uri)) })
	return m
}

// run has f run as the browser's events do, and renders.
func (m mounted) run(f func()) {
	m.Loop.Run(f)
	m.Consume()
}

// visit goes to an address, as following a link does.
func (m mounted) visit(uri string) {
	m.run(func() {
		m.goTo(addressOf(uri))
		m.refresh()
	})
}

func (m mounted) html() string {
	var out strings.Builder
	app.PrintHTML(&out, m.Root)
	return out.String()
}

func (m mounted) shows(t *testing.T, texts ...string) {
	t.Helper()
	page := m.html()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
}

func TestThePageFollowsAddressAndState(t *testing.T) {
	m := mount(t, plain.boot(), shared.PageRoom(sampleRoom))
	m.shows(t, ">design</h1>", "hello")

	m.visit("/rooms")
	m.shows(t, ">All rooms</h1>", "design4")

	m.visit(shared.PageRoom("old"))
	m.shows(t, ">design3</h1>", ">archived</span>")

	m.run(func() {
		renamed := shared.Event{Seq: 43, Room: "old", By: sampleMe, At: 1, Command: "x", Body: shared.RoomRenamed{Name: "Attic"}}
		if err := m.Client.State().Apply(renamed); err != nil {
			t.Fatal(err)
		}
		m.changed()
		m.changed()
	})
	m.shows(t, ">Attic</h1>")
}

func TestOneDialogAtATime(t *testing.T) {
	m := mount(t, plain.boot(), shared.PageRoom(sampleRoom))
	for kind := dialogCreate; kind <= dialogJump; kind++ {
		m.run(func() { m.open(kind) })
		if n := strings.Count(m.html(), "<dialog"); n != 1 {
			t.Errorf("dialog %d: %d dialogs are open", kind, n)
		}
	}
	m.run(m.shut)
	if strings.Contains(m.html(), "<dialog") {
		t.Error("the dialog stays")
	}
	m.run(func() { m.open(dialogRename) })
	m.visit("/rooms")
	if strings.Contains(m.html(), "<dialog") {
		t.Error("the dialog follows to another page")
	}
}

func TestWhoLeavesARoomIsOutside(t *testing.T) {
	m := mount(t, plain.boot(), shared.PageRoom(sampleRoom))
	m.run(func() {
		left := shared.Event{Seq: 43, Room: sampleRoom, By: sampleMe, At: 1, Command: "x", Body: shared.PersonLeft{}}
		if err := m.Client.State().Apply(left); err != nil {
			t.Fatal(err)
		}
		m.changed()
	})
	m.shows(t, m.words().NotInRoom("design"), "/rooms/design/join")
	if room, _ := m.listed(sampleRoom); room.Joined || room.Members != 1 {
		t.Errorf("the directory still has %+v", room)
	}
}

func TestWhatRunsBeforeThePageIsKeptInOrder(t *testing.T) {
	loop := &Loop{}
	var ran []int
	for i := range 3 {
		loop.Run(func() { ran = append(ran, i) })
	}
	r := root(plain.boot(), "/rooms", "en")
	r.Loop, r.Kept = loop, &Kept{}
	page := app.NewClientTester(r)
	defer page.Close()
	loop.Run(func() { ran = append(ran, 3) })
	page.Consume()
	if len(ran) != 4 || ran[0] != 0 || ran[3] != 3 {
		t.Errorf("ran %v", ran)
	}
}

func TestFilterLooksForEveryWord(t *testing.T) {
	for _, c := range []struct {
		filter string
		want   bool
	}{{"", true}, {"read", true}, {"BOOK month", true}, {"month 读书", true}, {"bookmonth", false}, {"zen", false}} {
		if got := matches(c.filter, "Reading 读书", "One book a month"); got != c.want {
			t.Errorf("matches(%q) = %v", c.filter, got)
		}
	}
}
