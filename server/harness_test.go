package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/shared"
)

// patience is how long a test waits for what must come; it is only ever used up
// by a failure.
const patience = 20 * time.Second

// house is a server that a test can stop and start again at the same address,
// with the same data.
type house struct {
	t      testing.TB
	config Config
	log    *logBook
	node   *node
	stop   context.CancelFunc
	done   chan error
}

func openHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, config: defaults(), log: &logBook{}}
	h.config.Listen, h.config.Data, h.config.RateLimit = "127.0.0.1:0", t.TempDir(), false
	h.config.Previews = false // tests ask nobody else
	h.start()
	t.Cleanup(func() {
		if h.node != nil {
			h.shut()
		}
		if errors := h.log.errors(); errors != "" {
			t.Errorf("the server logged errors:\n%s", errors)
		}
	})
	return h
}

func (h *house) start() {
	h.t.Helper()
	n, err := open(h.t.Context(), h.config, slog.New(slog.NewTextHandler(h.log, nil)))
	if err != nil {
		h.t.Fatal(err)
	}
	h.node = n
	h.config.Listen = n.listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	h.stop, h.done = stop, make(chan error, 1)
	go func() { h.done <- n.Run(ctx) }()
}

func (h *house) shut() {
	h.t.Helper()
	h.stop()
	select {
	case err := <-h.done:
		if err != nil {
			h.t.Errorf("the server ended with %v", err)
		}
	case <-time.After(patience):
		h.t.Fatal("the server does not end")
	}
	h.node = nil
}

func (h *house) restart() {
	h.t.Helper()
	h.shut()
	h.start()
}

func (h *house) url() string { return "http://" + h.config.Listen }

// logBook collects what the server logs.
type logBook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logBook) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logBook) errors() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []string
	for line := range strings.Lines(l.text.String()) {
		if strings.Contains(line, "level=ERROR") {
			found = append(found, line)
		}
	}
	return strings.Join(found, "")
}

// guest is a person at the API, without a browser.
type guest struct {
	t    testing.TB
	base string
	http *http.Client
	me   shared.Person
}

// enter makes a guest of that name.
func (h *house) enter(name string) *guest {
	h.t.Helper()
	g := h.stranger()
	g.enter(name)
	return g
}

// enter gives the guest a name and a session.
func (g *guest) enter(name string) {
	g.t.Helper()
	var session shared.Session
	g.must("POST", shared.PathSession, shared.EnterRequest{Name: name}, &session)
	g.me = session.Me
}

// stranger is a guest who has not entered.
func (h *house) stranger() *guest {
	jar, _ := cookiejar.New(nil)
	return &guest{t: h.t, base: h.url(), http: &http.Client{Jar: jar, Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}
}

// ask sends a request and returns the status and body of its answer. A body
// that is a string is sent as it is.
func (g *guest) ask(method, path string, body any) (int, []byte) {
	g.t.Helper()
	status, answer, err := g.try(method, path, body)
	if err != nil {
		g.t.Fatalf("%s %s: %v", method, path, err)
	}
	return status, answer
}

func (g *guest) try(method, path string, body any) (int, []byte, error) {
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		content = strings.NewReader(b)
	default:
		encoded, err := json.Marshal(b)
		if err != nil {
			return 0, nil, err
		}
		content = bytes.NewReader(encoded)
	}
	request, err := http.NewRequest(method, g.base+path, content)
	if err != nil {
		return 0, nil, err
	}
	response, err := g.http.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}

