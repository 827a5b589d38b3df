package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"

	"parley/app/ui/words"
	"parley/shared"
)

func composed(t *testing.T, c *Composer) *html.Node {
	t.Helper()
	c.Client, c.Words = root(plain.boot(), shared.PageRoom(sampleRoom), "en").Client, words.English
	var out strings.Builder
	app.PrintHTML(solid{&out}, c)
	return parse(t, out.String())
}

// Before the client has arrived the form posts by itself.
func TestTheComposerIsAPlainForm(t *testing.T) {
	body := composed(t, &Composer{Room: sampleRoom, Fresh: "01JD0000000000000000000000"})
	got := map[string]string{}
	for n := range body.Descendants() {
		switch n.Data {
		case "form":
			got["form"] = value(n, "method") + " " + value(n, "action")
		case "input", "textarea":
			got[value(n, "name")] = value(n, "value") + textOf(n)
		case "button":
			got[value(n, "type")] = value(n, "aria-label")
		}
	}
	for name, want := range map[string]string{
		"form": "post /rooms/design", "id": "01JD0000000000000000000000", "text": "",
		"submit": words.English.Send, "button": words.English.EmojiLabel,
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

func TestTheComposerSaysWhatIsWrong(t *testing.T) {
	body := composed(t, &Composer{Room: sampleRoom, Refused: shared.CodeTextTooLong})
	if got, want := textOf(body), words.English.ByCode[shared.CodeTextTooLong]; !strings.Contains(got, want) {
		t.Errorf("%q is not there: %s", want, got)
	}
}

func TestAnArchivedRoomTakesNothing(t *testing.T) {
	body := composed(t, &Composer{Room: "old"})
	for n := range body.Descendants() {
		if n.Data == "textarea" || n.Data == "button" {
			t.Errorf("there is a <%s>", n.Data)
		}
	}
	if got := textOf(body); !strings.Contains(got, words.English.ArchivedNote) {
		t.Errorf("no word of it: %s", got)
	}
}

func TestWhoTypes(t *testing.T) {
	c := &Composer{Room: sampleRoom, Words: words.English}
	c.Client = root(plain.boot(), shared.PageRoom(sampleRoom), "en").Client
	known := c.Client.State()
	for i, want := range []string{
		"", "P1 is typing…", "P1 and P2 are typing…", "P1, P2 and P3 are typing…",
		"P1, P2, P3 and 1 other are typing…", "P1, P2, P3 and 2 others are typing…",
	} {
		if i > 0 {
			id := shared.PersonID(fmt.Sprint("u_", i))
			known.Apply(shared.Event{Seq: shared.Seq(100 + i), Room: sampleRoom, By: id, At: noon, Body: shared.PersonJoined{Name: fmt.Sprint("P", i)}})
			known.Whisper(shared.Ephemeral{Room: sampleRoom, Body: shared.Typing{By: id}}, c.Client.Now())
		}
		if got := c.typing(known.Room(sampleRoom)); got != want {
			t.Errorf("%d type: %q, want %q", i, got, want)
		}
	}
}
