package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// proxyScenarios are what has to work through each proxy, one after another.
var proxyScenarios = []struct {
	name string
	play func(*testing.T, *proxied)
}{
	{"SSE over HTTP/1.1", func(t *testing.T, p *proxied) { resumes(t, p, 1) }},
	{"SSE over HTTP/2", func(t *testing.T, p *proxied) { resumes(t, p, 2) }},
	{"a command up a WebSocket", commandUp},
	{"a long poll waits", pollWaits},
	{"a short poll", shortPoll},
	{"the room without scripts", framed},
	{"forms and the cookie", forms},
	{"the operator's pages", private},
	{"the proxy hangs up", hangsUp},
	{"the client's address", addressed}, // the last: nobody else enters from there for a while
}

func TestBehindAProxy(t *testing.T) {
	t.Parallel()
	for _, kind := range proxyKinds {
		t.Run(kind.name, func(t *testing.T) {
			p := kind.put(t)
			for _, scenario := range proxyScenarios {
				t.Run(scenario.name, func(t *testing.T) {
					p.t = t
					scenario.play(t, p)
				})
			}
			p.t = t
		})
	}
}

// resumes listens, goes away, and comes back for what it missed.
func resumes(t *testing.T, p *proxied, version int) {
	ann, bo := p.guest(visitorsAddress), p.neighbour("Bo")
	ann.http.Transport.(*http.Transport).ForceAttemptHTTP2 = version == 2
	ann.stays("Ann")
	stream := ann.listen("", "")
	if stream.proto != version {
		t.Errorf("the stream goes over HTTP/%d", stream.proto)
	}
	stream.greets()
	var last shared.Cursor
	for n := range 3 {
		said := time.Now()
		bo.post(shared.General, fmt.Sprint("live ", n))
		last.Seq = stream.hears(fmt.Sprint("live ", n)).Seq
		if took := time.Since(said); took > prompt {
			t.Errorf("message %d arrived after %v", n, took)
		}
	}
	stream.close()
	bo.post(shared.General, "missed")
	last.Epoch = ann.snapshot().Cursor.Epoch
	ann.listen("", last.String()).hears("missed")
	ann.listen("?after="+last.String(), "").hears("missed")
}

// greets expects the stream's first event, at once.
func (e *ear) greets() {
	e.t.Helper()
	begun := time.Now()
	for {
		l, err := e.next()
		if err != nil || time.Since(begun) > prompt {
			e.t.Fatalf("no hello at once: %v after %v", err, time.Since(begun))
		}
		if l.event == "hello" {
			return
		}
	}
}

func commandUp(t *testing.T, p *proxied) {
	ann, bo := p.visitor("Ann"), p.visitor("Bo")
	up, down := ann.socket(""), hearWebSocket(bo, "")
	command := marshal(t, shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "up"}})
	if err := up.Write(t.Context(), websocket.MessageText, []byte(command)); err != nil {
		t.Fatal(err)
	}
	if event, _, err := down.next(); err != nil || !reflect.DeepEqual(event.Body, shared.MessagePosted{Text: "up"}) {
		t.Errorf("heard %+v, %v", event, err)
	}
	types := map[shared.FrameType]int{}
	for types[shared.FrameReply] == 0 || types[shared.FrameEvent] == 0 {
		f, err := up.frame()
		if err != nil {
			t.Fatalf("%v after %v", err, types)
		}
		types[f.Type]++
	}
}

func pollWaits(t *testing.T, p *proxied) {
	const seconds = 2
	ann, bo := p.visitor("Ann"), p.neighbour("Bo")
	after := ann.snapshot().Cursor.String()
	begun := time.Now()
	var page shared.Poll
	ann.must("GET", shared.PathPoll+"?wait="+strconv.Itoa(seconds)+"&after="+after, nil, &page)
	if took := time.Since(begun); len(page.Events) != 0 || took < seconds*time.Second {
		t.Errorf("after %v came %+v", took, page)
	}
	heard := make(chan time.Time, 1)
	go func() {
		if event, _, err := hearings[shared.TransportLongPoll](ann, after).next(); err != nil || !reflect.DeepEqual(event.Body, shared.MessagePosted{Text: "now"}) {
			t.Errorf("heard %+v, %v", event, err)
		}
		heard <- time.Now()
	}()
	p.awaitListeners(1)
	said := time.Now()
	bo.post(shared.General, "now")
	if took := (<-heard).Sub(said); took > prompt {
		t.Errorf("it arrived after %v", took)
	}
}

