package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/shared"
)

// tally is what a client's own connections carried.
type tally struct{ dials, up, down atomic.Int64 }

type tallied struct {
	net.Conn
	to *tally
}

func (c tallied) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.to.down.Add(int64(n))
	return n, err
}

func (c tallied) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.to.up.Add(int64(n))
	return n, err
}

// counting gives the guest other connections, which are counted.
func (g *guest) counting(secure *tls.Config) (*guest, *tally) {
	counts := &tally{}
	own := *g
	own.http = &http.Client{Jar: g.http.Jar, Transport: &http.Transport{
		TLSClientConfig:   secure,
		ForceAttemptHTTP2: secure != nil && secure.NextProtos != nil,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, address)
			counts.dials.Add(1)
			return tallied{conn, counts}, err
		},
	}}
	return &own, counts
}

func (g *guest) line(name string) shared.LabLine {
	g.t.Helper()
	var answer shared.LabLines
	g.must("GET", shared.PathLines+"?name="+name, nil, &answer)
	return answer.Lines[name]
}

// act does something to a line and gives how it is then.
func (g *guest) act(name, act string, body any) (now shared.LabLine) {
	g.t.Helper()
	g.must("POST", shared.PathLine(name)+"/"+act, body, &now)
	return now
}

func (g *guest) press(times int) {
	g.t.Helper()
	for range times {
		g.must("POST", shared.PathPress, nil, nil)
	}
}

// agree waits for a line's figures to be what the client counted: exactly that.
func (g *guest) agree(name string, requests, up, down int64) {
	g.t.Helper()
	want := shared.LabLine{Requests: requests, Up: up, Down: down}
	got := g.line(name)
	for begun := time.Now(); got != want && time.Since(begun) < patience/4; got = g.line(name) {
	}
	if got != want {
		g.t.Errorf("the line %s has %+v, want %+v", name, got, want)
	}
}

// TestALineCountsWhatItsClientCounts to the byte, headers and framing and all.
func TestALineCountsWhatItsClientCounts(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, over := range labTransports {
		t.Run(string(over), func(t *testing.T) {
			own, counts := ann.counting(nil)
			name := "to-" + string(over)
			ear := own.hearLab(shared.LabButton, over, ann.streamState(shared.LabButton).Head, "line="+name)
			if poll, ok := ear.(*labPoll); ok {
				poll.every = 0
			}
			for range 3 {
				ann.press(1)
				if _, end := ear.next(); end != "" {
					t.Fatal(end)
				}
			}
			requests := ann.line(name).Requests
			if short := over == shared.TransportPoll; !short && requests != 1 && over != shared.TransportLongPoll || requests < 1 {
				t.Errorf("%d requests", requests)
			}
			ann.agree(name, requests, counts.up.Load(), counts.down.Load())
			ear.close()
		})
	}
}

// TestLinesTakeTurnsOnAConnection has several lines, and requests of none, go
// over one connection that is kept alive.
func TestLinesTakeTurnsOnAConnection(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	own, counts := ann.counting(nil)
	poll := func(line string) {
		if status, _ := own.ask("GET", shared.PathLabStream(shared.LabButton)+"/poll?"+line, nil); status != http.StatusOK {
			t.Fatal(status)
		}
	}
	want := map[string]*[3]int64{"": {}, "one": {}, "two": {}}
	for _, name := range strings.Split("one,one,,two,one,two,,,one", ",") {
		up, down := counts.up.Load(), counts.down.Load()
		line := ""
		if name != "" {
			line = "line=" + name
		}
		poll(line)
		sum := want[name]
		sum[0], sum[1], sum[2] = sum[0]+1, sum[1]+counts.up.Load()-up, sum[2]+counts.down.Load()-down
	}
	for _, name := range []string{"one", "two"} {
		ann.agree(name, want[name][0], want[name][1], want[name][2])
	}
	if n := counts.dials.Load(); n != 1 {
		t.Errorf("it took %d connections", n)
	}
}

// TestRequestsThatCrowd a connection, without waiting for answers, are counted
// once.
func TestRequestsThatCrowd(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	conn, err := net.Dial("tcp", h.config.Listen)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	cookie := ann.http.Jar.Cookies(mustRequest(t, h.url()).URL)[0]
	one := fmt.Sprintf("GET %s/poll?line=crowd HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n", shared.PathLabStream(shared.LabButton), cookie)
	fmt.Fprint(conn, one, one, one)
	answers := bufio.NewReader(conn)
	var down int64
	for range 3 {
		dump := &bytes.Buffer{}
		response, err := http.ReadResponse(bufio.NewReader(io.TeeReader(oneByOne{answers}, dump)), nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, response.Body)
		down += int64(dump.Len())
	}
	ann.agree("crowd", 3, int64(3*len(one)), down)
}

