package main

import (
	"bufio"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"parley/shared"
)

func TestAllowedOriginsMayReadAndNothingElse(t *testing.T) {
	h := openHouse(t)
	friend := openElsewhere(t)
	h.allow(friend)
	ann := h.enter("Ann")
	after := "?after=" + ann.snapshot().Cursor.String()
	for origin, allowed := range map[string]bool{friend.origin: true, "": false, "null": false, "https://evil.example": false, friend.origin + ".evil.example": false, h.url(): false} {
		for _, path := range []string{shared.PathSSE, shared.PathPoll + after, shared.PathSnapshot, shared.PathSession, shared.PathMessages("general"), "/api/nothing", shared.PathPoll + "?after=x"} {
			header := ann.crossing("GET", path, origin).Header
			want := ""
			if allowed {
				want = origin
			}
			if got := header.Get("Access-Control-Allow-Origin"); got != want {
				t.Errorf("GET %s for %q: allowed is %q", path, origin, got)
			}
			if with := header.Get("Access-Control-Allow-Credentials"); (with == "true") != allowed {
				t.Errorf("GET %s for %q: credentials are %q", path, origin, with)
			}
			if !strings.Contains(strings.Join(header.Values("Vary"), ","), "Origin") {
				t.Errorf("GET %s for %q varies by %q", path, origin, header.Values("Vary"))
			}
		}
		for method, path := range map[string]string{"POST": shared.PathCommands, "DELETE": shared.PathSession} {
			response := ann.crossing(method, path, origin)
			if got := response.Header.Get("Access-Control-Allow-Origin"); got != "" {
				t.Errorf("%s %s for %q: allowed is %q", method, path, origin, got)
			}
			if origin != "" && origin != h.url() && response.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s for %q: %s", method, path, origin, response.Status)
			}
			if method == "DELETE" && response.StatusCode == http.StatusNoContent {
				ann = h.enter("Ann")
			}
		}
		if got := ann.crossing("GET", shared.PageRoom("general"), origin).Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("a page is shared with %q", got)
		}
	}
}

// TestABrowserAsksFirst what another origin may send: Last-Event-ID, by GET.
func TestABrowserAsksFirst(t *testing.T) {
	h := openHouse(t)
	friend := openElsewhere(t)
	h.allow(friend)
	for _, c := range []struct {
		origin, method string
		allowed        bool
	}{{friend.origin, "GET", true}, {friend.origin, "POST", false}, {friend.origin, "DELETE", false}, {"https://evil.example", "GET", false}} {
		response := h.stranger().crossing("OPTIONS", shared.PathSSE, c.origin, "Access-Control-Request-Method", c.method, "Access-Control-Request-Headers", "last-event-id")
		header := response.Header
		if got := response.StatusCode == http.StatusNoContent && header.Get("Access-Control-Allow-Origin") == c.origin &&
			header.Get("Access-Control-Allow-Headers") == "Last-Event-ID"; got != c.allowed {
			t.Errorf("%s by %s: %s %v", c.method, c.origin, response.Status, header)
		}
	}
}

// crossing sends a request as a browser would for a page of an origin.
func (g *guest) crossing(method, path, origin string, header ...string) *http.Response {
	g.t.Helper()
	request, _ := http.NewRequestWithContext(g.t.Context(), method, g.base+path, strings.NewReader(""))
	if origin != "" {
		request.Header.Set("Origin", origin)
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	response.Body.Close()
	return response
}

func TestAnAllowedOriginsWebSocketOnlyListens(t *testing.T) {
	h := openHouse(t)
	friend := openElsewhere(t)
	h.allow(friend)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	dial := func(origin string) (socket, *http.Response, error) {
		conn, response, err := websocket.Dial(t.Context(), h.url()+shared.PathWebSocket, &websocket.DialOptions{HTTPClient: ann.http, HTTPHeader: http.Header{"Origin": {origin}}})
		return socket{conn}, response, err
	}
	for _, origin := range []string{"https://evil.example", "null"} {
		if _, response, err := dial(origin); err == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("%s opens it with %v", origin, err)
		}
	}
	conn, _, err := dial(friend.origin)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	command := marshal(t, shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "forged"}})
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(command)); err != nil {
		t.Fatal(err)
	}
	bo.post(shared.General, "heard")
	var reply shared.Reply
	var event shared.Event
	for reply.ID == "" || event.Seq == 0 {
		f, err := conn.frame()
		if err != nil {
			t.Fatal(err)
		}
		switch f.Type {
		case shared.FrameReply:
			read(t, f.Data, &reply)
		case shared.FrameEvent:
			read(t, f.Data, &event)
		}
	}
	if reply.Error == nil || reply.Error.Code != shared.CodeForeignOrigin || !reflect.DeepEqual(event.Body, shared.MessagePosted{Text: "heard"}) {
		t.Errorf("replied %+v, then heard %+v", reply, event)
	}
}

// TestProgramsFollowRedirects: with cookie and Last-Event-ID.
func TestProgramsFollowRedirects(t *testing.T) {
	h := openHouse(t)
	front := openElsewhere(t)
	base := h.allow(front)
	ann := &guest{t: t, base: base, http: h.stranger().http}
	ann.enter("Ann")
	after := ann.snapshot().Cursor.String()
	ann.post(shared.General, "missed")
	for _, status := range []string{"/301", "/307"} {
		request := mustRequest(t, front.origin+status)
		request.Header.Set("Last-Event-ID", after)
		follower := &http.Client{Jar: ann.http.Jar}
		response, err := follower.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		readUpTo(t, bufio.NewReader(response.Body), "missed")
	}
}
