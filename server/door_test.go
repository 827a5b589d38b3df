package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"parley/shared"
)

func TestTheStreamIsToTheLetter(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	stream := ann.listen("", "")
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
		if got := stream.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	first, err := stream.next()
	if err != nil || first.retry == "" || first.event != "hello" || first.id != ann.snapshot().Cursor.String() {
		t.Fatalf("the stream begins with %+v, %v", first, err)
	}
	ann.post(shared.General, "a\nb\u2028c")
	event, cursor, err := stream.nextEvent()
	if err != nil || cursor.Seq != event.Seq || event.Body.(shared.MessagePosted).Text != "a\nb\u2028c" {
		t.Errorf("heard %+v at %v, %v", event, cursor, err)
	}
}

func TestACursorThatCantBeFollowedIsReset(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	here := ann.snapshot().Cursor
	future := shared.Cursor{Epoch: here.Epoch, Seq: here.Seq + 1000}
	for _, after := range []string{"0000-1", future.String()} {
		stream := ann.listen("?after="+after, "")
		for {
			l, err := stream.next()
			if err != nil {
				t.Fatal(err)
			}
			if l.event != "reset" {
				continue
			}
			if l.id != here.String() {
				t.Errorf("%s is reset to %s, want %s", after, l.id, here)
			}
			break
		}
	}
}

func TestLastEventIDWinsOverTheQuery(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	before := ann.snapshot().Cursor.String()
	ann.post(shared.General, "one")
	now := ann.snapshot().Cursor.String()
	ann.listen("?after="+now, before).hears("one")
}

func TestLeavingEndsTheStreamAndFreesTheName(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	hears, own := bo.listen("", ""), ann.listen("", "")
	kept := ann.http.Jar.Cookies(mustRequest(t, h.url()).URL)[0]
	ann.must("DELETE", shared.PathSession, nil, nil)
	for {
		if _, err := own.next(); err != nil {
			break
		}
	}
	if event, _, err := hears.nextEvent(); err != nil || event.Kind() != (shared.PersonLeft{}).Kind() || event.By != ann.me.ID {
		t.Errorf("Bo hears %+v, %v", event, err)
	}
	again := mustRequest(t, h.url()+shared.PathSSE)
	again.AddCookie(kept)
	response, err := http.DefaultTransport.RoundTrip(again)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		t.Errorf("an ended session is answered with %d", response.StatusCode)
	}
	h.enter("Ann")
}

func TestEveryAnswerIsHardened(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, path := range []string{"/rooms/general", "/rooms", "/nowhere", "/api/snapshot", "/api/nothing", "/healthz", "/static/parley.css", "/shell"} {
		response, err := ann.http.Do(mustRequest(t, h.url()+path))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		policy := response.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'self'") || strings.Contains(policy, "unsafe-inline") {
			t.Errorf("%s has the policy %q", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if response.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s has no request ID", path)
		}
	}
}

func TestTheSessionIsTheServersAlone(t *testing.T) {
	h := openHouse(t)
	response, err := http.Post(h.url()+shared.PathSession, "application/json", strings.NewReader(`{"name":"Ann"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	cookies := response.Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/" || cookies[0].Secure {
		t.Errorf("the cookies are %v", cookies)
	}
}

func TestMetricsTellWhatHappened(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	stream := ann.listen("", "")
	ann.post(shared.General, "x")
	stream.hears("x")
	ann.refused("POST", shared.PathCommands, "{}", 400, shared.CodeKindUnknown)
	socket, _, err := websocket.Dial(t.Context(), h.url()+shared.PathWebSocket, &websocket.DialOptions{HTTPClient: ann.http})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.CloseNow()
	socket.Write(t.Context(), websocket.MessageText, []byte(`{"id":"x","kind":"message.post","body":{}}`))
	for answered := false; !answered; {
		_, frame, err := socket.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		answered = strings.Contains(string(frame), `"type":"reply"`)
	}
	_, text := ann.ask("GET", "/metrics", nil)
	for _, want := range []string{
		`parley_listeners{transport="sse"} 1`, `parley_listeners{transport="websocket"} 1`,
		`parley_refusals_total{code="command_id_invalid"} 1`, "parley_head_seq 3", `parley_refusals_total{code="kind_unknown"} 1`,
		"parley_commit_seconds_count", "parley_commit_batch_events_count", "parley_delivery_seconds_count", "go_goroutines",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
}

func mustRequest(t testing.TB, url string) *http.Request {
	t.Helper()
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func TestPagesAndHistoryAreCompressedAndStreamsAreNot(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for range 30 {
		ann.post(shared.General, strings.Repeat("long ", 20))
	}
	for path, want := range map[string]string{"/rooms/general": "gzip", shared.PathMessages("general"): "gzip", shared.PathSSE: ""} {
		request := mustRequest(t, h.url()+path).WithContext(t.Context())
		request.Header.Set("Accept-Encoding", "gzip")
		response, err := ann.http.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%s comes in %q, want %q", path, got, want)
		}
	}
}