// oneByOne reads no further than it is asked to.
type oneByOne struct{ from io.Reader }

func (o oneByOne) Read(p []byte) (int, error) { return o.from.Read(p[:1]) }

// TestLinesOverTLS count the handshake and what TLS adds. Over HTTP/2 a line has
// what its connection carries, and says so.
func TestLinesOverTLS(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.Certificate, h.config.Key = selfSigned(t)
	h.start()
	ann := h.stranger()
	ann.base = "https://" + h.config.Listen
	ann.http.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	ann.must("POST", shared.PathSession, shared.EnterRequest{Name: "Ann"}, nil)

	own, counts := ann.counting(&tls.Config{InsecureSkipVerify: true})
	for range 2 {
		own.must("GET", shared.PathLabStream(shared.LabButton)+"/poll?line=tls", nil, nil)
	}
	ann.agree("tls", 2, counts.up.Load(), counts.down.Load())

	own, counts = ann.counting(&tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2"}})
	first := own.hearLab(shared.LabButton, shared.TransportSSE, ann.streamState(shared.LabButton).Head, "line=one")
	second := own.hearLab(shared.LabButton, shared.TransportSSE, ann.streamState(shared.LabButton).Head, "line=two")
	own.press(1)
	first.next()
	second.next()
	if one := ann.line("one"); !one.Shared || one.Requests != 1 || one.Down == 0 || one.Down > counts.down.Load() {
		t.Errorf("over HTTP/2 the line has %+v of %d", one, counts.down.Load())
	}
	held := ann.act("two", "hold", shared.LabHold{Millis: 500})
	began := time.Now()
	own.try("GET", shared.PathLab, nil)
	if !held.Held || time.Since(began) < 400*time.Millisecond {
		t.Errorf("%+v, and another answer took %v", held, time.Since(began))
	}
	ann.act("one", "cut", nil)
	if _, end := second.next(); end == "" {
		t.Error("the connection was not cut")
	}
}

// TestAHeldLineGivesAllAtOnce: nothing comes for as long as a line is held, then
// everything does, in order and once.
func TestAHeldLineGivesAllAtOnce(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	const hold = 700 * time.Millisecond
	for _, over := range labTransports {
		t.Run(string(over), func(t *testing.T) {
			head := ann.streamState(shared.LabButton).Head
			ear := ann.hearLab(shared.LabButton, over, head, "line=held")
			ann.press(1)
			if press, end := ear.next(); end != "" || press.at.Seq != head.Seq+1 {
				t.Fatalf("%+v %s", press, end)
			}
			began := time.Now()
			if line := ann.act("held", "hold", shared.LabHold{Millis: int(hold.Milliseconds())}); !line.Held {
				t.Errorf("the line is %+v", line)
			}
			ann.press(5)
			for n := range 5 {
				press, end := ear.next()
				if end != "" || press.at.Seq != head.Seq+2+shared.Seq(n) {
					t.Fatalf("as number %d comes %+v %s", n, press, end)
				}
				if took := time.Since(began); took < hold {
					t.Errorf("number %d came after %v", n, took)
				}
			}
			if line := ann.line("held"); line.Held {
				t.Errorf("the line is still %+v", line)
			}
			ear.close()
		})
	}
}

// TestWhatEndsWhileItIsHeldIsHeard: also what closes a WebSocket waits.
func TestWhatEndsWhileItIsHeldIsHeard(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for over, want := range map[shared.Transport]string{shared.TransportSSE: "EOF", shared.TransportWebSocket: "1000", shared.TransportLongPoll: "204", shared.TransportFrame: "EOF"} {
		ear := ann.hearLab(shared.LabButton, over, ann.streamState(shared.LabButton).Head, "line=ends")
		ann.press(1)
		ear.next()
		began := time.Now()
		ann.act("ends", "hold", shared.LabHold{Millis: 500})
		ann.act("ends", "stop", nil)
		if text, end := hearAll(ear); end != want || text != "" || time.Since(began) < 400*time.Millisecond {
			t.Errorf("over %s comes %q and %s after %v", over, text, end, time.Since(began))
		}
		ann.act("ends", "start", nil)
	}
}

// TestACutLineGoesOn from its cursor.
func TestACutLineGoesOn(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, over := range labTransports {
		head := ann.streamState(shared.LabButton).Head
		ear := ann.hearLab(shared.LabButton, over, head, "line=cut")
		ann.press(1)
		ear.next()
		ann.act("cut", "cut", nil)
		_, polls := ear.(*labPoll) // a client may ask again by itself when it got no answer
		if !polls {
			if _, end := ear.next(); end != "unexpected EOF" && end != "-1" {
				t.Errorf("%s: a cut stream ends with %q", over, end)
			}
			ann.press(1)
			ear = ann.hearLab(shared.LabButton, over, ear.cursor(), "line=cut")
		} else {
			ann.press(1)
		}
		if press, end := ear.next(); end != "" || press.at.Seq != head.Seq+2 {
			t.Errorf("%s: after a cut comes %+v %s", over, press, end)
		}
		ear.close()
	}
}

func TestAStoppedLineIsOver(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ends := map[shared.Transport][2]string{
		shared.TransportSSE: {"EOF", "204"}, shared.TransportWebSocket: {"1000", "1000"}, shared.TransportLongPoll: {"204", "204"},
		shared.TransportPoll: {"204", "204"}, shared.TransportFrame: {"EOF", "EOF"},
	}
	for _, over := range labTransports {
		head := ann.streamState(shared.LabButton).Head
		ear := ann.hearLab(shared.LabButton, over, head, "line=stop")
		other := ann.hearLab(shared.LabButton, over, head, "line=other")
		ann.press(1)
		ear.next()
		if line := ann.act("stop", "stop", nil); !line.Stopped {
			t.Errorf("the line is %+v", line)
		}
		for n, want := range ends[over] {
			if n > 0 {
				ear = ann.hearLab(shared.LabButton, over, head, "line=stop")
			}
			if heard, end := ear.next(); end != want {
				t.Errorf("%s: a stopped line gives %+v, %s", over, heard, end)
			}
		}
		if press, end := other.next(); end != "" || press.at.Seq != head.Seq+1 {
			t.Errorf("%s: another line gives %+v, %s", over, press, end)
		}
		ann.act("stop", "start", nil)
		if press, end := ann.hearLab(shared.LabButton, over, head, "line=stop").next(); end != "" || press.at.Seq != head.Seq+1 {
			t.Errorf("%s: started again it gives %+v, %s", over, press, end)
		}
	}
}

func TestLinesAreAPersonsOwn(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ear := ann.hearLab(shared.LabButton, shared.TransportSSE, ann.streamState(shared.LabButton).Head, "line=mine")
	if line := bo.line("mine"); line != (shared.LabLine{}) {
		t.Errorf("Bo sees %+v of Ann's line", line)
	}
	for _, act := range []string{"cut", "stop"} {
		bo.act("mine", act, nil)
	}
	bo.act("mine", "hold", shared.LabHold{Millis: shared.MaxLabHold})
	bo.press(1)
	if _, end := ear.next(); end != "" {
		t.Errorf("Bo ended Ann's line: %s", end)
	}
}

func TestLinesAreRefused(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	sse := shared.PathLabStream(shared.LabClock) + "/sse"
	for _, name := range []string{"", "A", "a b", "%C3%A9", strings.Repeat("a", shared.MaxLabLine+1)} {
		ann.refused("GET", sse+"?line="+strings.ReplaceAll(name, " ", "+"), nil, http.StatusBadRequest, shared.CodeParameterInvalid)
		ann.refused("GET", shared.PathLines+"?name=a&name="+strings.ReplaceAll(name, " ", "+"), nil, http.StatusBadRequest, shared.CodeParameterInvalid)
	}
	ann.refused("POST", shared.PathLines+"/A/cut", nil, http.StatusBadRequest, shared.CodeParameterInvalid)
	ann.refused("POST", shared.PathLines+"/a/burn", nil, http.StatusNotFound, shared.CodeNotFound)
	for _, ms := range []string{"0", "-1", fmt.Sprint(shared.MaxLabHold + 1)} {
		ann.refused("POST", shared.PathLine("a")+"/hold", `{"ms":`+ms+`}`, http.StatusBadRequest, shared.CodeParameterInvalid)
	}
	for _, body := range []string{"", "[]", `{"ms":"x"}`, `{"ms":1.5}`, `{"ms":1e99}`} {
		ann.refused("POST", shared.PathLine("a")+"/hold", body, http.StatusBadRequest, shared.CodeJSONInvalid)
	}
	h.stranger().refused("POST", shared.PathLine("a")+"/cut", nil, http.StatusUnauthorized, shared.CodeNoSession)
}

// TestOldLinesMakeRoom for new ones.
func TestOldLinesMakeRoom(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for n := range shared.MaxLabLines + 1 {
		ann.must("GET", shared.PathLabStream(shared.LabButton)+fmt.Sprintf("/poll?line=l%d", n), nil, nil)
	}
	for n, want := range map[int]int64{0: 0, 1: 1, shared.MaxLabLines: 1} {
		if line := ann.line(fmt.Sprint("l", n)); line.Requests != want {
			t.Errorf("line %d has %+v", n, line)
		}
	}
}
