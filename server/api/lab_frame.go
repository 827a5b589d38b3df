package api

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"

	"parley/shared"
	"parley/web"
)

// labFrame is a stream of the lab as HTML. It does not start again by itself.
type labFrame struct {
	request *http.Request
	stream  shared.LabStreamState
}

// Begin implements transport.Page.
func (p *labFrame) Begin(_ context.Context, after *shared.Cursor) ([]byte, shared.Cursor, error) {
	at := p.stream.Head
	if after != nil {
		at = *after
	}
	var out bytes.Buffer
	err := web.RenderFrame(&out, web.Page{
		Lang: languageOf(p.request), Theme: cookieOf(p.request, themeCookie), Title: string(p.stream.ID),
	})
	return out.Bytes(), at, err
}

// Open implements transport.Page.
func (p *labFrame) Open() error { return nil }

// Event implements transport.Page.
func (p *labFrame) Event(e shared.Event) ([]byte, bool) {
	sample, err := shared.LabSampleOf(e)
	if err != nil {
		return nil, false
	}
	at := shared.Cursor{Epoch: p.stream.Head.Epoch, Seq: e.Seq}
	return fmt.Appendf(nil, "<p data-cursor=\"%s\" data-micros=\"%d\">%s</p>\n", at, sample.Micros, html.EscapeString(sample.Text)), false
}