func shortPoll(t *testing.T, p *proxied) {
	ann, bo := p.visitor("Ann"), p.neighbour("Bo")
	after := ann.snapshot().Cursor.String()
	bo.post(shared.General, "there")
	var page shared.Poll
	ann.must("GET", shared.PathPoll+"?after="+after, nil, &page)
	if len(page.Events) != 1 {
		t.Errorf("got %+v", page)
	}
}

func framed(t *testing.T, p *proxied) {
	ann, bo := p.visitor("Ann"), p.neighbour("Bo")
	bo.post(shared.General, "before")
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	request := mustRequest(t, ann.base+shared.PathFrame+"?room=general").WithContext(ctx)
	response, err := ann.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	html := bufio.NewReader(response.Body)
	readUpTo(t, html, "before")
	said := time.Now()
	bo.post(shared.General, "after")
	readUpTo(t, html, "after")
	if took := time.Since(said); took > prompt {
		t.Errorf("it arrived after %v", took)
	}
}

// forms enters and posts as a browser without scripts does. The cookie is for
// HTTPS alone, and pages of other origins can't send the forms.
func forms(t *testing.T, p *proxied) {
	ann := p.guest(visitorsAddress)
	send := func(origin, path string, fields url.Values) *http.Response {
		request, _ := http.NewRequest("POST", ann.base+path, strings.NewReader(fields.Encode()))
		request.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {origin}}
		response, err := ann.http.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response
	}
	t.Cleanup(ann.leaves)
	entered := send(ann.base, "/enter", url.Values{"name": {"Ann"}})
	if cookies := entered.Cookies(); len(cookies) != 1 || !cookies[0].Secure || entered.StatusCode != http.StatusSeeOther {
		t.Fatalf("entering: %s with the cookies %v", entered.Status, cookies)
	}
	if posted := send(ann.base, shared.PageRoom(shared.General), url.Values{"text": {"by form"}}); posted.StatusCode != http.StatusSeeOther || strings.Contains(posted.Header.Get("Location"), "error=") {
		t.Errorf("posting: %s to %s", posted.Status, posted.Header.Get("Location"))
	}
	if foreign := send("https://evil.example", shared.PageRoom(shared.General), url.Values{"text": {"x"}}); foreign.StatusCode != http.StatusForbidden {
		t.Errorf("posting from elsewhere: %s", foreign.Status)
	}
	messages := ann.history(shared.General, "").Messages
	if last := messages[len(messages)-1].Text; last != "by form" {
		t.Errorf("the room's last message is %q", last)
	}
}

func private(t *testing.T, p *proxied) {
	for path, want := range map[string]int{"/metrics": 404, "/readyz": 404, "/healthz": 200} {
		if got, _ := p.guest(visitorsAddress).ask("GET", path, nil); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

// TestProxiesWaitLongerThanAPoll holds every time in the README's configurations
// against what Parley needs of it, which the scenarios can't wait for.
func TestProxiesWaitLongerThanAPoll(t *testing.T) {
	const margin = 15 * time.Second
	waits := regexp.MustCompile(`(proxy_read_timeout|timeout client|timeout server) +(\w+)`)
	found := 0
	for _, b := range blocks(readmeSection(t, "Behind a proxy")) {
		for _, wait := range waits.FindAllStringSubmatch(b.text, -1) {
			found++
			if d, err := time.ParseDuration(wait[2]); err != nil || d < shared.MaxPollWait+margin || d < 2*shared.Heartbeat {
				t.Errorf("%s: %s is %s; a poll takes up to %v, and streams are silent for %v", b.language, wait[1], wait[2], shared.MaxPollWait, shared.Heartbeat)
			}
		}
	}
	if found != 3 {
		t.Errorf("README has %d such times, want nginx's one and HAProxy's two", found)
	}
}
