package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

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
	_, ann := openSecureHouse(t)
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

// TestNobodyCutsAProxysConnection, over which HTTP/2 carries everybody.
func TestNobodyCutsAProxysConnection(t *testing.T) {
	_, ann := openSecureHouse(t)
	own, _ := ann.counting(&tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2"}})
	own.http.Transport = forwarding{own.http.Transport}
	ear := own.hearLab(shared.LabButton, shared.TransportSSE, ann.streamState(shared.LabButton).Head, "line=proxied")
	if line := ann.act("proxied", "hold", shared.LabHold{Millis: shared.MaxLabHold}); line.Requests != 1 || line.Up+line.Down != 0 {
		t.Errorf("the line has %+v", line)
	}
	ann.act("proxied", "cut", nil)
	began := time.Now()
	ann.press(1)
	if _, end := ear.next(); end != "" || time.Since(began) > patience/2 {
		t.Errorf("after %v comes %q", time.Since(began), end)
	}
}

// forwarding is how a proxy sends a request on.
type forwarding struct{ http.RoundTripper }

func (f forwarding) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", "192.0.2.7")
	return f.RoundTripper.RoundTrip(r)
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
