package ui

import (
	"strings"
	"testing"

	"parley/shared"
)

func TestWhatWasFoundIsGoneWithItsRoom(t *testing.T) {
	m := mount(t, plain.found(), shared.PageSearch+shared.SearchFor(plain.topic, 0))
	m.shows(t, "<mark>", "2 messages found")
	m.run(func() {
		left := shared.Event{Seq: 43, Room: sampleRoom, By: sampleMe, At: 1, Command: "x", Body: shared.PersonLeft{}}
		if err := m.Client.State().Apply(left); err != nil {
			t.Fatal(err)
		}
		m.changed()
	})
	if page := m.html(); strings.Contains(page, "<mark>") {
		t.Error("what was found in a room is shown to who left it")
	}
}

func TestWhatWasFoundIsGoneWhenDeleted(t *testing.T) {
	boot := plain.found()
	m := mount(t, boot, shared.PageRoom(sampleRoom))
	m.run(func() {
		m.search = searching{typed: "x", panel: true, found: (&found{}).with(*boot.Search)}
		m.refresh()
	})
	m.shows(t, "search-panel", "2 messages found")
	m.run(func() {
		gone := shared.Event{Seq: 43, Room: sampleRoom, By: boot.Page.Messages[1].By, At: 1, Command: "x", Body: shared.MessageDeleted{Message: boot.Page.Messages[1].Seq}}
		if err := m.Client.State().Apply(gone); err != nil {
			t.Fatal(err)
		}
		m.changed()
	})
	m.shows(t, "1 message found")
}
