package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/server/api"
	"parley/shared"
)

// ways are the addresses of all that counts as a stream.
var ways = map[string]string{
	"sse":           shared.PathSSE,
	"websocket":     shared.PathWebSocket,
	"long poll":     shared.PathPoll + "?wait=60",
	"frame":         shared.PathFrame + "?room=general",
	"lab sse":       shared.PathLabStream(shared.LabButton) + "/sse?line=a",
	"lab websocket": shared.PathLabStream(shared.LabButton) + "/websocket?line=b",
	"lab long poll": shared.PathLabStream(shared.LabButton) + "/poll?wait=60",
	"lab frame":     shared.PathLabStream(shared.LabButton) + "/frame?line=c",
	"upload":        shared.PathUpload + "?line=d",
}

// seated is a connection on which a stream was asked for.
type seated struct {
	*net.TCPConn
	answer chan *http.Response // what came; nil where the connection ended first
}

// holds asks for a stream and keeps it open. Lines are more lines of the request's
// head.
func (g *guest) holds(path, lines string) *seated {
	g.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(g.base, "http://"))
	if err != nil {
		g.t.Fatal(err)
	}
	h := &seated{TCPConn: conn.(*net.TCPConn), answer: make(chan *http.Response, 1)}
	g.t.Cleanup(func() { h.Close() })
	cookie := g.cookies()[0]
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s=%s\r\n%s%s\r\n", path, cookie.Name, cookie.Value, upgradeLines, lines)
	go func() {
		response, _ := http.ReadResponse(bufio.NewReader(conn), nil)
		h.answer <- response
	}()
	return h
}

// leaves closes the connection, in either of the ways in which clients do.
func (h *seated) leaves(rudely bool) {
	if rudely {
		h.SetLinger(0)
	}
	h.Close()
}

// refusal waits until the stream is refused.
func (h *seated) refusal(t *testing.T) (status int, refused *shared.Error) {
	t.Helper()
	select {
	case response := <-h.answer:
		var said shared.ErrorReply
		if response == nil || json.NewDecoder(response.Body).Decode(&said) != nil || said.Error == nil {
			t.Fatalf("it is answered with %+v", response)
		}
		if after := response.Header.Get("Retry-After"); after != fmt.Sprint(said.Error.RetryAfter) || after == "0" {
			t.Errorf("Retry-After is %q beside %+v", after, said.Error)
		}
		return response.StatusCode, said.Error
	case <-time.After(patience):
		t.Fatal("it is not refused")
	}
	return 0, nil
}

// crowded is a house with room for so many streams.
func crowded(t *testing.T, limits api.StreamLimits) *house {
	h := openHouse(t)
	h.shut()
	h.config.RateLimit, h.config.streams = true, limits
	h.start()
	return h
}

// finds waits until a poll in the place of a stream, seen by the proxy at an
// address, is let in or not.
func (g *guest) finds(room bool, from string) {
	g.t.Helper()
	for end := time.Now().Add(patience); ; runtime.Gosched() {
		if (g.pollFrom(shared.PollForStream, from) == http.StatusOK) == room {
			return
		}
		if time.Now().After(end) {
			g.t.Fatalf("%s from %q: is there room? %v", g.me.Name, from, !room)
		}
	}
}

