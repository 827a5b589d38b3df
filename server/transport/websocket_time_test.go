package transport

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// pipe is a server over connections in memory, where time is the test's.
type pipe struct {
	*feedtest.Log
	feed *feed.Feed
	do   Do
	conn chan net.Conn
	done chan struct{}

	writes atomic.Int64 // of the server
}

// counted is a connection that counts what is written to it.
type counted struct {
	net.Conn
	writes *atomic.Int64
}

func (c *counted) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

// inTime plays with a server and a WebSocket over a pipe, which holds nothing:
// what one end does not read, the other can't write.
func inTime(t *testing.T, play func(*testing.T, *pipe, *rawSocket)) {
	t.Helper()
	overPipe(t, func(w http.ResponseWriter, r *http.Request, p *pipe) {
		WebSocket(w, r, p.feed, feed.Who{Person: "ann", Session: "s"}, nil, func(ctx context.Context, c shared.Command) (shared.CommandReply, error) {
			return p.do(ctx, c)
		})
	}, func(t *testing.T, p *pipe, client net.Conn) { play(t, p, shake(t, client, shared.PathWebSocket)) })
}

// overPipe plays with a server that answers so, and one connection to it.
func overPipe(t *testing.T, answer func(http.ResponseWriter, *http.Request, *pipe), play func(*testing.T, *pipe, net.Conn)) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipe{Log: feedtest.New(), conn: make(chan net.Conn), done: make(chan struct{})}
		p.feed = feed.New(p.Log, feed.Options{Version: "v7"})
		p.Publish = p.feed.Publish
		p.Join("a", "ann", "bob")
		p.Join("b", "bob")
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(w, r, p) })}
		go server.Serve(p)
		client, end := net.Pipe()
		p.conn <- &counted{Conn: end, writes: &p.writes}
		play(t, p, client)
		client.Close()
		server.Close()
		p.feed.Shutdown(t.Context())
		synctest.Wait()
	})
}

// Accept implements net.Listener.
func (p *pipe) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conn:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipe) Close() error { close(p.done); return nil }

// Addr implements net.Listener.
func (p *pipe) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// empties waits until nobody listens. The time is the bubble's.
func (p *pipe) empties() {
	for len(p.feed.Listeners()) > 0 {
		time.Sleep(time.Millisecond)
	}
}

// is expects the next frame of text or a ping, which it answers.
func (c *rawSocket) is(t *testing.T, want string) {
	t.Helper()
	head, text, err := c.read()
	if err != nil {
		t.Fatal(err)
	}
	if head == frameFinal|framePing {
		c.Write([]byte(masked(frameFinal|framePong, string(text))))
		text = []byte("ping")
	}
	if string(text) != want {
		t.Errorf("told %s, want %s", text, want)
	}
}

// TestWebSocketToTheLetter holds the stream to its wire form.
func TestWebSocketToTheLetter(t *testing.T) {
	inTime(t, func(t *testing.T, p *pipe, c *rawSocket) {
		began := time.Now()
		c.is(t, `{"type":"hello","cursor":"e1-3","data":{"cursor":"e1-3","version":"v7"}}`)
		go p.Say("a", "bob", "<hello>")
		c.is(t, `{"type":"event","cursor":"e1-4","data":{"seq":4,"room":"a","kind":"message.posted","by":"bob","at":1,"command":"C","body":{"text":"<hello>"}}}`)
		p.feed.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "bob"}})
		c.is(t, `{"type":"ephemeral","data":{"room":"a","kind":"typing","body":{"by":"bob"}}}`)
		c.is(t, `{"type":"ephemeral","data":{"room":"a","kind":"presence","body":{"full":true,"online":["ann"],"count":1}}}`)
		for range 4 { // nothing but signs of life, a minute long
			c.is(t, "ping")
		}
		if took := time.Since(began); took != 4*shared.Heartbeat {
			t.Errorf("the fourth ping comes after %v", took)
		}
		p.Say("b", "bob", "elsewhere")
		synctest.Wait()
		seen := map[string]bool{}
		for range 2 { // they come as they come
			head, text, err := c.read()
			if err != nil {
				t.Fatal(err)
			}
			if head == frameFinal|framePing {
				c.Write([]byte(masked(frameFinal|framePong, string(text))))
				text = []byte("ping")
			}
			seen[string(text)] = true
		}
		if moved := `{"type":"hello","cursor":"e1-5","data":{"cursor":"e1-5","version":"v7"}}`; !seen[moved] || !seen["ping"] {
			t.Errorf("told %v, want a ping and %s", seen, moved)
		}
	})
}

// Who gives no sign of life is cut off, and no later than that.
func TestSilenceCutsAWebSocketOff(t *testing.T) {
	for name, sent := range map[string]string{
		"nothing":                 "",
		"half a frame":            masked(frameFinal|frameText, `{"id":`)[:5],
		"half a head":             masked(frameFinal|frameText, strings.Repeat(" ", 1000))[:2],
		"half a message":          masked(frameText, "{"),
		"half a ping":             masked(frameFinal|framePing, "ping")[:8],
		"pongs for no ping of it": masked(frameFinal|framePong, "0"),
	} {
		t.Run(name, func(t *testing.T) {
			inTime(t, func(t *testing.T, p *pipe, c *rawSocket) {
				began := time.Now()
				go io.WriteString(c, sent)
				for {
					if _, _, err := c.read(); err != nil {
						break
					}
				}
				if took := time.Since(began); took > shared.Heartbeat+shared.WriteTimeout {
					t.Errorf("cut off after %v", took)
				}
				synctest.Wait()
				if left := p.feed.Listeners(); len(left) > 0 {
					t.Errorf("%v listen on", left)
				}
			})
		})
	}
}

// Who takes nothing is cut off, also while the server would say goodbye.
func TestAStuckWebSocketEnds(t *testing.T) {
	for name, c := range map[string]struct {
		do     func(*pipe)
		within time.Duration
	}{
		"in a write":            {func(p *pipe) { p.Say("a", "bob", "one") }, shared.WriteTimeout},
		"in a ping":             {func(*pipe) {}, shared.Heartbeat + shared.WriteTimeout},
		"when its session ends": {func(p *pipe) { p.feed.EndSession("ann", "s") }, goodbyeTimeout},
		"when the log ends":     {func(p *pipe) { p.feed.Finish() }, closeTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			inTime(t, func(t *testing.T, p *pipe, socket *rawSocket) {
				if _, _, err := socket.read(); err != nil { // hello
					t.Fatal(err)
				}
				synctest.Wait()
				began := time.Now()
				c.do(p)
				p.empties()
				if took := time.Since(began); took > c.within+time.Millisecond {
					t.Errorf("listens on for %v, want %v", took, c.within)
				}
			})
		})
	}
}

// A client in the middle of a frame that never ends is not waited for.
func TestAClosingWebSocketDoesNotWait(t *testing.T) {
	inTime(t, func(t *testing.T, p *pipe, c *rawSocket) {
		go io.WriteString(c, frameOf(frameFinal|frameText, 1<<40, true, "{"))
		go func() {
			for {
				if _, _, err := c.read(); err != nil {
					return
				}
			}
		}()
		synctest.Wait()
		began := time.Now()
		p.feed.EndSession("ann", "s")
		p.empties()
		if took := time.Since(began); took > closeTimeout+time.Millisecond {
			t.Errorf("listens on for %v", took)
		}
	})
}
