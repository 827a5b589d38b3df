package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// show renders a message as the server does.
func show(t *testing.T, e entry, change func(*message)) *html.Node {
	t.Helper()
	r := root(plain.boot(), shared.PageRoom(sampleRoom), "en")
	m := &message{
		Line:  &Timeline{Client: r.Client, Words: words.English, Room: sampleRoom},
		Words: words.English, Entry: e, Place: place{First: true}, Open: true,
	}
	if change != nil {
		change(m)
	}
	var out strings.Builder
	app.PrintHTML(solid{&out}, m)
	return parse(t, out.String())
}

func posted(text string) entry {
	return entry{
		Key:     "01JD0000000000000000000000",
		Message: shared.Message{Seq: 7, By: "u_ann", At: noon, Text: text},
		Author:  shared.Person{ID: "u_ann", Name: "Ann"},
	}
}

// find gives the first element with a class; nil where there is none.
func find(body *html.Node, class string) *html.Node {
	for n := range body.Descendants() {
		if slices.Contains(strings.Fields(value(n, "class")), class) {
			return n
		}
	}
	return nil
}

// Whatever people write stays text, to the last space, and brings no element or
// attribute along.
func TestTextIsShownAsTyped(t *testing.T) {
	want := skeleton(show(t, posted("hello"), nil))
	for _, text := range append(hostile, "  two  spaces\n\n\tand a tab ", "\nfirst line empty") {
		if strings.Contains(text, "\x00") || text == "" {
			continue // no message has these: see shared.CheckText
		}
		body := show(t, posted(text), nil)
		if got := skeleton(body); got != want {
			t.Errorf("%q is not the message that was meant: %s", text, difference(got, want))
		}
		if got, want := textOf(find(body, "text")), strings.ToValidUTF8(text, "\ufffd"); strings.ToValidUTF8(got, "\ufffd") != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

func FuzzTextIsShownAsTyped(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Add("see https://example.com/\"onclick=\"x and https://example.com/<b>")
	f.Fuzz(func(t *testing.T, text string) {
		if shared.CheckText(text) != nil || strings.Contains(text, "\r") {
			t.Skip()
		}
		body := show(t, posted(text), nil)
		p := find(body, "text")
		if got := textOf(p); got != text {
			t.Fatalf("%q is shown as %q", text, got)
		}
		for n := range p.Descendants() {
			if n.Type == html.ElementNode && (n.Data != "a" || len(n.Attr) != 3 || value(n, "href") != textOf(n)) {
				t.Fatalf("%q brought a <%s> %v", text, n.Data, n.Attr)
			}
		}
	})
}

func TestLinksAreSafe(t *testing.T) {
	for n := range show(t, posted("see https://example.com/?a=1&b=\"2, or javascript:alert(1)"), nil).Descendants() {
		if n.Data != "a" {
			continue
		}
		for name, want := range map[string]string{
			"href": "https://example.com/?a=1&b=", "target": "_blank", "rel": "noopener noreferrer nofollow",
		} {
			if got := value(n, name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		return
	}
	t.Error("there is no link")
}

func TestWhatAMessageShows(t *testing.T) {
	w := words.English
	refuse := func(body shared.CommandBody) []refused {
		return []refused{{ID: "01JDREFUSED", Kind: body.Kind(), Why: shared.Error{Code: shared.CodeRoomArchived}}}
	}
	why := w.ByCode[shared.CodeRoomArchived]
	for name, c := range map[string]struct {
		change  func(*message)
		classes string // of the article, apart from msg
		says    []string
		hides   []string
	}{
		"plain":            {nil, "first", []string{"Ann", "12:00", "hello"}, []string{w.EditedTag}},
		"in a group":       {func(m *message) { m.Place.First = false }, "", []string{"12:00", "hello"}, []string{"Ann"}},
		"edited":           {func(m *message) { m.Entry.Message.Edited = noon }, "first", []string{w.EditedTag}, nil},
		"deleted":          {func(m *message) { m.Entry.Message.Deleted = true; m.Mode = modeTools }, "at deleted first", []string{w.DeletedText}, []string{"hello"}},
		"pending":          {func(m *message) { m.Entry.Status, m.Entry.Mine = state.Sending, true }, "first mine pending", []string{"hello"}, []string{w.WaitsOffline}},
		"offline":          {func(m *message) { m.Entry.Status, m.Held = state.Waiting, heldOffline }, "first pending", []string{w.WaitsOffline}, nil},
		"paced":            {func(m *message) { m.Entry.Status, m.Held = state.Waiting, heldPaced }, "first pending", []string{w.WaitsPaced}, nil},
		"full":             {func(m *message) { m.Entry.Status, m.Held = state.Waiting, heldFull }, "first pending", []string{w.WaitsFull}, nil},
		"refused":          {func(m *message) { m.Entry.Status, m.Entry.Refused = state.Refused, refuse(shared.PostMessage{}) }, "first refused", []string{w.NotSent(why), w.SendAgain, w.Discard}, nil},
		"edit refused":     {func(m *message) { m.Entry.Refused = refuse(shared.EditMessage{}) }, "first refused", []string{"hello", w.NotEdited(why)}, nil},
		"delete refused":   {func(m *message) { m.Entry.Refused = refuse(shared.DeleteMessage{}) }, "first refused", []string{w.NotDeleted(why)}, nil},
		"reaction refused": {func(m *message) { m.Entry.Refused = refuse(shared.AddReaction{}) }, "first refused", []string{w.NotReacted(why)}, nil},
		"an answer":        {func(m *message) { m.Entry.Quote = quote{Seq: 3, Author: "Bo", Text: "tea?"} }, "first", []string{"Bo", "tea?", "hello"}, nil},
		"a deleted answer": {func(m *message) { m.Entry.Message.Deleted, m.Entry.Quote.Seq = true, 3 }, "deleted first", []string{w.DeletedText}, []string{w.QuoteUnknown}},
		"calls":            {func(m *message) { m.Entry.Calls = true }, "calls first", []string{"hello"}, nil},
		"pinned":           {func(m *message) { m.Entry.Message.Pinned = true }, "first", []string{w.PinnedTag, "hello"}, nil},
		"previewed": {func(m *message) {
			m.Entry.Message.Preview = &shared.Preview{URL: "https://example.org/", Site: "Example", Title: "All about \"tea\" <b>", Text: "Green"}
		}, "first", []string{"hello", "Example", "All about \"tea\" <b>", "Green"}, []string{w.PreviewAway}},
		"rendered": {func(m *message) { m.Entry.Message.HTML = "<p><strong>hi</strong></p>" }, "first", []string{"hi"}, []string{"hello"}},
		"asked":    {func(m *message) { m.Mode = modeConfirm }, "at first open", []string{w.DeleteQuestion, w.DeleteYes, w.Cancel}, nil},
		"edit":     {func(m *message) { m.Mode = modeEdit }, "at first open", []string{w.EditHint, w.Save, w.Cancel}, nil},
	} {
		e := posted("hello")
		body := show(t, e, c.change)
		article := find(body, "msg")
		classes := slices.DeleteFunc(strings.Fields(value(article, "class")), func(s string) bool { return s == "msg" })
		slices.Sort(classes)
		if got := strings.Join(classes, " "); got != c.classes {
			t.Errorf("%s has the classes %q, want %q", name, got, c.classes)
		}
		for _, text := range c.says {
			if !strings.Contains(textOf(body), text) {
				t.Errorf("%s does not say %q: %s", name, text, textOf(body))
			}
		}
		for _, text := range c.hides {
			if strings.Contains(textOf(body), text) {
				t.Errorf("%s says %q", name, text)
			}
		}
	}
}

func TestOnlyOnesOwnMessagesAreChanged(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*message)
		want   int // buttons
	}{
		"nobody is at it":   {func(m *message) { m.Mode = modePlain }, 0},
		"someone's":         {func(m *message) {}, 3},
		"one's own":         {func(m *message) { m.Entry.Mine = true }, 5},
		"in an old room":    {func(m *message) { m.Entry.Mine, m.Open = true, false }, 1},
		"not yet there":     {func(m *message) { m.Entry.Mine, m.Entry.Message.Seq = true, 0 }, 0},
		"not there anymore": {func(m *message) { m.Entry.Mine, m.Entry.Message.Deleted = true, true }, 0},
	} {
		body := show(t, posted("hello"), func(m *message) { m.Mode = modeTools; c.change(m) })
		buttons := 0
		for n := range body.Descendants() {
			if n.Data == "button" && value(n, "aria-label") != "" {
				buttons++
			}
		}
		if buttons != c.want {
			t.Errorf("%s has %d buttons, want %d", name, buttons, c.want)
		}
	}
}

func TestReactionsTellWhoseTheyAre(t *testing.T) {
	e := posted("hello")
	e.Reacted = []reacted{{"🎉", []string{"Ann", `"><b>`}, true}, {"👀", []string{"Bob"}, false}}
	var got []string
	for n := range show(t, e, nil).Descendants() {
		if value(n, "class") == "react" {
			got = append(got, value(n, "aria-pressed")+" "+textOf(n)+" "+value(n, "title"))
		}
	}
	want := []string{`true 🎉2 🎉 by Ann and "><b>`, "false 👀1 👀 by Bob"}
	if !slices.Equal(got, want) {
		t.Errorf("reactions are %q, want %q", got, want)
	}
}

func TestTheFutureIsNoted(t *testing.T) {
	e := entry{Key: "k", Note: "poll.opened", NoteAt: noon}
	body := show(t, e, func(m *message) { m.Place = place{Day: true, New: true, First: true} })
	for _, text := range []string{words.English.UnknownNote("poll.opened"), words.English.NewMessages, "18 November 2025"} {
		if !strings.Contains(textOf(body), text) {
			t.Errorf("%q is not there: %s", text, textOf(body))
		}
	}
}
