package main

import (
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// TestNoListenerOutlivesTheServer: also not one whose connection takes nothing.
func TestNoListenerOutlivesTheServer(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.haste = 300 * time.Millisecond
	h.start()
	ann := h.enter("Ann")
	for _, over := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportFrame} {
		ann.stalls(shared.PathStream(shared.PathEvents, over) + "?room=general")
		for h.node.feed.Listeners()[over] == 0 {
			runtime.Gosched()
		}
	}
	for range 800 { // more than the buffers on the way hold
		ann.post(shared.General, strings.Repeat("长", shared.MaxMessageRunes))
	}
	n, began := h.node, time.Now()
	h.shut()
	if left := n.feed.Listeners(); len(left) > 0 {
		t.Errorf("%v after the server has ended", left)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the server took %v to end", took)
	}
}

// stalls opens a stream and reads none of it.
func (g *guest) stalls(path string) {
	g.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(g.base, "http://"))
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { conn.Close() })
	conn.(*net.TCPConn).SetReadBuffer(4096)
	cookie := g.cookies()[0]
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s=%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", path, cookie.Name, cookie.Value)
}
