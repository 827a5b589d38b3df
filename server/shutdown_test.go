package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/shared"
)

// lingers is more time for a shutdown than any test has patience for: one that
// ends did not wait for it to be over.
const lingers = time.Hour

// TestNoListenerOutlivesTheServer: also not one whose connection takes nothing,
// nor does the server wait for those. To the others it says goodbye. It is alone,
// as who is stuck is cut off after a while.
func TestNoListenerOutlivesTheServer(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.haste = lingers
	h.start()
	ann := h.enter("Ann")
	for _, over := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportFrame} {
		ann.stalls(shared.PathStream(shared.PathEvents, over) + "?room=general")
		h.listenOver(over, 1)
	}
	ann.says(tooMuch)
	hears := ann.listen("", "")
	h.listenOver(shared.TransportSSE, 2)
	socket, _, err := websocket.Dial(t.Context(), h.url()+shared.PathWebSocket, &websocket.DialOptions{HTTPClient: ann.http})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.CloseNow()
	hung := make(chan error)
	go func() {
		for {
			if _, _, err := socket.Read(t.Context()); err != nil {
				hung <- err
				return
			}
		}
	}()
	h.listenOver(shared.TransportWebSocket, 2)
	n := h.node
	h.shut()
	if left := n.feed.Listeners(); len(left) > 0 {
		t.Errorf("%v after the server has ended", left)
	}
	hears.isLetGo()
	if err := <-hung; websocket.CloseStatus(err) != websocket.StatusServiceRestart {
		t.Errorf("the socket ended with %v", err)
	}
}

// TestStuckOverTLS is the same for the ways of HTTPS, where none is parked.
func TestStuckOverTLS(t *testing.T) {
	for proto, c := range map[string]struct{ major, messages int }{
		"http/1.1": {1, tooMuch},
		"h2":       {2, tooMuch / 20}, // its streams have small windows of their own
	} {
		t.Run(proto, func(t *testing.T) {
			h := openHouse(t)
			h.shut()
			h.config.Certificate, h.config.Key = selfSigned(t)
			h.config.haste = lingers
			h.start()
			ann := h.secureGuest(proto)
			ann.enter("Ann")
			for _, path := range []string{shared.PathSSE, shared.PathFrame + "?room=general"} {
				response, err := ann.http.Do(mustRequest(t, ann.base+path))
				if err != nil {
					t.Fatal(err)
				}
				defer response.Body.Close()
				if response.ProtoMajor != c.major {
					t.Fatalf("%s goes over %s", path, response.Proto)
				}
			}
			ann.says(c.messages)
			hears := ann.listen("", "")
			h.listenOver(shared.TransportSSE, 2)
			n := h.node
			h.shut()
			if left := n.feed.Listeners(); len(left) > 0 {
				t.Errorf("%v after the server has ended", left)
			}
			hears.isLetGo()
		})
	}
}

// TestARefusalInAFrameIsLetGo: it stays only as long as there is a server to ask.
func TestARefusalInAFrameIsLetGo(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.haste = lingers
	h.start()
	request := mustRequest(t, h.url()+shared.PathFrame+"?room=general")
	request.Header.Set("Accept", "text/html")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	h.shut()
	if _, err := io.ReadAll(response.Body); err != nil {
		t.Errorf("the page ends with %v", err)
	}
}

// TestTheDoorClosesFirst: when the server goes nobody is let in any more, while
// those who listen are let go, and who asked for something gets their answer.
func TestTheDoorClosesFirst(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	stays, err := h.node.feed.Listen(t.Context(), feed.Who{Person: ann.me.ID, Transport: shared.TransportSSE}, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", h.config.Listen)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	command := marshal(t, shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "just in time"}})
	cookie := ann.cookies()[0]
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n",
		shared.PathCommands, h.config.Listen, cookie.Name, cookie.Value, len(command))
	in := bufio.NewReader(conn)
	if line, err := in.ReadString('\n'); err != nil || !strings.Contains(line, "100") { // the server is reading it
		t.Fatalf("%q, %v", line, err)
	}
	h.stop()
	for end := time.Now().Add(patience); ; runtime.Gosched() {
		late, err := net.Dial("tcp", h.config.Listen)
		if err != nil {
			break
		}
		late.Close()
		if time.Now().After(end) {
			t.Fatal("the door stays open")
		}
	}
	stays.Close()
	in.ReadString('\n') // what ends the line above
	io.WriteString(conn, command)
	response, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Errorf("the command that was under way is answered by %s", response.Status)
	}
	response.Body.Close()
	h.shut()
	h.start()
	if page := ann.history(shared.General, ""); len(page.Messages) == 0 || page.Messages[len(page.Messages)-1].Text != "just in time" {
		t.Errorf("it is not in the log: %+v", page.Messages)
	}
}

// tooMuch is more messages than the buffers on the way hold, each as long as
// messages may be, in characters of four bytes.
const tooMuch = 610

func (g *guest) says(messages int) {
	g.t.Helper()
	for range messages {
		g.post(shared.General, strings.Repeat("🂡", shared.MaxMessageRunes))
	}
}

// listenOver waits until so many listen over a transport.
func (h *house) listenOver(over shared.Transport, listeners int) {
	h.t.Helper()
	for end := time.Now().Add(patience); h.node.feed.Listeners()[over] != listeners; runtime.Gosched() {
		if time.Now().After(end) {
			h.t.Fatalf("who listens: %v", h.node.feed.Listeners())
		}
	}
}

// isLetGo expects the stream to end with when to come back.
func (e *ear) isLetGo() {
	e.t.Helper()
	last := line{}
	for {
		l, err := e.next()
		if err != nil {
			if last.retry == "" || err != io.EOF {
				e.t.Errorf("the stream ended with %v after %+v", err, last)
			}
			return
		}
		last = l
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

// secureGuest comes over HTTPS and that protocol. What they don't read fills up
// soon.
func (h *house) secureGuest(proto string) *guest {
	jar, _ := cookiejar.New(nil)
	over := &http.Transport{
		ForceAttemptHTTP2: proto == "h2", TLSClientConfig: &tls.Config{InsecureSkipVerify: true, NextProtos: []string{proto}},
		HTTP2: &http.HTTP2Config{MaxReceiveBufferPerStream: 64 << 10, MaxReceiveBufferPerConnection: 1 << 20},
	}
	h.t.Cleanup(over.CloseIdleConnections)
	return &guest{t: h.t, base: "https://" + h.config.Listen, http: &http.Client{Jar: jar, Transport: over}}
}
