package transport

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// TestSSEToTheLetter holds the stream to its wire form, byte by byte.
func TestSSEToTheLetter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := feedtest.New()
		f := feed.New(log, feed.Options{Version: "v7"})
		log.Publish = f.Publish
		log.Join("a", "ann", "bob")
		log.Join("b", "bob")
		w := &recorder{}
		done := make(chan error, 1)
		go func() {
			done <- SSE(w, httptest.NewRequest("GET", shared.PathSSE, nil), f, feed.Who{Person: "ann"}, nil)
		}()
		synctest.Wait()
		header := fmt.Sprint(w.Header())
		if want := "map[Cache-Control:[no-store] Content-Type:[text/event-stream] X-Accel-Buffering:[no]]"; header != want {
			t.Errorf("header %s, want %s", header, want)
		}
		retry, hello, _ := strings.Cut(w.take(), "\n")
		var ms int64
		if _, err := fmt.Sscanf(retry, "retry: %d", &ms); err != nil || ms < 1000 || ms > 4000 {
			t.Errorf("%q, want between one and four seconds", retry)
		}
		w.told(t, hello, "event: hello\nid: e1-3\ndata: {\"cursor\":\"e1-3\",\"version\":\"v7\"}\n\n")
		log.Say("a", "bob", "<hello>")
		synctest.Wait()
		w.told(t, w.take(), "id: e1-4\ndata: {\"seq\":4,\"room\":\"a\",\"kind\":\"message.posted\",\"by\":\"bob\",\"at\":1,\"command\":\"C\",\"body\":{\"text\":\"<hello>\"}}\n\n")
		f.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "bob"}})
		synctest.Wait()
		w.told(t, w.take(), "event: ephemeral\ndata: {\"room\":\"a\",\"kind\":\"typing\",\"body\":{\"by\":\"bob\"}}\n\n")
		time.Sleep(2 * time.Second)
		w.told(t, w.take(), "event: ephemeral\ndata: {\"room\":\"a\",\"kind\":\"presence\",\"body\":{\"full\":true,\"online\":[\"ann\"],\"count\":1}}\n\n")
		time.Sleep(shared.Heartbeat)
		synctest.Wait()
		w.told(t, w.take(), ":\n\n")
		log.Say("b", "bob", "elsewhere")
		time.Sleep(shared.Heartbeat)
		synctest.Wait()
		w.told(t, w.take(), ":\nid: e1-5\n\n")
		if err := f.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := fmt.Sscanf(w.take(), "retry: %d\n\n", &ms); err != nil || ms < 1000 || ms > 4000 {
			t.Errorf("ended with retry %d, %v", ms, err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// What piled up goes out in one write.
func TestSSEWritesABatchAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := feedtest.New()
		f := feed.New(log, feed.Options{})
		log.Publish = f.Publish
		log.Join("a", "ann")
		for range 200 {
			log.Say("a", "ann", "hello")
		}
		w := &recorder{}
		go SSE(w, httptest.NewRequest("GET", shared.PathSSE+"?after=e1-1", nil), f, feed.Who{Person: "ann"}, nil)
		synctest.Wait()
		if w.writes != 2 || strings.Count(w.take(), "\ndata: {\"seq\"") != 200 {
			t.Errorf("%d writes, want hello and one for all", w.writes)
		}
		f.Shutdown(t.Context())
	})
}

func TestStuckWritesEndTheStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := feedtest.New()
		f := feed.New(log, feed.Options{})
		log.Publish = f.Publish
		log.Join("a", "ann")
		w := &recorder{stuck: true}
		began := time.Now()
		if err := SSE(w, httptest.NewRequest("GET", shared.PathSSE, nil), f, feed.Who{Person: "ann"}, nil); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took != shared.WriteTimeout {
			t.Errorf("ended after %v, want %v", took, shared.WriteTimeout)
		}
		if len(f.Listeners()) > 0 {
			t.Error("the listener is still there")
		}
		f.Shutdown(t.Context())
	})
}

