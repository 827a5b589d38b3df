package transport

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/shared"
)

func TestCommandsUpTheWebSocket(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	socket := h.socket("ann")
	const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
	for _, c := range []struct{ send, want string }{
		{`{"id":"` + id + `","kind":"room.archive","room":"a"}`, `{"id":"` + id + `","error":{"code":"not_member","message":"No."}}`},
		{`{"id":"` + id + `","kind":"no.such"}`, `{"id":"` + id + `","error":{"code":"kind_unknown","message":"There is no command “no.such”."}}`},
		{`[]`, `{"id":"","error":{"code":"json_invalid","message":"A command is a JSON object with id, kind, room and body."}}`},
	} {
		socket.send(t, websocket.MessageText, c.send)
		if got := hearsOf(t, socket, shared.FrameReply).text; got != c.want {
			t.Errorf("%s is answered by %s, want %s", c.send, got, c.want)
		}
	}
	socket.send(t, websocket.MessageText, `{"id":"`+id+`","kind":"message.post","room":"a","body":{"text":"hello"}}`)
	told := map[shared.FrameType]note{}
	for len(told) < 2 { // the event and the reply come as they come
		n, ok := socket.next(t.Context())
		if !ok {
			t.Fatal("the stream ended")
		}
		if n.kind != shared.FrameEphemeral {
			told[n.kind] = n
		}
	}
	var reply shared.Reply
	json.Unmarshal([]byte(told[shared.FrameReply].text), &reply)
	if seq := told[shared.FrameEvent].event.Seq; reply.Seq != seq || reply.ID != id || seq != 2 {
		t.Errorf("reply %+v to event %d", reply, seq)
	}
}

func (c *socketClient) send(t *testing.T, kind websocket.MessageType, text string) {
	t.Helper()
	if err := c.conn.Write(t.Context(), kind, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func TestCloseCodes(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*testing.T, *house, *socketClient)
		want websocket.StatusCode
	}{
		"binary":   {func(t *testing.T, _ *house, s *socketClient) { s.send(t, websocket.MessageBinary, "x") }, websocket.StatusUnsupportedData},
		"no JSON":  {func(t *testing.T, _ *house, s *socketClient) { s.send(t, websocket.MessageText, "{") }, websocket.StatusInvalidFramePayloadData},
		"no UTF-8": {func(t *testing.T, _ *house, s *socketClient) { s.send(t, websocket.MessageText, "\"\xff\"") }, websocket.StatusInvalidFramePayloadData},
		"too large": {func(t *testing.T, _ *house, s *socketClient) {
			s.send(t, websocket.MessageText, strings.Repeat(" ", shared.MaxBodyBytes+1))
		}, websocket.StatusMessageTooBig},
		"session":  {func(_ *testing.T, h *house, _ *socketClient) { h.feed.EndSession("ann", "session of ann") }, websocket.StatusPolicyViolation},
		"shutdown": {func(_ *testing.T, h *house, _ *socketClient) { go h.feed.Shutdown(context.Background()) }, websocket.StatusServiceRestart},
	} {
		t.Run(name, func(t *testing.T) {
			h := openHouse(t, feed.Options{})
			h.Join("a", "ann")
			socket := h.socket("ann")
			c.do(t, h, socket)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			var err error
			for err == nil {
				_, _, err = socket.conn.Read(ctx)
			}
			if got := websocket.CloseStatus(err); got != c.want {
				t.Errorf("closed with %v (%v), want %v", got, err, c.want)
			}
		})
	}
}

func TestWebSocketsAreRefused(t *testing.T) {
	h := openHouse(t, feed.Options{})
	for _, c := range []struct {
		upgrade, origin string
		want            shared.Code
	}{
		{"", "", shared.CodeStreamUnsupported},
		{"websocket", "https://elsewhere.example", shared.CodeForeignOrigin},
		{"websocket", "null", shared.CodeForeignOrigin},
		{"websocket", ":", shared.CodeForeignOrigin},
	} {
		request, _ := http.NewRequest("GET", h.url(shared.PathWebSocket, "ann", ""), nil)
		request.Header.Set("Origin", c.origin)
		if c.upgrade != "" {
			upgrade(request)
			request.Header.Set("Upgrade", c.upgrade)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(response.Body); string(body) != string(c.want) {
			t.Errorf("%+v: %s", c, body)
		}
	}
}

// upgrade makes a request one for a WebSocket.
func upgrade(r *http.Request) {
	r.Header.Set("Connection", "keep-alive, Upgrade")
	r.Header.Set("Upgrade", "websocket")
	r.Header.Set("Sec-WebSocket-Version", "13")
	r.Header.Set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
}

// socket opens a WebSocket, past its hello.
func (h *house) socket(id shared.PersonID) *socketClient {
	h.t.Helper()
	c := dial(h.t, h.client, h.url(shared.PathWebSocket, id, ""))
	hearsOf(h.t, c, shared.FrameHello)
	return c
}
