package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// streams are the ways in of every transport.
var streams = []string{shared.PathSSE, shared.PathPoll, shared.PathWebSocket, shared.PathFrame}

const upgradeLines = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

// answerTo sends a request byte for byte and gives the answer to it, closed.
func (h *house) answerTo(method, path, lines string) *http.Response {
	h.t.Helper()
	conn, err := net.Dial("tcp", h.config.Listen)
	if err != nil {
		h.t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	go fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", method, path, h.config.Listen, lines)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	if response.StatusCode >= http.StatusBadRequest {
		var said shared.ErrorReply
		json.NewDecoder(response.Body).Decode(&said)
		response.Header.Set("Code", string(shared.CodeOf(errorOf(said.Error))))
	}
	return response
}

// errorOf keeps a nil from becoming an error that is not.
func errorOf(e *shared.Error) error {
	if e == nil {
		return nil
	}
	return e
}

// unmoved waits until one stream is left, which hears on.
func (h *house) unmoved(ann *guest, hears *ear) {
	h.t.Helper()
	for end := time.Now().Add(patience); ; runtime.Gosched() {
		if left := h.node.feed.Listeners(); len(left) == 1 && left[shared.TransportSSE] == 1 {
			break
		} else if time.Now().After(end) {
			h.t.Fatalf("who listens: %v", left)
		}
	}
	ann.post(shared.General, "still here")
	hears.hears("still here")
}

func TestHostileCookies(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	hears := ann.listen("", "")
	token := strings.Repeat("A", 43) // of the right length
	for name, cookie := range map[string]string{
		"none of ours":     "other=1",
		"empty":            "parley_session=",
		"no base64":        "parley_session=!!!!",
		"too short":        "parley_session=AAAA",
		"too long":         "parley_session=" + strings.Repeat("A", 20_000),
		"of nobody":        "parley_session=" + token,
		"quoted":           `parley_session="` + token + `"`,
		"not ASCII":        "parley_session=安全",
		"many":             strings.Repeat("parley_session="+token+"; ", 300) + "x=y",
		"without a name":   "=" + token,
		"without a value":  "parley_session",
		"another's letter": "PARLEY_SESSION=" + ann.cookies()[0].Value,
	} {
		for _, path := range streams {
			answer := h.answerTo("GET", path+"?room=general", upgradeLines+"Cookie: "+cookie+"\r\n")
			if answer.StatusCode != http.StatusNoContent && answer.Header.Get("Code") != string(shared.CodeNoSession) {
				t.Errorf("%s at %s: %d %s", name, path, answer.StatusCode, answer.Header.Get("Code"))
			}
			if got := answer.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("%s at %s: Cache-Control %q", name, path, got)
			}
		}
		if answer := h.answerTo("GET", shared.PathSnapshot, "Cookie: "+cookie+"\r\n"); answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, answer.StatusCode)
		}
	}
	h.unmoved(ann, hears)
}

// TestRequestsBeyondTheLimits never reach a route.
func TestRequestsBeyondTheLimits(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	hears := ann.listen("", "")
	session := "Cookie: " + ann.cookies()[0].String() + "\r\n"
	for name, c := range map[string]struct {
		query, lines string
		status       int
	}{
		"a long address":      {"?after=" + strings.Repeat("a", 64<<10), "", http.StatusRequestHeaderFieldsTooLarge},
		"a long header":       {"", "Last-Event-ID: " + strings.Repeat("9", 64<<10) + "\r\n", http.StatusRequestHeaderFieldsTooLarge},
		"many headers":        {"", strings.Repeat("Last-Event-ID: 9\r\n", 4000), http.StatusRequestHeaderFieldsTooLarge},
		"a long cookie":       {"", "Cookie: x=" + strings.Repeat("9", 64<<10) + "\r\n", http.StatusRequestHeaderFieldsTooLarge},
		"NUL in a header":     {"", "Last-Event-ID: \x00\r\n", http.StatusBadRequest},
		"a header of nothing": {"", ": x\r\n", http.StatusBadRequest},
		"two hosts":           {"", "Host: other\r\n", http.StatusBadRequest},
		"two lengths":         {"", "Content-Length: 1\r\nContent-Length: 2\r\n", http.StatusBadRequest},
	} {
		for _, path := range streams {
			if answer := h.answerTo("GET", path+c.query, session+upgradeLines+c.lines); answer.StatusCode != c.status {
				t.Errorf("%s at %s: %d, want %d", name, path, answer.StatusCode, c.status)
			}
		}
	}
	h.unmoved(ann, hears)
}

