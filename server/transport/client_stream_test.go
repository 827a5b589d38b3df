package transport

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley/shared"
)

// body is an answer that is read while it comes, and why it ended.
type body struct {
	io.ReadCloser
	why string
}

// get asks for a stream. An answer that is none is told by end.
func get(t testing.TB, h *http.Client, url string, header http.Header) *body {
	request, _ := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	request.Header = header
	response, err := h.Do(request)
	if err != nil {
		return &body{io.NopCloser(strings.NewReader("")), "cut"}
	}
	t.Cleanup(func() { response.Body.Close() })
	if response.StatusCode == http.StatusOK {
		return &body{response.Body, "cut"}
	}
	defer response.Body.Close()
	return &body{io.NopCloser(strings.NewReader("")), refusedWith(response)}
}

// refusedWith gives the code that an answer bears, or its status.
func refusedWith(response *http.Response) string {
	code, _ := io.ReadAll(response.Body)
	if len(code) > 0 {
		return string(code)
	}
	return strconv.Itoa(response.StatusCode)
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF && b.why == "cut" {
		b.why = "ended"
	}
	return n, err
}

func (b *body) end() string { return b.why }
func (b *body) cut()        { b.Close() }

type sseClient struct {
	*body
	stream *eventStream
}

func listenSSE(t testing.TB, h *http.Client, url, lastEventID string) *sseClient {
	header := http.Header{}
	if lastEventID != "" {
		header.Set("Last-Event-ID", lastEventID)
	}
	b := get(t, h, url, header)
	return &sseClient{b, newEventStream(b)}
}

func (c *sseClient) next(ctx context.Context) (note, bool) {
	stop := context.AfterFunc(ctx, c.cut)
	defer stop()
	for {
		before := c.stream.lastID
		d, some, err := c.stream.next()
		switch {
		case err != nil:
			return note{}, false
		case some && d.event == "message":
			return noteOf(shared.FrameEvent, d.id, []byte(d.data)), true
		case some:
			return noteOf(shared.FrameType(d.event), d.id, []byte(d.data)), true
		case c.stream.lastID != before:
			return note{kind: noteMoved, cursor: c.stream.lastID}, true
		}
	}
}

// pageClient reads what a browser shows of a page, as it comes.
type pageClient struct {
	*body
	html *html.Tokenizer
}

func openPage(t testing.TB, h *http.Client, url string) *pageClient {
	b := get(t, h, url, http.Header{})
	return &pageClient{b, html.NewTokenizer(b)}
}

func (c *pageClient) next(ctx context.Context) (note, bool) {
	stop := context.AfterFunc(ctx, c.cut)
	defer stop()
	text := ""
	for {
		switch c.html.Next() {
		case html.ErrorToken:
			return note{}, false
		case html.TextToken:
			text += string(c.html.Text())
		case html.StartTagToken:
			if token := c.html.Token(); token.Data == "body" {
				return note{kind: notePage, cursor: "page-" + token.Attr[0].Val}, true
			}
			text = ""
		case html.EndTagToken:
			return noteOf(shared.FrameEvent, "", []byte(text)), true
		}
	}
}