func (g *guest) pollFrom(query, from string) (status int) {
	g.t.Helper()
	request := mustRequest(g.t, g.base+shared.PathPoll+"?"+query)
	request.Header.Set("X-Forwarded-For", from)
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

// TestStreamsOfOnePersonAreLimited, whatever they go over, until they end.
func TestStreamsOfOnePersonAreLimited(t *testing.T) {
	const most = 3
	h := crowded(t, api.StreamLimits{Person: most, Address: 1_000})
	bo := h.enter("Bo")
	for name, path := range ways {
		t.Run(name, func(t *testing.T) {
			ann := h.enter("Ann " + name)
			ann.t = t
			var open []*seated
			for range most {
				open = append(open, ann.holds(path, ""))
			}
			ann.finds(false, "")
			for other, path := range ways {
				status, refused := ann.holds(path, "").refusal(t)
				if status != http.StatusTooManyRequests || refused.Code != shared.CodeTooManyStreams || !strings.Contains(refused.Message, fmt.Sprint(most)) {
					t.Errorf("%s is refused with %d %+v", other, status, refused)
				}
			}
			if status := ann.pollFrom("", ""); status != http.StatusOK {
				t.Errorf("who asks whether a stream still lives is answered with %d", status)
			}
			bo.finds(true, "")
			for i, one := range open {
				one.leaves(i%2 == 0)
				ann.finds(true, "")
				open[i] = ann.holds(path, "")
				ann.finds(false, "")
			}
			ann.must("DELETE", shared.PathSession, nil, nil)
		})
	}
}

// TestStreamsFromOneAddressAreLimited: that of the client, as a proxy on this
// machine tells it, and of IPv6 its network.
func TestStreamsFromOneAddressAreLimited(t *testing.T) {
	const most = 2
	h := crowded(t, api.StreamLimits{Person: 10, Address: most})
	ann, bo := h.enter("Ann"), h.enter("Bo")
	for _, c := range []struct{ one, same, other string }{
		{"192.0.2.7", "::ffff:192.0.2.7", "192.0.2.8"},
		{"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"},
	} {
		one, two := ann.holds(shared.PathSSE, "X-Forwarded-For: "+c.one+"\r\n"), bo.holds(shared.PathSSE, "X-Forwarded-For: "+c.same+"\r\n")
		bo.finds(false, c.one)
		ann.finds(false, c.same)
		ann.finds(true, c.other)
		status, refused := ann.holds(shared.PathSSE, "X-Forwarded-For: 203.0.113.1, "+c.same+"\r\n").refusal(t)
		if status != http.StatusTooManyRequests || refused.Code != shared.CodeTooManyStreams || !strings.Contains(refused.Message, "network") {
			t.Errorf("from %s it is refused with %d %+v", c.same, status, refused)
		}
		one.leaves(false)
		bo.finds(true, c.one)
		two.leaves(true)
	}
}

// TestNobodyElseSaysWhereStreamsComeFrom but a proxy that is trusted.
func TestNobodyElseSaysWhereStreamsComeFrom(t *testing.T) {
	h := crowded(t, api.StreamLimits{Person: 10, Address: 1})
	h.shut()
	h.config.Proxies = nil
	h.start()
	ann := h.enter("Ann")
	ann.holds(shared.PathSSE, "X-Forwarded-For: 192.0.2.7\r\n")
	ann.finds(false, "192.0.2.8")
}

// TestUnlimitedStreams are what a load test opens.
func TestUnlimitedStreams(t *testing.T) {
	h := crowded(t, api.StreamLimits{Person: 1, Address: 1})
	h.shut()
	h.config.RateLimit = false
	h.start()
	ann := h.enter("Ann")
	for range 5 {
		ann.hears(t, ann.holds(shared.PathSSE, ""))
	}
	ann.finds(true, "")
}

// hears expects a stream to be let in.
func (g *guest) hears(t *testing.T, one *seated) {
	t.Helper()
	select {
	case response := <-one.answer:
		if response == nil || response.StatusCode >= 300 {
			t.Fatalf("it is answered with %+v", response)
		}
	case <-time.After(patience):
		t.Fatal("it is not answered")
	}
}

// TestAFrameSaysThatThereIsNoRoom in a page that a person can read.
func TestAFrameSaysThatThereIsNoRoom(t *testing.T) {
	h := crowded(t, api.StreamLimits{Person: 1, Address: 10})
	ann := h.enter("Ann")
	ann.hears(t, ann.holds(shared.PathSSE, ""))
	for lang, says := range map[string]string{"en": "Too many connections are open", "zh": "打开的连接太多了"} {
		one := ann.holds(ways["frame"], "Accept: text/html\r\nAccept-Language: "+lang+"\r\n")
		response := <-one.answer
		page := make([]byte, 64<<10)
		n := 0
		for !strings.Contains(string(page[:n]), says) {
			more, err := response.Body.Read(page[n:])
			if n += more; err != nil {
				t.Fatalf("the page is %s, %v", page[:n], err)
			}
		}
		one.Close()
	}
}

// polls waits until so many long polls of the room wait.
func (h *house) polls(n int) {
	h.t.Helper()
	for end := time.Now().Add(patience); h.node.feed.Listeners()[shared.TransportLongPoll] != n; runtime.Gosched() {
		if time.Now().After(end) {
			h.t.Fatalf("there are not %d long polls", n)
		}
	}
}

// TestStreamsThatComeAndGoAreCounted at random, until the end of each: whenever
// as many are open as may be, another is refused, and else it is let in.
func TestStreamsThatComeAndGoAreCounted(t *testing.T) {
	const most, steps = 4, 120
	h := crowded(t, api.StreamLimits{Person: most, Address: most})
	ann := h.enter("Ann")
	chance := rand.New(rand.NewPCG(3, 4))
	open := map[string]*seated{}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(ways)), func(name string) bool {
		return name == "lab long poll" // when that is let in, nobody is told
	})
	for range steps {
		name := names[chance.IntN(len(names))]
		switch one := open[name]; {
		case one != nil && strings.Contains(ways[name], "line=") && chance.IntN(2) == 0:
			ann.act(ways[name][len(ways[name])-1:], "cut", nil)
			delete(open, name)
		case one != nil:
			one.leaves(chance.IntN(2) == 0)
			delete(open, name)
		case len(open) < most:
			ann.finds(true, "")
			if name == "long poll" {
				h.polls(0) // the last one has ended
				open[name] = ann.holds(ways[name], "")
				h.polls(1)
			} else {
				open[name] = ann.holds(ways[name], "")
				ann.hears(t, open[name])
			}
		default:
			ann.finds(false, "")
			if status, refused := ann.holds(ways[name], "").refusal(t); status != http.StatusTooManyRequests {
				t.Fatalf("%s is refused with %d %+v beside %d", name, status, refused, len(open))
			}
		}
		if len(open) == most {
			ann.finds(false, "")
		}
	}
	for name := range open {
		open[name].leaves(false)
	}
	for _, name := range []string{"upload", "lab sse", "websocket", "frame"} {
		ann.finds(true, "")
		ann.hears(t, ann.holds(ways[name], ""))
	}
	ann.must("DELETE", shared.PathSession, nil, nil) // all of them end with the session
	bo := h.enter("Bo")
	for range most {
		bo.finds(true, "")
		bo.hears(t, bo.holds(shared.PathSSE, ""))
	}
	bo.finds(false, "")
}