// must asks, expects success, and reads the answer.
func (g *guest) must(method, path string, body, into any) {
	g.t.Helper()
	status, answer := g.ask(method, path, body)
	if status < 200 || status > 299 {
		g.t.Fatalf("%s %s %v: %d %s", method, path, body, status, answer)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(answer, into); err != nil {
		g.t.Fatalf("%s %s: %v in %s", method, path, err, answer)
	}
}

// refused asks, and expects to be refused with that status and code.
func (g *guest) refused(method, path string, body any, status int, code shared.Code) {
	g.t.Helper()
	got, answer := g.ask(method, path, body)
	var said shared.ErrorReply
	if err := json.Unmarshal(answer, &said); err != nil || said.Error == nil {
		g.t.Errorf("%s %s %.80v: %d, and no error in %.200q", method, path, body, got, answer)
		return
	}
	if got != status || said.Error.Code != code {
		g.t.Errorf("%s %s %.80v: %d %s, want %d %s", method, path, body, got, said.Error.Code, status, code)
	}
	if said.Error.Message == "" {
		g.t.Errorf("%s %s: %s says nothing", method, path, code)
	}
}

// do has a command done, under a new ID.
func (g *guest) do(room shared.RoomID, body shared.CommandBody) shared.Seq {
	g.t.Helper()
	var reply shared.CommandReply
	g.must("POST", shared.PathCommands, shared.Command{ID: newID(), Room: room, Body: body}, &reply)
	return reply.Seq
}

func (g *guest) post(room shared.RoomID, text string) shared.Seq {
	g.t.Helper()
	return g.do(room, shared.PostMessage{Text: text})
}

func (g *guest) snapshot() shared.Snapshot {
	g.t.Helper()
	var s shared.Snapshot
	g.must("GET", shared.PathSnapshot, nil, &s)
	return s
}

func (g *guest) history(room shared.RoomID, query string) shared.Page {
	g.t.Helper()
	var p shared.Page
	g.must("GET", shared.PathMessages(room)+query, nil, &p)
	return p
}

func marshal(t testing.TB, v any) string {
	t.Helper()
	encoded, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

func read(t testing.TB, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}

func newID() shared.CommandID { return shared.NewCommandID(time.Now().UnixMilli()) }

// line is one event of an SSE stream as it came.
type line struct {
	event, id, data, retry string
	comment                string
}

// ear is an SSE stream, read field by field as the HTML standard says.
type ear struct {
	t      testing.TB
	header http.Header
	status int
	proto  int // HTTP/1 or 2
	body   io.ReadCloser
	lines  *bufio.Reader
	cancel context.CancelFunc
}

// listen opens a stream; lastEventID is sent where it is not empty.
func (g *guest) listen(query, lastEventID string) *ear {
	g.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	request, _ := http.NewRequestWithContext(ctx, "GET", g.base+shared.PathSSE+query, nil)
	if lastEventID != "" {
		request.Header.Set("Last-Event-ID", lastEventID)
	}
	late := time.AfterFunc(patience, cancel)
	response, err := g.http.Do(request)
	late.Stop()
	if err != nil {
		cancel()
		g.t.Fatal(err)
	}
	e := &ear{t: g.t, header: response.Header, status: response.StatusCode, proto: response.ProtoMajor, body: response.Body, lines: bufio.NewReader(response.Body), cancel: cancel}
	g.t.Cleanup(e.close)
	return e
}

func (e *ear) close() {
	e.cancel()
	e.body.Close()
}

// next reads up to the next blank line; its error is that of the stream.
func (e *ear) next() (line, error) {
	timer := time.AfterFunc(patience, e.cancel)
	defer timer.Stop()
	var l line
	for {
		text, err := e.lines.ReadString('\n')
		if err != nil {
			return l, err
		}
		text = strings.TrimSuffix(text, "\n")
		if text == "" {
			return l, nil
		}
		field, value, _ := strings.Cut(text, ":")
		value = strings.TrimPrefix(value, " ")
		switch field {
		case "event":
			l.event = value
		case "id":
			l.id = value
		case "data":
			l.data += value
		case "retry":
			l.retry = value
		case "":
			l.comment = value
		}
	}
}

// nextEvent reads up to the next event of the log.
func (e *ear) nextEvent() (shared.Event, shared.Cursor, error) {
	for {
		l, err := e.next()
		if err != nil {
			return shared.Event{}, shared.Cursor{}, err
		}
		if l.event != "" || l.data == "" {
			continue
		}
		var event shared.Event
		if err := json.Unmarshal([]byte(l.data), &event); err != nil {
			return event, shared.Cursor{}, err
		}
		cursor, err := shared.ParseCursor(l.id)
		return event, cursor, err
	}
}

// hears expects the next event of the log to be that message.
func (e *ear) hears(text string) shared.Event {
	e.t.Helper()
	for {
		event, _, err := e.nextEvent()
		if err != nil {
			e.t.Fatalf("waiting for %q: %v", text, err)
		}
		if posted, ok := event.Body.(shared.MessagePosted); ok {
			if posted.Text != text {
				e.t.Fatalf("heard %q, want %q", posted.Text, text)
			}
			return event
		}
	}
}

// programPath finds a program that tests run; Debian keeps some where only root
// looks.
func programPath(t *testing.T, name string) string {
	t.Helper()
	for _, program := range []string{name, "/usr/sbin/" + name} {
		if path, err := exec.LookPath(program); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("there is no %s: install Debian's package", name)
	}
	t.Skipf("there is no %s: install Debian's package, or run make test, which does", name)
	return ""
}
