package transport

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// patience is how long a test waits for what has to happen.
const patience = 10 * time.Second

// house is a server with a feed over a log in memory. A request's person= says
// who it comes from.
type house struct {
	*feedtest.Log
	feed *feed.Feed
	http *httptest.Server
}

func openHouse(t testing.TB, options feed.Options) *house {
	h := &house{Log: feedtest.New()}
	h.feed = feed.New(h.Log, options)
	h.Publish = h.feed.Publish
	h.http = httptest.NewServer(http.HandlerFunc(h.serve))
	t.Cleanup(func() {
		h.http.CloseClientConnections()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		h.feed.Shutdown(ctx)
		h.http.Close()
	})
	return h
}

func (h *house) serve(w http.ResponseWriter, r *http.Request) {
	id := shared.PersonID(r.URL.Query().Get("person"))
	who := feed.Who{Person: id, Session: "session of " + string(id)}
	var err error
	switch r.URL.Path {
	case shared.PathSSE:
		err = SSE(w, r, h.feed, who)
	case shared.PathPoll:
		err = Poll(w, r, h.feed, who, "")
	case shared.PathWebSocket:
		err = WebSocket(w, r, h.feed, who, nil, func(_ context.Context, c shared.Command) (shared.CommandReply, error) {
			post, ok := c.Body.(shared.PostMessage)
			if !ok {
				return shared.CommandReply{}, shared.Errorf(shared.CodeNotMember, "No.")
			}
			return shared.CommandReply{Seq: h.Say(c.Room, id, post.Text)}, nil
		})
	case shared.PathFrame:
		err = Frame(w, r, h.feed, who, plainPage{h, who.Person, shared.RoomID(r.URL.Query().Get("room"))})
	}
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, string(shared.CodeOf(err)))
	}
}

func (h *house) url(path string, id shared.PersonID, after string) string {
	url := h.http.URL + path + "?person=" + string(id)
	if after != "" {
		url += "&after=" + after
	}
	return url
}

// note is one thing that a client was told, the same over every transport.
type note struct {
	kind   shared.FrameType
	cursor string
	event  shared.Event
	text   string // the data as it came
}

// client reads one stream. Over every transport it gives the same notes.
type client interface {
	// next waits for the next note; ok is false when the stream has ended.
	next(context.Context) (n note, ok bool)
	// cut breaks the connection.
	cut()
}

// transports are the ways of waiting that the scenarios run over.
var transports = map[string]func(t testing.TB, h *house, id shared.PersonID, after string) client{
	"sse": func(t testing.TB, h *house, id shared.PersonID, after string) client {
		return listenSSE(t, h.url(shared.PathSSE, id, after), "")
	},
	"sse by header": func(t testing.TB, h *house, id shared.PersonID, after string) client {
		return listenSSE(t, h.url(shared.PathSSE, id, "e1-0"), after)
	},
	"websocket": func(t testing.TB, h *house, id shared.PersonID, after string) client {
		return dial(t, h.url(shared.PathWebSocket, id, after))
	},
	"long poll": func(t testing.TB, h *house, id shared.PersonID, after string) client {
		return &poller{t: t, house: h, id: id, cursor: after, wait: 30}
	},
	"short poll": func(t testing.TB, h *house, id shared.PersonID, after string) client {
		return &poller{t: t, house: h, id: id, cursor: after, wait: 0}
	},
}

// sseClient reads fields as the standard says.
type sseClient struct {
	body  io.ReadCloser
	lines *bufio.Reader
	retry string
	id    string
}

func listenSSE(t testing.TB, url, lastEventID string) *sseClient {
	t.Helper()
	request, _ := http.NewRequest("GET", url, nil)
	if lastEventID != "" {
		request.Header.Set("Last-Event-ID", lastEventID)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return &sseClient{body: response.Body, lines: bufio.NewReader(response.Body)}
}

func (c *sseClient) next(ctx context.Context) (note, bool) {
	stop := context.AfterFunc(ctx, c.cut)
	defer stop()
	kind, data := shared.FrameEvent, ""
	for {
		line, err := c.lines.ReadString('\n')
		if err != nil {
			return note{}, false
		}
		field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch field {
		case "event":
			kind = shared.FrameType(value)
		case "data":
			data += value
		case "id":
			c.id = value
		case "retry":
			c.retry = value
		case "":
			if data != "" {
				return noteOf(kind, c.id, []byte(data)), true
			}
			kind = shared.FrameEvent
		}
	}
}

func (c *sseClient) cut() { c.body.Close() }

type socketClient struct{ conn *websocket.Conn }

func dial(t testing.TB, url string) *socketClient {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { conn.CloseNow() })
	return &socketClient{conn}
}

