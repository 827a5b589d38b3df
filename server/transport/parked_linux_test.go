package transport

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/feed"
	"parley/shared"
)

// asksParked opens a parked stream by hand.
func asksParked(t *testing.T, h *house, id shared.PersonID, options ...func(*net.TCPConn)) (*bufio.Reader, *net.TCPConn) {
	t.Helper()
	conn, err := net.Dial("tcp", h.http.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	for _, set := range options {
		set(conn.(*net.TCPConn))
	}
	fmt.Fprintf(conn, "GET %s&%s HTTP/1.1\r\nHost: parley\r\n\r\n", address(shared.PathSSE, id, ""), parkedParameter)
	return bufio.NewReaderSize(conn, 1<<10), conn.(*net.TCPConn)
}

// readsOut reads what there is to be.
func readsOut(t *testing.T, from io.Reader, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(from, got); err != nil || string(got) != want {
		t.Fatalf("read %q, %v, want %q", got[:n], err, want)
	}
}

func TestParkedToTheLetter(t *testing.T) {
	h := openHouse(t, feed.Options{Version: "v7"})
	h.Join("a", "ann", "bob")
	in, _ := asksParked(t, h, "ann")
	response, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || response.ContentLength != -1 || len(response.TransferEncoding) > 0 || !response.Close {
		t.Errorf("%+v, want what ends with the connection", response)
	}
	response.Header.Del("Date")
	if header, want := fmt.Sprint(response.Header), "map[Cache-Control:[no-store] Content-Type:[text/event-stream] X-Accel-Buffering:[no]]"; header != want {
		t.Errorf("header %s, want %s", header, want)
	}
	retry, _ := in.ReadString('\n')
	var ms int64
	if _, err := fmt.Sscanf(retry, "retry: %d\n", &ms); err != nil || ms < 1000 || ms > 4000 {
		t.Errorf("%q, want between one and four seconds", retry)
	}
	readsOut(t, in, "event: hello\nid: e1-2\ndata: {\"cursor\":\"e1-2\",\"version\":\"v7\"}\n\n")
	h.Say("a", "bob", "<hello>")
	readsOut(t, in, "id: e1-3\ndata: {\"seq\":3,\"room\":\"a\",\"kind\":\"message.posted\",\"by\":\"bob\",\"at\":1,\"command\":\"C\",\"body\":{\"text\":\"<hello>\"}}\n\n")
	go h.feed.Shutdown(t.Context())
	rest, err := io.ReadAll(in)
	retry = strings.TrimPrefix(string(rest), "event: ephemeral\ndata: {\"room\":\"a\",\"kind\":\"presence\",\"body\":{\"full\":true,\"online\":[\"ann\"],\"count\":1}}\n\n")
	if _, scanned := fmt.Sscanf(retry, "retry: %d\n\n", &ms); scanned != nil || err != nil || ms < 1000 || ms > 4000 {
		t.Errorf("ended with %q, %v", rest, err)
	}
}

// A burst is not as many writes as it has events for each who listens. The
// process counts its writes.
func TestABurstIsFewWrites(t *testing.T) {
	const listeners, events = 50, 1000
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	var ins []*bufio.Reader
	for range listeners {
		in, _ := asksParked(t, h, "ann")
		for line := ""; !strings.HasPrefix(line, "event: hello"); line, _ = in.ReadString('\n') {
		}
		ins = append(ins, in)
	}
	var burst []chat.Entry
	for range events {
		burst = append(burst, h.Append("a", "ann", shared.MessagePosted{Text: "hello"}))
	}
	before := writes(t)
	h.feed.Publish(burst)
	for _, in := range ins {
		for line := ""; !strings.HasPrefix(line, fmt.Sprintf("id: e1-%d\n", events+1)); {
			var err error
			if line, err = in.ReadString('\n'); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := writes(t) - before; n > listeners*events/20 {
		t.Errorf("%d writes", n)
	}
}

func writes(t *testing.T) (n int) {
	t.Helper()
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "syscw: ")
	fmt.Sscan(rest, &n)
	return n
}

// A socket that is full in the middle of an event, of the greeting or between two
// events goes on where it was.
func TestAFullSocketGoesOnWhereItWas(t *testing.T) {
	h := openHouse(t, feed.Options{Warm: 1 << 20})
	h.Join("a", "ann")
	small := func(c *net.TCPConn) { c.SetReadBuffer(32 << 10) }
	in, _ := asksParked(t, h, "ann", small)
	other, _ := asksParked(t, h, "ann", small)
	stream, another := newEventStream(in), newEventStream(other)
	var last shared.Seq
	for n := range 1500 {
		last = h.Say("a", "ann", strings.Repeat("é", n%1500))
	}
	for _, s := range []*eventStream{stream, another} {
		for at := ""; at != cursorAt(last); {
			d, ok, err := s.next()
			if err != nil {
				t.Fatalf("after %s: %v", at, err)
			}
			if !ok || d.event != "message" {
				continue
			}
			if at != "" && d.id != cursorAt(seqOf(t, at)+1) {
				t.Fatalf("%s after %s", d.id, at)
			}
			at = d.id
		}
	}
}
