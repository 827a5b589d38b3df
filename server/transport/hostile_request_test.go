package transport

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// request sends lines as they are and gives the status of the answer with the
// code that it bears.
func (h *house) request(t testing.TB, path string, headers ...string) (status int, code string) {
	t.Helper()
	conn, err := net.Dial("tcp", h.address.Load().(string))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: house\r\n%s\r\n\r\n", path, strings.Join(append(headers, "Connection: close"), "\r\n"))
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode < http.StatusMultipleChoices {
		return response.StatusCode, ""
	}
	return response.StatusCode, refusedWith(response)
}

var hostileCursors = []string{
	"x", "-", "e1", "e1-", "-1", "e1--1", "e1-+1", "e1-01", "e1-1x", "e1-1.0", "e1-1e3", "E1-1", "e1-99999999999999999999",
	"e1-9223372036854775808", "e1-%2d1", "e1-1%20", "%20e1-1", "e1-1%0d%0aid:%209", "%00", "e1-1%00", "%ef%bc%851-1", "e1%e2%80%901",
	"%ff%fe", "e1-%d9%a1", "..%2f..%2fetc%2fpasswd", "%27%20OR%201%3d1--", strings.Repeat("9", 5000), "e1-" + strings.Repeat("0", 5000),
}

// What the standard library can't read of a query.
var hostileQueries = []string{"after=%", "after=%zz", "after=e1-1;wait=0", "after=e1-1&%gh=1"}

func TestHostileCursors(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	for _, path := range []string{shared.PathSSE, shared.PathPoll, shared.PathWebSocket, shared.PathFrame} {
		refused := func(query string, want shared.Code) {
			t.Helper()
			status, code := h.request(t, path+"?room=a&person=ann&"+query, upgradeHeaders...)
			if status != http.StatusBadRequest || code != string(want) {
				t.Errorf("%s?%.40s: %d %s, want %s", path, query, status, code, want)
			}
		}
		for _, cursor := range append([]string{""}, hostileCursors...) {
			refused("after="+cursor, shared.CodeCursorInvalid)
		}
		for _, query := range hostileQueries {
			refused(query, shared.CodeParameterInvalid)
		}
		refused(strings.Repeat("after=x&", 1000), shared.CodeCursorInvalid)
	}
	b.unmoved()
}

// TestHostileLastEventIDs: a browser can't mend the header, and gives up for good
// when its stream is refused. So what is no cursor leads to a reset, and a page
// ends to be asked for anew.
func TestHostileLastEventIDs(t *testing.T) {
	ids := []string{"x", "-", "e1", "-1", "e1--1", "e1-01", "E1-1", "e1-99999999999999999999", "e1-1 x", "\u00e9", "\xff\xfe", "安-1", "e1-1\t1", strings.Repeat("9", 5000)}
	for _, over := range ways {
		if over.name == "sse by Last-Event-ID" {
			continue // sends one of its own
		}
		t.Run(over.name, func(t *testing.T) {
			s := set(t, over)
			b := s.beside()
			plain := s.house.client.Transport
			for _, id := range ids {
				for _, many := range []int{1, 100} {
					s.house.client.Transport = headed{plain, id, many}
					ann := s.person("ann")
					ann.asks(cursorAt(begun))
					if over.page() {
						ann.is(notePage)
						ann.ends(all("ended"))
						continue
					}
					if hello := ann.is(shared.FrameHello); over.over != shared.TransportLongPoll && over.over != shared.TransportPoll && hello.cursor == cursorAt(s.Head()) {
						t.Errorf("%.30q: cut off before the reset, it would be lost", id)
					}
					ann.is(shared.FrameReset)
					ann.cut()
				}
			}
			s.house.client.Transport = plain
			b.unmoved()
		})
	}
}

// headed adds a header to requests, that often.
type headed struct {
	http.RoundTripper
	lastEventID string
	times       int
}

func (h headed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	for range h.times {
		r.Header.Add("Last-Event-ID", h.lastEventID)
	}
	return h.RoundTripper.RoundTrip(r)
}

// CloseIdleConnections closes those below.
func (h headed) CloseIdleConnections() {
	h.RoundTripper.(*http.Transport).CloseIdleConnections()
}

// What is no header at all never gets as far as a transport.
func TestHeadersThatAreNone(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	for _, id := range []string{"\x00", "e1-1\x00", "e1-1\x01", "\x7f"} {
		for _, path := range []string{shared.PathSSE, shared.PathPoll, shared.PathWebSocket, shared.PathFrame} {
			if status, _ := h.request(t, path+"?room=a&person=ann", append(upgradeHeaders, "Last-Event-ID: "+id)...); status != http.StatusBadRequest {
				t.Errorf("%s with %q: %d", path, id, status)
			}
		}
	}
	b.unmoved()
}

func TestHostileWaits(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	for _, wait := range []string{
		"", "-1", "61", "1.5", "x", "0x1", "1e1", "1_0", "+1", "%2b1", "%201", "1%20", "%00", "0%00", "%d9%a1", "%ef%bc%91", "NaN", "Infinity",
		"65596", "4294967297", "18446744073709551616", "99999999999999999999", strings.Repeat("0", 5000) + "x", strings.Repeat("9", 5000), "%", "1;2",
	} {
		status, code := h.request(t, shared.PathPoll+"?person=ann&wait="+wait)
		if status != http.StatusBadRequest || code != string(shared.CodeParameterInvalid) {
			t.Errorf("wait=%.30s: %d %s", wait, status, code)
		}
	}
	b.unmoved()
}

var upgradeHeaders = []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="}

func TestUpgradesThatAreNone(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	with := func(i int, header string) []string {
		headers := append([]string{}, upgradeHeaders...)
		headers[i] = header
		return headers
	}
	for _, headers := range [][]string{
		nil, {"Upgrade: websocket"}, with(0, "X: y"), with(0, "Connection: keep-alive"), with(0, "Connection: Upgraded"), with(1, "X: y"), with(1, "Upgrade: h2c"),
		with(2, "X: y"), with(2, "Sec-WebSocket-Version: 8"), with(2, "Sec-WebSocket-Version: 13, 8"), with(3, "X: y"), with(3, "Sec-WebSocket-Key:"),
		with(3, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"), with(3, "Sec-WebSocket-Key: dGhl"), with(3, "Sec-WebSocket-Key: "+strings.Repeat("A", 5000)),
		append(with(0, upgradeHeaders[0]), upgradeHeaders[3]),
	} {
		if _, code := h.request(t, address(shared.PathWebSocket, "ann", ""), headers...); code != string(shared.CodeStreamUnsupported) {
			t.Errorf("%.200q: %s", headers, code)
		}
	}
	b.unmoved()
}
