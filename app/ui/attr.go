package ui

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Attr prepares text that people wrote, or that holds some of it, for the value
// of an attribute. All such text goes into attributes through it and no other
// way: go-app sets attributes through the DOM in the browser, but where it
// renders on the server it quotes them as a Go string and escapes no HTML.
func Attr(text string) string {
	if app.IsClient {
		return text
	}
	return escapeAttr(text)
}

// True is the value "true" of an attribute that is not a plain boolean, such as
// aria-pressed: on the server go-app would leave the word out.
func True() string { return Attr("true") }

// escapeAttr writes text so that quoting it as a Go string changes nothing, and
// an HTML parser then reads the text again. Control characters, which HTML has
// no way to write, become U+FFFD.
func escapeAttr(text string) string {
	if text == "true" {
		return "&#116;rue"
	}
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(text, string(unicode.ReplacementChar)) {
		switch {
		case r == '\t' || r == '\n' || strings.ContainsRune(`"&<>\`, r):
			fmt.Fprintf(&out, "&#%d;", r)
		case unicode.IsControl(r):
			out.WriteRune(unicode.ReplacementChar)
		case !strconv.IsPrint(r):
			fmt.Fprintf(&out, "&#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
