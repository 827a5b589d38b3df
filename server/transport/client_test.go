package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/net/html"

	"parley/shared"
)

// note is one thing that a client was told, the same over every transport.
type note struct {
	kind   shared.FrameType
	cursor string
	event  shared.Event
	text   string // the data as it came
}

// What a client can be told besides the types of frame.
const (
	noteMoved shared.FrameType = "moved" // the cursor, by itself
	notePage  shared.FrameType = "page"  // a page begins, after the event at the cursor
)

// client reads one connection. Over every transport it gives the same notes.
type client interface {
	// next waits for the next note; ok is false when the stream has ended.
	next(context.Context) (n note, ok bool)
	// end tells how the stream ended: a code of ours, a status, a close code, or
	// "cut".
	end() string
	// cut breaks the connection.
	cut()
}

// way is a transport as a client uses it.
type way struct {
	name    string
	over    shared.Transport
	connect func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client
}

// page reports whether the way is one without a cursor in the client: each time
// it begins with the room's latest.
func (w way) page() bool { return w.over == shared.TransportFrame }

// ways are all ways of waiting.
var ways = []way{
	{"sse by query", shared.TransportSSE, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return listenSSE(t, h, base+address(shared.PathSSE, id, after), "")
	}},
	{"sse by Last-Event-ID", shared.TransportSSE, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return listenSSE(t, h, base+address(shared.PathSSE, id, cursorAt(0)), after)
	}},
	{"websocket", shared.TransportWebSocket, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return dial(t, h, base+address(shared.PathWebSocket, id, after))
	}},
	{"long poll", shared.TransportLongPoll, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return &poller{http: h, base: base, id: id, cursor: after, wait: 30}
	}},
	{"short poll", shared.TransportPoll, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return &poller{http: h, base: base, id: id, cursor: after}
	}},
	{"frame", shared.TransportFrame, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return openPage(t, h, base+address(shared.PathFrame, id, after))
	}},
}

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

type socketClient struct {
	conn  *websocket.Conn
	why   string
	begun bool
}

func dial(t testing.TB, h *http.Client, url string) *socketClient {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, response, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPClient: h})
	if err != nil {
		c := &socketClient{why: "cut"}
		if response != nil && response.StatusCode != http.StatusSwitchingProtocols {
			c.why = refusedWith(response)
		}
		return c
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { conn.CloseNow() })
	return &socketClient{conn: conn}
}

func (c *socketClient) next(ctx context.Context) (note, bool) {
	if c.conn == nil {
		return note{}, false
	}
	_, text, err := c.conn.Read(ctx)
	if err != nil {
		c.why = "cut"
		if code := websocket.CloseStatus(err); code > 0 {
			c.why = strconv.Itoa(int(code))
		}
		return note{}, false
	}
	var frame struct {
		Type   shared.FrameType
		Cursor string
		Data   json.RawMessage
	}
	if json.Unmarshal(text, &frame) != nil {
		c.why = "cut" // this client takes a connection's end for a message's, between two reads of it
		return note{}, false
	}
	if frame.Type == shared.FrameHello && c.begun {
		frame.Type = noteMoved
	}
	c.begun = true
	return noteOf(frame.Type, frame.Cursor, frame.Data), true
}

func (c *socketClient) end() string { return c.why }

func (c *socketClient) cut() {
	if c.conn != nil {
		c.conn.CloseNow()
	}
}

// pollPace is between two short polls.
const pollPace = 2 * time.Millisecond

// poller asks again and again.
type poller struct {
	http   *http.Client
	base   string
	id     shared.PersonID
	cursor string
	wait   int
	ready  []note
	asked  bool
	why    string
}

func (p *poller) next(ctx context.Context) (note, bool) {
	for len(p.ready) == 0 {
		if p.why != "" {
			return note{}, false
		}
		p.ask(ctx)
	}
	first := p.ready[0]
	p.ready = p.ready[1:]
	return first, true
}

// ask makes an answer the notes of which a stream would give. The first is asked
// for at once, and stands for its hello.
func (p *poller) ask(ctx context.Context) {
	wait := p.wait
	if !p.asked {
		wait = 0
	} else if wait == 0 {
		select {
		case <-ctx.Done():
		case <-time.After(pollPace):
		}
	}
	request, _ := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s%s&wait=%d", p.base, address(shared.PathPoll, p.id, p.cursor), wait), nil)
	response, err := p.http.Do(request)
	if err != nil {
		p.why = "cut"
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		p.why = refusedWith(response)
		return
	}
	var answer struct {
		Cursor string
		Events []json.RawMessage
		Reset  bool
	}
	if json.NewDecoder(response.Body).Decode(&answer) != nil {
		p.why = "cut" // an answer that is not whole is discarded
		return
	}
	if !p.asked {
		p.asked = true
		p.ready = append(p.ready, note{kind: shared.FrameHello, cursor: p.cursor})
	}
	if answer.Reset {
		p.ready = append(p.ready, noteOf(shared.FrameReset, answer.Cursor, fmt.Appendf(nil, `{"cursor":%q}`, answer.Cursor)))
	}
	for _, text := range answer.Events {
		n := noteOf(shared.FrameEvent, "", text)
		n.cursor = cursorAt(n.event.Seq)
		p.ready = append(p.ready, n)
	}
	if answer.Cursor != p.cursor {
		p.ready = append(p.ready, note{kind: noteMoved, cursor: answer.Cursor})
	}
	p.cursor = answer.Cursor
}

func (p *poller) end() string { return p.why }
func (p *poller) cut()        { p.why, p.ready = "cut", nil }

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

func noteOf(kind shared.FrameType, cursor string, data []byte) note {
	n := note{kind: kind, cursor: cursor, text: string(data)}
	if kind == shared.FrameEvent {
		if err := json.Unmarshal(data, &n.event); err != nil {
			panic(fmt.Sprintf("%s: %v", data, err))
		}
	}
	return n
}

// hearsOf waits for the next note of a kind; others of what is not in the log are
// passed over.
func hearsOf(t testing.TB, c client, kind shared.FrameType) note {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		n, ok := c.next(ctx)
		if !ok || n.kind == shared.FrameEvent && kind != n.kind {
			t.Fatalf("told %+v (%s), want %s", n, c.end(), kind)
		}
		if n.kind == kind {
			return n
		}
	}
}
