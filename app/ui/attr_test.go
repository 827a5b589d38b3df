package ui

import (
	"strings"
	"testing"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
)

var hostile = []string{
	"Ann", "", "true", "false", " ", `"`, `\`, `\"`, `\\"`, "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`, `x" autofocus onfocus="alert(1)`, "&quot;&#34;&amp;", "&lt", "%s %d %!(NOVERB)", "{{.}}", "`${1}`",
	"line\nbreak", "tab\there", "null\x00byte", "\x7f\u0085", "\u2028\u2029", "\u202eright to left", "👩‍👩‍👧‍👦", "小明", "e\u0301",
	"\xff\xfe broken", "\uFEFFmark", "javascript:alert(1)", "--><svg onload=alert(1)>", "</textarea></title></style>", "]]>",
}

func TestAttrIsReadBackAsItWasWritten(t *testing.T) {
	for _, text := range hostile {
		checkAttr(t, text)
	}
}

func FuzzAttr(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(checkAttr)
}

// checkAttr renders the text in an attribute and reads the page as a browser
// would: one element with that one attribute, and the text in it.
func checkAttr(t *testing.T, text string) {
	t.Helper()
	rendered := app.HTMLString(app.Div().Title(Attr(text)))
	body := parse(t, rendered)
	div := body.FirstChild
	if div == nil || div.Data != "div" || div.NextSibling != nil || div.FirstChild != nil || len(div.Attr) != 1 {
		t.Fatalf("%q became more than an attribute: %s", text, rendered)
	}
	if got, want := strings.TrimSpace(div.Attr[0].Val), strings.TrimSpace(shownAs(text)); div.Attr[0].Key != "title" || got != want {
		t.Errorf("%q came back as %q, want %q, from %s", text, got, want, rendered)
	}
}

// shownAs is text without what HTML can't write.
func shownAs(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

// parse gives the body of a page with that content.
func parse(t *testing.T, content string) *html.Node {
	t.Helper()
	page, err := html.Parse(strings.NewReader("<!doctype html><html><head></head><body>" + content + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			return n
		}
	}
	t.Fatal("no body")
	return nil
}