// TestHostileStreams sends what a stream can't be asked for with.
func TestHostileStreams(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.do("", shared.CreateRoom{Name: "Attic"})
	bo := h.enter("Bo")
	hears := ann.listen("", "")
	session := "Cookie: " + bo.cookies()[0].String() + "\r\n"
	for _, c := range []struct {
		method, path, lines string
		code                shared.Code
	}{
		{"GET", shared.PathFrame, "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=" + strings.Repeat("a", 5000), "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=..%2fgeneral", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=general%00", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=%ff%fe", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=GENERAL", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=nowhere&room=general", "", shared.CodeRoomNotFound},
		{"GET", shared.PathFrame + "?room=attic", "", shared.CodeNotMember},
		{"GET", shared.PathFrame + "?room=general&after=x", "", shared.CodeCursorInvalid},
		{"GET", shared.PathSSE + "?after=%zz", "", shared.CodeParameterInvalid},
		{"GET", shared.PathPoll + "?wait=99", "", shared.CodeParameterInvalid},
		{"GET", shared.PathWebSocket, "", shared.CodeStreamUnsupported},
		{"GET", shared.PathWebSocket, upgradeLines + "Origin: https://evil.example\r\n", shared.CodeForeignOrigin},
		{"GET", shared.PathWebSocket + "?after=-1", upgradeLines, shared.CodeCursorInvalid},
		{"POST", shared.PathSSE, "Content-Length: 0\r\n", shared.CodeMethodNotAllowed},
		{"PUT", shared.PathPoll, "Content-Length: 0\r\n", shared.CodeMethodNotAllowed},
		{"DELETE", shared.PathWebSocket, upgradeLines, shared.CodeMethodNotAllowed},
		{"GET", shared.PathEvents + "/carrier-pigeon", "", shared.CodeNotFound},
	} {
		answer := h.answerTo(c.method, c.path, session+c.lines)
		if answer.Header.Get("Code") != string(c.code) {
			t.Errorf("%s %.60s: %d %s, want %s", c.method, c.path, answer.StatusCode, answer.Header.Get("Code"), c.code)
		}
		if got := answer.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s %.60s: Cache-Control %q", c.method, c.path, got)
		}
	}
	h.unmoved(ann, hears)
}

// TestAFloodUpTheWebSocketIsLimited: each command of it is answered by its id,
// the ones beyond the rate with when to come back.
func TestAFloodUpTheWebSocketIsLimited(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.RateLimit = true
	h.start()
	ann, bo := h.enter("Ann"), h.enter("Bo")
	hears := ann.listen("", "")
	socket, _, err := websocket.Dial(t.Context(), h.url()+shared.PathWebSocket, &websocket.DialOptions{HTTPClient: bo.http})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.CloseNow()
	const flood = 1000
	ids := make([]shared.CommandID, flood)
	for i := range ids {
		ids[i] = newID()
	}
	go func() {
		for i := range ids {
			socket.Write(t.Context(), websocket.MessageText, []byte(marshal(t, shared.Command{ID: ids[i], Room: shared.General, Body: shared.PostMessage{Text: "x"}})))
		}
	}()
	done, limited := 0, 0
	for answered := 0; answered < flood; {
		_, text, err := socket.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var frame struct {
			Type shared.FrameType
			Data shared.Reply
		}
		read(t, text, &frame)
		if frame.Type != shared.FrameReply {
			continue
		}
		switch refused := frame.Data.Error; {
		case frame.Data.ID != ids[answered]:
			t.Fatalf("reply %d is to %s", answered, frame.Data.ID)
		case refused == nil:
			done++
		case refused.Code == shared.CodeRateLimited && refused.RetryAfter > 0:
			limited++
		default:
			t.Errorf("refused with %+v", refused)
		}
		answered++
	}
	if done == 0 || limited < flood/2 {
		t.Errorf("%d were done, %d were too fast", done, limited)
	}
	socket.Close(websocket.StatusNormalClosure, "")
	for range done {
		hears.hears("x")
	}
	h.unmoved(ann, hears)
}
