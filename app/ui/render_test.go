package ui

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"

	"parley/app/ui/words"
	"parley/shared"
)

// Whatever people are called and rooms are about, the pages have the elements
// and attributes that they have for harmless names, and no others.
func FuzzNamesAreNeverMarkup(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text, text)
	}
	f.Fuzz(func(t *testing.T, person, room, topic string) { checkSkeletons(t, sample{person, room, topic}) })
}

func checkSkeletons(t *testing.T, s sample) {
	t.Helper()
	if s.topic == "" {
		s.topic = "-" // a room without a topic has an element less
	}
	meant.once.Do(func() { meant.pages = skeletonsOf(t, plain) })
	for name, got := range skeletonsOf(t, s) {
		if want := meant.pages[name]; got != want {
			t.Fatalf("%s with %+q is not the page that was meant: %s", name, s, difference(got, want))
		}
	}
}

// meant are the skeletons of the pages with harmless names.
var meant struct {
	once  sync.Once
	pages map[string]string
}

// skeletonsOf are those of all pages, by name.
func skeletonsOf(t *testing.T, s sample) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, page := range s.screens() {
		all[name] = skeleton(parse(t, rendered(t, page.boot, page.uri, "en")))
	}
	return all
}

// difference is the first line in which two texts differ.
func difference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "line " + strconv.Itoa(i) + ": " + a[i] + ", want " + b[i]
		}
	}
	return strconv.Itoa(len(a)) + " lines, want " + strconv.Itoa(len(b))
}

// skeleton writes a page without its texts and values.
func skeleton(body *html.Node) string {
	var out strings.Builder
	for n := range body.Descendants() {
		if n.Type != html.ElementNode || n.Namespace == "svg" && n.Data != "use" {
			continue
		}
		names := map[string]bool{}
		for _, a := range n.Attr {
			names[a.Key] = true
		}
		out.WriteString("<" + n.Data)
		for _, a := range sorted(names) {
			out.WriteString(" " + a)
		}
		out.WriteString(">\n")
	}
	return out.String()
}

// Every page, in every language, is whole and keeps to the house's rules.
func TestPagesAreWellMade(t *testing.T) {
	for name, page := range plain.screens() {
		for _, lang := range []string{"en", "zh"} {
			t.Run(name+" "+lang, func(t *testing.T) { checkPage(t, rendered(t, page.boot, page.uri, lang)) })
		}
	}
	for kind := dialogCreate; kind <= dialogJump; kind++ {
		r := root(plain.boot(), shared.PageRoom(sampleRoom), "en")
		r.here, r.arrived, r.dialog = addressOf(r.URI), true, kind
		page := app.HTMLString(r)
		if !strings.Contains(page, "<dialog") {
			t.Errorf("dialog %d does not show", kind)
		}
		checkPage(t, page)
	}
}

func checkPage(t *testing.T, page string) {
	t.Helper()
	body := parse(t, page)
	ids := map[string]bool{}
	for n := range body.Descendants() {
		if id := value(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %q stands twice", id)
			}
			ids[id] = true
		}
	}
	for n := range body.Descendants() {
		if n.Type == html.ElementNode {
			checkElement(t, n, ids)
		}
	}
}

func checkElement(t *testing.T, n *html.Node, ids map[string]bool) {
	t.Helper()
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasSuffix(a.Key, ":href"):
			t.Errorf("<%s %s> is not allowed", n.Data, a.Key)
		case strings.HasPrefix(a.Key, "aria-") && a.Val == "":
			t.Errorf("<%s %s> has no value", n.Data, a.Key)
		case (a.Key == "hidden" || a.Key == "disabled" || a.Key == "checked" || a.Key == "autofocus") && a.Val != "":
			t.Errorf("<%s %s=%q> reads as true", n.Data, a.Key, a.Val)
		case a.Key == "aria-labelledby" || a.Key == "aria-controls" || a.Key == "aria-describedby" || a.Key == "popovertarget" || a.Key == "for" || a.Key == "aria-activedescendant":
			if !ids[a.Val] {
				t.Errorf("<%s %s=%q> points nowhere", n.Data, a.Key, a.Val)
			}
		}
	}
	switch n.Data {
	case "img":
		if value(n, "src") == "" || value(n, "src")[0] != '/' || value(n, "alt") == "" && !strings.HasPrefix(value(n.Parent, "class"), "face ") {
			t.Errorf("<img src=%q alt=%q> is not ours, or says nothing", value(n, "src"), value(n, "alt"))
		}
	case "script", "style", "iframe", "object", "embed", "base", "link", "meta":
		t.Errorf("<%s> does not belong here", n.Data)
	case "button", "a":
		if strings.TrimSpace(textOf(n)) == "" && value(n, "aria-label") == "" {
			t.Errorf("<%s class=%q> has no name", n.Data, value(n, "class"))
		}
	case "input", "textarea", "select":
		if value(n, "type") != "hidden" && value(n, "aria-label") == "" && !labelled(n) {
			t.Errorf("<%s id=%q> has no label", n.Data, value(n, "id"))
		}
	}
	if href := value(n, "href"); n.Data == "a" && len(href) > 1 && href[0] == '#' && !ids[href[1:]] {
		t.Errorf("<a href=%q> leads nowhere", href)
	}
	if n.Data == "use" && !strings.Contains(sprite, `id="`+strings.TrimPrefix(value(n, "href"), "#")+`"`) {
		t.Errorf("there is no icon %s", value(n, "href"))
	}
}

