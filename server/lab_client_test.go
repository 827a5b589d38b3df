package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// labEar listens to a stream of the lab over one transport.
type labEar interface {
	// next gives the next event; or how the stream ended: "204" and "1000" tell
	// that it is complete, anything else that it broke.
	next() (heard, string)
	// cursor is where to go on from.
	cursor() shared.Cursor
	close()
}

// heard is an event of the lab as a listener got it.
type heard struct {
	at     shared.Cursor
	sample shared.LabSample
	by     shared.PersonID
}

var labTransports = []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll, shared.TransportFrame}

// hearLab opens a stream of the lab after a cursor; a zero cursor is none.
func (g *guest) hearLab(stream shared.LabStream, over shared.Transport, after shared.Cursor, query string) labEar {
	g.t.Helper()
	path := shared.PathStream(shared.PathLabStream(stream), over) + "?" + query
	if after.Epoch != "" {
		path += "&after=" + after.String()
	}
	switch over {
	case shared.TransportWebSocket:
		return g.dialLab(path, after)
	case shared.TransportSSE, shared.TransportFrame:
		return g.readLab(path, over, after)
	}
	wait := 0
	if over == shared.TransportLongPoll {
		wait = 20
	}
	path = shared.PathStream(shared.PathLabStream(stream), over) + fmt.Sprintf("?wait=%d&%s", wait, query)
	return &labPoll{guest: g, path: path, at: after, every: 20 * time.Millisecond}
}

type labSocket struct {
	guest *guest
	conn  *websocket.Conn
	at    shared.Cursor
}

func (g *guest) dialLab(path string, after shared.Cursor) labEar {
	g.t.Helper()
	conn, _, err := websocket.Dial(g.t.Context(), g.base+path, &websocket.DialOptions{HTTPClient: g.http})
	if err != nil {
		g.t.Fatal(err)
	}
	s := &labSocket{g, conn, after}
	g.t.Cleanup(s.close)
	return s
}

func (s *labSocket) next() (heard, string) {
	ctx, cancel := context.WithTimeout(s.guest.t.Context(), patience)
	defer cancel()
	for {
		_, text, err := s.conn.Read(ctx)
		if err != nil {
			return heard{}, fmt.Sprint(int(websocket.CloseStatus(err)))
		}
		var frame struct {
			Type   shared.FrameType
			Cursor shared.Cursor
			Data   json.RawMessage
		}
		read(s.guest.t, text, &frame)
		s.at = frame.Cursor
		if frame.Type == shared.FrameEvent {
			return heardOf(s.guest.t, frame.Data, frame.Cursor), ""
		}
	}
}

func (s *labSocket) cursor() shared.Cursor { return s.at }
func (s *labSocket) close()                { s.conn.CloseNow() }

// labBody is an answer that goes on, of SSE or of a frame.
type labBody struct {
	guest  *guest
	over   shared.Transport
	status int
	body   io.ReadCloser
	lines  *bufio.Reader
	cancel context.CancelFunc
	at     shared.Cursor
}

func (g *guest) readLab(path string, over shared.Transport, after shared.Cursor) labEar {
	g.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	request, _ := http.NewRequestWithContext(ctx, "GET", g.base+path, nil)
	response, err := g.http.Do(request)
	if err != nil {
		cancel()
		g.t.Fatal(err)
	}
	b := &labBody{g, over, response.StatusCode, response.Body, bufio.NewReader(response.Body), cancel, after}
	g.t.Cleanup(b.close)
	return b
}

var paragraph = regexp.MustCompile(`^<p data-cursor="([^"]+)" data-micros="(\d+)">([^<]*)</p>$`)

func (b *labBody) next() (heard, string) {
	if b.status != http.StatusOK {
		return heard{}, fmt.Sprint(b.status)
	}
	timer := time.AfterFunc(patience, b.cancel)
	defer timer.Stop()
	for {
		text, err := b.lines.ReadString('\n')
		if err != nil {
			return heard{}, err.Error()
		}
		text = strings.TrimSuffix(text, "\n")
		if data, ok := strings.CutPrefix(text, "data: "); ok && strings.Contains(data, string(shared.KindLabSample)) {
			return heardOf(b.guest.t, []byte(data), b.at), ""
		}
		if id, ok := strings.CutPrefix(text, "id: "); ok {
			b.at = cursorOf(b.guest.t, id)
		}
		if p := paragraph.FindStringSubmatch(text); p != nil {
			b.at = cursorOf(b.guest.t, p[1])
			h := heard{at: b.at, sample: shared.LabSample{Text: html.UnescapeString(p[3])}}
			fmt.Sscan(p[2], &h.sample.Micros)
			return h, ""
		}
	}
}

func (b *labBody) cursor() shared.Cursor { return b.at }
func (b *labBody) close()                { b.cancel(); b.body.Close() }

// labPoll asks again and again.
type labPoll struct {
	guest *guest
	path  string
	at    shared.Cursor
	every time.Duration // between two short polls
	ready []heard
}

func (p *labPoll) next() (heard, string) {
	for begun := time.Now(); len(p.ready) == 0; time.Sleep(p.every) {
		path := p.path
		if p.at.Epoch != "" {
			path += "&after=" + p.at.String()
		}
		status, body, err := p.guest.try("GET", path, nil)
		if err != nil {
			return heard{}, err.Error()
		}
		if status != http.StatusOK || time.Since(begun) > patience {
			return heard{}, fmt.Sprint(status)
		}
		var page shared.Poll
		read(p.guest.t, body, &page)
		p.at = page.Cursor
		for _, e := range page.Events {
			text, _ := json.Marshal(e)
			p.ready = append(p.ready, heardOf(p.guest.t, text, shared.Cursor{Epoch: page.Cursor.Epoch, Seq: e.Seq}))
		}
	}
	first := p.ready[0]
	p.ready = p.ready[1:]
	return first, ""
}

func (p *labPoll) cursor() shared.Cursor { return p.at }
func (p *labPoll) close()                {}

func heardOf(t testing.TB, data []byte, at shared.Cursor) heard {
	t.Helper()
	var e shared.Event
	read(t, data, &e)
	sample, err := shared.LabSampleOf(e)
	if err != nil || e.Seq != at.Seq {
		t.Fatalf("heard %s at %v: %v", data, at, err)
	}
	return heard{at, sample, e.By}
}

func cursorOf(t testing.TB, text string) shared.Cursor {
	t.Helper()
	cursor, err := shared.ParseCursor(text)
	if err != nil {
		t.Fatal(err)
	}
	return cursor
}

// streamState tells where a stream of the lab stands.
func (g *guest) streamState(id shared.LabStream) shared.LabStreamState {
	g.t.Helper()
	var state shared.LabState
	g.must("GET", shared.PathLab, nil, &state)
	for _, s := range state.Streams {
		if s.ID == id {
			return s
		}
	}
	g.t.Fatalf("the lab has no %s in %+v", id, state)
	return shared.LabStreamState{}
}
