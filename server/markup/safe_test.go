package markup

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley/shared"
)

var hostile = []string{
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "[x](javascript:alert(1))", "![x](javascript:alert(1))",
	"[x](JaVaScRiPt&#58;alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)", "<javascript:alert(1)>", "[x](//example.com)",
	"[x](<java\nscript:alert(1)>)", "[x](\tjavascript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](https://example.com \"onmouseover=alert(1) \\\"\")",
	"[x](https://example.com/\"onmouseover=\"alert(1))", "`<b onclick=x>`", "```html\n<script>alert(1)</script>\n```", "```\"><script>alert(1)</script>\nx\n```",
	"<a href=\"https://example.com\" style=\"position:fixed\">x</a>", "<!-- --!><script>1</script>", "<![CDATA[<script>]]>", "<?php ?>",
	"| a | b |\n|:-:|--|\n| <script> | `x|y` |", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "\\<script\\>", "**<b>**x", "1. <i>\n2. [x](blob:x)",
	"<style>*{display:none}</style>", "</div></div><form action=/exit method=post><button>", "<div class=\"dialog\" id=\"message\">", "# <h1 id=x>", ":tada: :<script>: :x:",
	"@Ann<script>", "@room", "https://example.com/<script>", "https://example.com/?a=\"b\"&c='d'", "<https://example.com/\"x>", "<mailto:a@b.c?subject=\">",
	"![](https://example.com/x.png)", "[![a](https://example.com)](https://example.com)", "***~~`x`~~***", "> - 1. # x", "\u202e[x](https://example.com)", "\x00<script>",
}

func TestNothingActiveGetsThrough(t *testing.T) {
	for _, text := range hostile {
		checkSafe(t, text)
	}
}

func FuzzRender(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if shared.CheckText(text) != nil {
			t.Skip()
		}
		checkSafe(t, text)
	})
}

// allowed are the only elements there may be, with the attributes that each may
// have and how those must look.
var allowed = map[string]map[string]*regexp.Regexp{
	"p": {}, "br": {}, "hr": {}, "strong": {}, "em": {}, "del": {}, "code": {}, "blockquote": {}, "ul": {}, "li": {}, "div": {},
	"h3": {}, "h4": {}, "h5": {}, "h6": {}, "table": {}, "thead": {}, "tbody": {}, "tr": {}, "th": {}, "td": {},
	"pre":  {"tabindex": regexp.MustCompile(`^0$`)},
	"ol":   {"start": regexp.MustCompile(`^\d+$`)},
	"span": {"class": regexp.MustCompile(`^(mention|[a-z])$`)},
	"a": {
		"href":   regexp.MustCompile(`^(?i:https?:|mailto:)`),
		"rel":    regexp.MustCompile(`^nofollow noreferrer( noopener)?$`),
		"target": regexp.MustCompile(`^_blank$`),
	},
}

// checkSafe renders a text and reads it as a browser would, in an element of the
// page: there is nothing but what is allowed, and the element is not left.
func checkSafe(t *testing.T, text string) {
	t.Helper()
	made := Render(text, house).HTML
	page, err := html.Parse(strings.NewReader("<!doctype html><html><head></head><body><div>" + made + "</div></body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	var body *html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			body = n
		}
		if n.Type == html.CommentNode {
			t.Errorf("%q has a comment: %s", text, made)
		}
	}
	if first := body.FirstChild; first == nil || first.Data != "div" || first.NextSibling != nil {
		t.Fatalf("%q leaves its element: %s", text, made)
	}
	for n := range body.Descendants() {
		if n.Type == html.ElementNode {
			checkElement(t, n, text, made)
		}
	}
}

func checkElement(t *testing.T, n *html.Node, text, made string) {
	t.Helper()
	attributes, ok := allowed[n.Data]
	if !ok || n.Namespace != "" {
		t.Errorf("%q got an element %s through: %s", text, n.Data, made)
		return
	}
	for _, a := range n.Attr {
		if form := attributes[a.Key]; form == nil || !form.MatchString(a.Val) {
			t.Errorf("%q got %s=%q of %s through: %s", text, a.Key, a.Val, n.Data, made)
		}
		if a.Key == "href" {
			if _, err := url.Parse(a.Val); err != nil {
				t.Errorf("%q links to what is no address: %v", text, err)
			}
		}
	}
}
