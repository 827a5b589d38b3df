package main

import (
	"bufio"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// BenchmarkIdle tells what a listener takes on the heap and in stacks of
// goroutines while nothing is said, over each transport that keeps a connection.
// The other end of the connections is in it: half a kilobyte.
func BenchmarkIdle(b *testing.B) {
	for name, path := range map[string]string{
		"sse":       shared.PathSSE,
		"websocket": shared.PathWebSocket,
		"long-poll": shared.PathPoll + "?wait=60",
		"frame":     shared.PathFrame + "?room=general",
	} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				benchIdle(b, path)
			}
		})
	}
}

const idleListeners = 1000

func benchIdle(b *testing.B, path string) {
	h := openHouse(b)
	ann := h.enter("Ann")
	ann.http.CloseIdleConnections()
	before := memoryInUse()
	for range idleListeners {
		ann.opensIdle(path)
	}
	for h.listeners() < idleListeners {
		runtime.Gosched()
	}
	after := memoryInUse()
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/idleListeners, "B-heap")
	b.ReportMetric(float64(after.StackInuse-before.StackInuse)/idleListeners, "B-stack")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/idleListeners, "allocs")
	onlyFigures(b)
}

func (h *house) listeners() (n int) {
	for _, over := range h.node.feed.Listeners() {
		n += over
	}
	return n
}

func memoryInUse() (m runtime.MemStats) {
	for range 6 { // each halves the stacks that are too large
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m
}

// opensIdle opens a stream and reads what it begins with.
func (g *guest) opensIdle(path string) {
	g.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(g.base, "http://"))
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { conn.Close() })
	cookie := g.cookies()[0]
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s=%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", path, cookie.Name, cookie.Value)
	if strings.HasPrefix(path, shared.PathPoll) {
		return // there is nothing yet
	}
	conn.SetReadDeadline(time.Now().Add(patience))
	if _, err := bufio.NewReaderSize(conn, 16).ReadByte(); err != nil {
		g.t.Fatal(err)
	}
}
