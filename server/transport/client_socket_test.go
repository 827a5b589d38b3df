package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"testing"

	"github.com/coder/websocket"

	"parley/shared"
)

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