func (c *socketClient) next(ctx context.Context) (note, bool) {
	_, text, err := c.conn.Read(ctx)
	if err != nil {
		return note{}, false
	}
	var frame struct {
		Type   shared.FrameType
		Cursor string
		Data   json.RawMessage
	}
	if err := json.Unmarshal(text, &frame); err != nil {
		panic(fmt.Sprintf("%s: %v", text, err))
	}
	return noteOf(frame.Type, frame.Cursor, frame.Data), true
}

func (c *socketClient) cut() { c.conn.CloseNow() }

// poller asks again and again. Its first answer without events is its hello.
type poller struct {
	t      testing.TB
	house  *house
	id     shared.PersonID
	cursor string
	wait   int
	ready  []note
	asked  bool
	gone   bool
}

func (p *poller) next(ctx context.Context) (note, bool) {
	for len(p.ready) == 0 {
		if p.gone || !p.ask(ctx) {
			return note{}, false
		}
	}
	first := p.ready[0]
	p.ready = p.ready[1:]
	return first, true
}

func (p *poller) ask(ctx context.Context) bool {
	wait := p.wait
	if !p.asked { // where the stream begins is known at once
		p.asked, wait = true, 0
		p.ready = append(p.ready, note{kind: shared.FrameHello, cursor: p.cursor})
	}
	url := fmt.Sprintf("%s&wait=%d", p.house.url(shared.PathPoll, p.id, p.cursor), wait)
	request, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	var answer struct {
		Cursor string
		Events []json.RawMessage
		Reset  bool
	}
	if response.StatusCode != http.StatusOK || json.NewDecoder(response.Body).Decode(&answer) != nil {
		p.gone = true
		return len(p.ready) > 0
	}
	p.cursor = answer.Cursor
	if answer.Reset {
		p.ready = append(p.ready, noteOf(shared.FrameReset, answer.Cursor, fmt.Appendf(nil, `{"cursor":%q}`, answer.Cursor)))
	}
	for _, text := range answer.Events {
		n := noteOf(shared.FrameEvent, "", text)
		n.cursor = feedtest.Epoch + "-" + fmt.Sprint(n.event.Seq)
		p.ready = append(p.ready, n)
	}
	return true
}

func (p *poller) cut() { p.gone = true }

func noteOf(kind shared.FrameType, cursor string, data []byte) note {
	n := note{kind: kind, cursor: cursor, text: string(data)}
	if kind == shared.FrameEvent {
		if err := json.Unmarshal(data, &n.event); err != nil {
			panic(fmt.Sprintf("%s: %v", data, err))
		}
	}
	return n
}

// plainPage is a room's page without any looks.
type plainPage struct {
	*house
	reader shared.PersonID
	room   shared.RoomID
}

func (p plainPage) Begin(_ context.Context, after *shared.Cursor) ([]byte, shared.Cursor, error) {
	if after != nil {
		return []byte("<body>"), *after, nil
	}
	return []byte("<body>latest"), shared.Cursor{Epoch: feedtest.Epoch, Seq: p.Head()}, nil
}

func (p plainPage) Open() error {
	if !p.feed.Member(p.reader, p.room) {
		return shared.Errorf(shared.CodeNotMember, "Join the room first.")
	}
	return nil
}

func (p plainPage) Event(e shared.Event) ([]byte, bool) {
	if e.Room != p.room {
		return nil, false
	}
	_, left := e.Body.(shared.PersonLeft)
	return fmt.Appendf(nil, "<p>%d</p>", e.Seq), left && e.By == p.reader
}
