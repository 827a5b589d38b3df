//go:build unix

package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// TestWithoutDescriptorsItGoesOn: a process that may open few files refuses more
// streams in words, while whoever is in goes on, enters and posts; even where
// every descriptor is taken by those who say nothing. It heals when they leave.
func TestWithoutDescriptorsItGoesOn(t *testing.T) {
	const descriptors = 160
	limited := filepath.Join(t.TempDir(), "limited")
	script := fmt.Sprintf("#!/bin/sh\nulimit -n %d\nexec '%s' \"$@\"\n", descriptors, os.Args[0])
	if err := os.WriteFile(limited, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, data: t.TempDir(), listen: "127.0.0.1:0", program: limited}
	p.start()
	t.Cleanup(func() { p.kill() })
	h := &house{t: t, config: Config{Listen: p.listen}}
	ann := h.enter("Ann")
	hears := ann.listen("", "")
	up, _, err := websocket.Dial(t.Context(), h.url()+shared.PathWebSocket, &websocket.DialOptions{HTTPClient: ann.http})
	if err != nil {
		t.Fatal(err)
	}
	defer up.CloseNow()

	var open []*seated
	for refused := false; !refused; {
		one := ann.holds(shared.PathSSE, "")
		response := <-one.answer
		if refused = response.StatusCode != http.StatusOK; !refused {
			open = append(open, one)
		}
		if len(open) > descriptors {
			t.Fatal("more streams are open than descriptors can be")
		}
	}
	t.Logf("%d streams beside two", len(open))
	for _, name := range []string{"sse", "websocket", "long poll", "frame", "lab sse", "upload"} {
		status, refused := ann.holds(ways[name], "").refusal(t)
		if status != http.StatusServiceUnavailable || refused.Code != shared.CodeServerFull {
			t.Errorf("%s is refused with %d %+v", name, status, refused)
		}
	}
	bo := h.enter("Bo")
	for i := range 20 {
		bo.post(shared.General, fmt.Sprint("post ", i))
		hears.hears(fmt.Sprint("post ", i))
	}
	if _, metrics := bo.ask("GET", "/metrics", nil); !strings.Contains(string(metrics), `parley_refusals_total{code="server_full"}`) {
		t.Error("the metrics don't tell of it")
	}

	var silent []net.Conn
	for range 2 * descriptors {
		conn, err := net.Dial("tcp", p.listen)
		if err != nil {
			t.Fatal(err)
		}
		silent = append(silent, conn)
	}
	for i := range 20 {
		id := newID()
		text := fmt.Sprint("up ", i)
		if err := up.Write(t.Context(), websocket.MessageText, []byte(marshal(t, shared.Command{ID: id, Room: shared.General, Body: shared.PostMessage{Text: text}}))); err != nil {
			t.Fatal(err)
		}
		hears.hears(text)
	}
	for _, conn := range silent {
		conn.Close()
	}
	for _, one := range open {
		one.leaves(true)
	}
	for end := time.Now().Add(patience); ; runtime.Gosched() {
		one := ann.holds(shared.PathSSE, "")
		response := <-one.answer
		if response != nil && response.StatusCode == http.StatusOK {
			break
		}
		one.Close()
		if time.Now().After(end) {
			t.Fatalf("there is room again, but it answers %+v", response)
		}
	}
	bo.post(shared.General, "healed")
	hears.hears("healed")
}
