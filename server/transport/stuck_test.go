package transport

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// TestAStuckStreamIsLetGo soon, over whatever it goes, when the server does:
// also in the middle of a write, which else may take shared.WriteTimeout.
func TestAStuckStreamIsLetGo(t *testing.T) {
	who := feed.Who{Person: "ann", Session: "s"}
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request, *pipe){
		"sse":       func(w http.ResponseWriter, r *http.Request, p *pipe) { SSE(w, r, p.feed, who, nil) },
		"poll":      func(w http.ResponseWriter, r *http.Request, p *pipe) { Poll(w, r, p.feed, who, "") },
		"websocket": func(w http.ResponseWriter, r *http.Request, p *pipe) { WebSocket(w, r, p.feed, who, nil, nil) },
		"frame":     func(w http.ResponseWriter, r *http.Request, p *pipe) { Frame(w, r, p.feed, who, blankPage{}) },
	} {
		t.Run(name, func(t *testing.T) {
			overPipe(t, answer, func(t *testing.T, p *pipe, client net.Conn) {
				request, _ := http.NewRequest("GET", "http://house/?wait=60", nil)
				upgrade(request)
				go func() {
					request.Write(client)
					readHead(client)
				}()
				for len(p.feed.Listeners()) == 0 {
					time.Sleep(time.Millisecond)
				}
				p.Say("a", "bob", "one")
				synctest.Wait()
				began := time.Now()
				p.feed.Shutdown(t.Context())
				if took := time.Since(began); took > goodbyeTimeout+looks {
					t.Errorf("listens on for %v", took)
				}
			})
		})
	}
}

// readHead reads the head of an answer, and nothing of what follows it.
func readHead(conn net.Conn) {
	for last, one := "", make([]byte, 1); !strings.HasSuffix(last, "\r\n\r\n"); last += string(one) {
		if _, err := conn.Read(one); err != nil {
			return
		}
	}
}

// looks is more than there is between two looks of a shutdown at who is left.
const looks = 100 * time.Millisecond

// blankPage shows as many letters as there are events.
type blankPage struct{}

func (blankPage) Begin(context.Context, *shared.Cursor) ([]byte, shared.Cursor, error) {
	return []byte("<body>"), shared.Cursor{Epoch: "e1", Seq: begun}, nil
}
func (blankPage) Open() error                       { return nil }
func (blankPage) Event(shared.Event) ([]byte, bool) { return []byte("x"), false }

// TestABurstIsFewWritesToAWebSocket: what piles up while a client is being written to goes
// out together.
func TestABurstIsFewWritesToAWebSocket(t *testing.T) {
	const burst = 1000
	inTime(t, func(t *testing.T, p *pipe, c *rawSocket) {
		c.is(t, `{"type":"hello","cursor":"e1-3","data":{"cursor":"e1-3","version":"v7"}}`)
		before := p.writes.Load()
		for range burst {
			p.Say("a", "bob", "hello")
		}
		for seq := begun + 1; seq <= begun+burst; seq++ {
			c.is(t, fmt.Sprintf(`{"type":"event","cursor":"e1-%d","data":{"seq":%[1]d,"room":"a","kind":"message.posted","by":"bob","at":1,"command":"C","body":{"text":"hello"}}}`, seq))
		}
		if writes := p.writes.Load() - before; writes > burst/100 {
			t.Errorf("%d events in %d writes", burst, writes)
		}
	})
}

// TestGoodbyesWaitForAnswers: a command that is under way when the server goes is
// answered before the goodbye, and one that comes after it is not carried out.
func TestGoodbyesWaitForAnswers(t *testing.T) {
	inTime(t, func(t *testing.T, p *pipe, c *rawSocket) {
		c.is(t, `{"type":"hello","cursor":"e1-3","data":{"cursor":"e1-3","version":"v7"}}`)
		begun, done, commands := make(chan bool), make(chan bool), 0
		p.do = func(context.Context, shared.Command) (shared.CommandReply, error) {
			commands++
			begun <- true
			<-done
			return shared.CommandReply{Seq: 7}, nil
		}
		command := masked(frameFinal|frameText, commandText(`{"text":"x"}`))
		go c.Write([]byte(command))
		<-begun
		gone := make(chan error)
		go func() { gone <- p.feed.Shutdown(context.Background()) }()
		time.Sleep(goodbyeTimeout / 2)
		close(done)
		c.is(t, `{"type":"reply","data":{"id":"`+anyID+`","seq":7}}`)
		go c.Write([]byte(command))
		if code, _ := c.closed(t); code != 1012 {
			t.Errorf("closed with %d", code)
		}
		<-gone
		if commands != 1 {
			t.Errorf("%d commands were carried out, one of them after the goodbye", commands)
		}
	})
}
