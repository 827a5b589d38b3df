package ui

import (
	"io"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/shared"
)

// Render writes the page at an address as HTML: the very components that the
// client will mount. The client is inert and was started with boot, which is
// what the page brings along; uri is the request's path and query, lang "en" or
// "zh". It is safe for concurrent use with different clients.
func Render(c *client.Client, boot shared.Boot, uri, lang string) string {
	var out strings.Builder
	app.PrintHTML(solid{&out}, &Root{Client: c, Boot: boot, URI: uri, Lang: lang})
	return out.String()
}

// Title names the page's window.
func Title(c *client.Client, boot shared.Boot, uri, lang string) string {
	return (&Root{Client: c, Boot: boot, URI: uri, Lang: lang}).title(0)
}

// solid leaves out the line breaks that go-app puts between elements: between
// words of a message they would show. It writes each of them as a string of its
// own, and what people wrote as bytes.
type solid struct{ out *strings.Builder }

func (s solid) Write(p []byte) (int, error) { return s.out.Write(p) }

func (s solid) WriteString(text string) (int, error) {
	if text == "\n" {
		return 1, nil
	}
	return s.out.WriteString(text)
}

var _ io.StringWriter = solid{}