// labelled reports whether a label names the field: around it, or before it.
func labelled(field *html.Node) bool {
	if field.Parent != nil && field.Parent.Data == "label" {
		return true
	}
	for n := range field.Parent.Descendants() {
		if n.Data == "label" && value(n, "for") == value(field, "id") {
			return true
		}
	}
	return false
}

func TestScreensSayWhatTheyAre(t *testing.T) {
	for name, want := range map[string]func(*words.Plain) string{
		"enter":            func(w *words.Plain) string { return w.EnterLead },
		"enter refused":    func(w *words.Plain) string { return w.ByCode[shared.CodeNameTaken] },
		"shell":            func(w *words.Plain) string { return w.ShellTitle },
		"lost outside":     func(w *words.Plain) string { return w.NotFoundTitle },
		"lost":             func(w *words.Plain) string { return w.NotFoundTitle },
		"directory":        func(w *words.Plain) string { return w.Leave },
		"room refused":     func(w *words.Plain) string { return w.ByCode[shared.CodeRoomExists] },
		"room":             func(*words.Plain) string { return "hello" },
		"message refused":  func(w *words.Plain) string { return w.ByCode[shared.CodeTextEmpty] },
		"archived":         func(w *words.Plain) string { return w.Archived },
		"private":          func(w *words.Plain) string { return w.AddPeople },
		"direct":           func(*words.Plain) string { return plain.person + "2" },
		"outside":          func(w *words.Plain) string { return w.JoinToRead },
		"no room":          func(w *words.Plain) string { return w.NoRoomText },
		"failed":           func(w *words.Plain) string { return w.ByCode[shared.CodeInternal] },
		"failed: no room":  func(w *words.Plain) string { return w.NoRoomText },
		"stale link":       func(w *words.Plain) string { return w.StaleText },
		"closed":           func(w *words.Plain) string { return w.OnlyInvited },
		"sign in":          func(w *words.Plain) string { return w.AsGuest },
		"sign in refused":  func(w *words.Plain) string { return w.ByCode[shared.CodePasswordWrong] },
		"claim":            func(w *words.Plain) string { return w.ClaimLead },
		"claim as a guest": func(w *words.Plain) string { return w.AsMe(plain.person) },
		"reset":            func(w *words.Plain) string { return w.ResetLead(plain.person) },
		"invitation":       func(w *words.Plain) string { return w.InvitedTitle(plain.person) },
		"me":               func(w *words.Plain) string { return w.InviteText },
		"me as a guest":    func(w *words.Plain) string { return w.KeepText },
		"me refused":       func(w *words.Plain) string { return w.ByCode[shared.CodePasswordWrong] },
		"me: invited":      func(w *words.Plain) string { return w.InviteOnce },
	} {
		page := plain.screens()[name]
		for _, lang := range []string{"en", "zh"} {
			w := words.ForPlain(lang)
			if got := textOf(parse(t, rendered(t, page.boot, page.uri, w.Lang))); !strings.Contains(got, want(w)) {
				t.Errorf("%s in %s does not say %q: %s", name, w.Self, want(w), got)
			}
		}
	}
}

// Text that is shown as typed has no line breaks between its parts but its own.
func TestNothingComesBetweenElements(t *testing.T) {
	var out strings.Builder
	app.PrintHTML(solid{&out}, app.P().Body(app.Text("one\n"), app.B().Text("two"), app.Text("\n"), app.Text("three")))
	if want := "<p>one\n<b>two</b>\nthree</p>"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func BenchmarkRender(b *testing.B) {
	boot := plain.boot()
	r := root(boot, shared.PageRoom(sampleRoom), "en")
	b.ReportAllocs()
	for b.Loop() {
		Render(r.Client, boot, r.URI, "en")
	}
}