// recorder is a response writer that notes what was flushed. A stuck one takes
// nothing until the deadline.
type recorder struct {
	mu       sync.Mutex
	header   http.Header
	pending  bytes.Buffer
	flushed  bytes.Buffer
	writes   int
	stuck    bool
	deadline time.Time
}

func (w *recorder) Header() http.Header {
	if w.header == nil {
		w.header = make(http.Header)
	}
	return w.header
}

func (w *recorder) WriteHeader(int) {}

func (w *recorder) SetReadDeadline(time.Time) error { return nil }

func (w *recorder) SetWriteDeadline(at time.Time) error {
	w.deadline = at
	return nil
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.stuck {
		time.Sleep(time.Until(w.deadline))
		return 0, io.ErrShortWrite
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	return w.pending.Write(p)
}

func (w *recorder) FlushError() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.pending.WriteTo(&w.flushed)
	return err
}

// take gives what was flushed since the last time.
func (w *recorder) take() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.flushed.Reset()
	return w.flushed.String()
}

func (w *recorder) told(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

var hostile = []string{
	"", "plain", "\n", "\r", "\r\n", "a\n\nevent: reset\ndata: x\n\n", "a\rid: 1\r\rb", "\x00", "\ufeff", "a\ufeffb",
	"id: e1-9", ": comment", "data: x", "tab\tand \u2028 lines \u0085", "\xff\xfe",
}

// TestTextNeverBreaksFraming sends hostile texts as messages.
func TestTextNeverBreaksFraming(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	stream := listenSSE(t, h.client, h.url(shared.PathSSE, "ann", ""), "")
	hearsOf(t, stream, shared.FrameHello)
	for _, text := range hostile {
		seq := h.Say("a", "ann", text)
		n := hearsOf(t, stream, shared.FrameEvent)
		got := n.event.Body.(shared.MessagePosted).Text
		if n.event.Seq != seq || got != text && utf8.ValidString(text) {
			t.Errorf("sent %q as %d, got %q as %d", text, seq, got, n.event.Seq)
		}
	}
}

func TestCursorsOfRequests(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	for _, path := range []string{shared.PathSSE, shared.PathPoll, shared.PathWebSocket, shared.PathFrame} {
		for _, after := range []string{"", "x", "e1", "e1-", "e1--1", "e1-01", "e1-1x", "E1-1", "-1", "e1-99999999999999999999", "e1-1%0d%0a", strings.Repeat("9", 5000)} {
			request, _ := http.NewRequest("GET", h.http.URL+path+"?person=ann&room=a&after="+after, nil)
			upgrade(request) // the others pass it over
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(response.Body)
			if response.StatusCode != http.StatusBadRequest || string(body) != string(shared.CodeCursorInvalid) {
				t.Errorf("%s with after=%.30s: %d %s", path, after, response.StatusCode, body)
			}
		}
	}
}

// A browser gives up for good when its stream is refused: a Last-Event-ID that
// is no cursor leads to a reset.
func TestMalformedLastEventID(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	for _, id := range []string{"x", "e1-x", "e1", "\u00e9", strings.Repeat("9", 5000)} {
		stream := listenSSE(t, h.client, h.url(shared.PathSSE, "ann", "x"), id)
		if hello := hearsOf(t, stream, shared.FrameHello); hello.cursor == cursorAt(h.Head()) {
			t.Errorf("%.30q: a cut before the reset would lose it", id)
		}
		hearsOf(t, stream, shared.FrameReset)
	}
}

func TestStreamsAreRefusedWhenTheServerCloses(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.feed.Shutdown(t.Context())
	response, err := http.Get(h.url(shared.PathSSE, "ann", ""))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := bufio.NewReader(response.Body).ReadString('\n')
	if body != string(shared.CodeUnavailable) {
		t.Errorf("%d %s, want %s", response.StatusCode, body, shared.CodeUnavailable)
	}
}
