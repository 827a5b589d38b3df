package ui

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley/shared"
)

// frameOf is a frame of the sample's room, and what was written to it so far.
func frameOf(boot shared.Boot) (*Frame, *strings.Builder) {
	f := NewFrame(root(boot, shared.PageRoom(sampleRoom), "en").Client, sampleRoom, "en", "n0nce")
	var page strings.Builder
	page.WriteString(f.Begin())
	return f, &page
}

// seen reads the page as a browser shows it: by place, the last that was put
// there, where all before it is hidden.
func seen(t *testing.T, page string) map[string]string {
	t.Helper()
	shown, hidden := map[string]string{}, 0
	for n := range parse(t, page).Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "style":
			if value(n, "nonce") != "n0nce" {
				t.Errorf("a style bears %q", value(n, "nonce"))
			}
			hidden++
		case value(n, "slot") != "":
			place := value(n, "slot")
			if _, again := shown[place]; again {
				if !strings.Contains(page, fmt.Sprintf("#%s{display:none}", before(value(n, "id")))) {
					t.Errorf("what stood at %s still shows", place)
				}
				hidden--
			}
			shown[place] = textOf(n)
		}
	}
	if hidden != 0 {
		t.Errorf("%d styles hide nothing", hidden)
	}
	return shown
}

// before is the ID of the copy before one.
func before(id string) string {
	var place, copies int
	fmt.Sscanf(id, "p%d-%d", &place, &copies)
	return fmt.Sprintf("p%d-%d", place, copies-1)
}

func TestAFrameShowsChangesWhereTheyBelong(t *testing.T) {
	f, page := frameOf(plain.boot())
	other := plain.boot().Snapshot.People[1].ID
	for seq, body := range []shared.EventBody{
		shared.MessagePosted{Text: "third <b>"},
		shared.MessageEdited{Message: 40, Text: "first, anew"},
		shared.MessageEdited{Message: 40, Text: "first, anew & again"},
		shared.MessageDeleted{Message: 43},
		shared.MessageEdited{Message: 7, Text: "not in the page"},
	} {
		by := sampleMe
		if seq == 0 || seq == 3 {
			by = other
		}
		page.WriteString(f.Event(shared.Event{Seq: shared.Seq(43 + seq), Room: sampleRoom, By: by, At: 1763460001000, Body: body}))
	}
	page.WriteString(f.Event(shared.Event{Seq: 50, By: other, Body: shared.PersonRenamed{Name: "Otto"}}))
	shown := seen(t, page.String())
	for place, want := range map[string]string{"1": "first, anew & again", "2": "Otto", "3": "Message deleted"} {
		if !strings.Contains(shown[place], want) {
			t.Errorf("at %s is %q, want %q", place, shown[place], want)
		}
	}
	if len(shown) != 4 || strings.Contains(page.String(), "not in the page") {
		t.Errorf("the page has %q", shown)
	}
}

func TestAFrameThatWasEmptySaysSoNoLonger(t *testing.T) {
	boot := plain.boot()
	boot.Page.Messages = nil
	f, page := frameOf(boot)
	if shown := seen(t, page.String()); !strings.Contains(shown["0"], "Nothing here yet") {
		t.Errorf("an empty room shows %q", shown)
	}
	page.WriteString(f.Event(shared.Event{Seq: 43, Room: sampleRoom, By: sampleMe, Body: shared.MessagePosted{Text: "hi"}}))
	if shown := seen(t, page.String()); strings.Contains(shown["0"], "Nothing here yet") || !strings.Contains(shown["1"], "hi") {
		t.Errorf("it then shows %q", shown)
	}
}

// However long one reads, the page does not grow on.
func TestAFrameGetsFull(t *testing.T) {
	f, _ := frameOf(plain.boot())
	for seq := shared.Seq(43); !f.Full(); seq++ {
		html := f.Event(shared.Event{Seq: seq, Room: sampleRoom, By: sampleMe, Body: shared.MessagePosted{Text: "more"}})
		if place := fmt.Sprintf(`slot="%d"`, seq-40); !strings.Contains(html, place) || seq > 43+framePlaces {
			t.Fatalf("message %d is written as %s", seq, html)
		}
	}
}
