package main

import (
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// TestAClosedTabShows: whoever closes a tab, in an orderly way (FIN) or not (RST),
// is seen to leave by the others. How soon is logged: within two seconds, on a
// machine that is not busy.
func TestAClosedTabShows(t *testing.T) {
	t.Parallel()
	for name, closes := range map[string]func(*net.TCPConn){
		"FIN": func(c *net.TCPConn) { c.Close() },
		"RST": func(c *net.TCPConn) { c.SetLinger(0); c.Close() },
	} {
		for _, path := range []string{shared.PathSSE, shared.PathWebSocket, shared.PathPoll + "?wait=50", shared.PathFrame + "?room=general"} {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				h := openHouse(t)
				ann, bo := h.enter("Ann"), h.enter("Bo")
				watches := bo.listen("", "")
				tab := ann.dials(path)
				watches.sees(ann.me.ID, true)
				began := time.Now()
				closes(tab)
				watches.sees(ann.me.ID, false)
				t.Logf("seen after %v", time.Since(began).Round(time.Millisecond))
			})
		}
	}
}

// dials opens a stream byte for byte, to be closed as one likes.
func (g *guest) dials(path string) *net.TCPConn {
	g.t.Helper()
	conn, err := g.reaches(path)
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { conn.Close() })
	return conn
}

// reaches asks for a stream byte for byte.
func (g *guest) reaches(path string) (*net.TCPConn, error) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(g.base, "http://"))
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n%s\r\n", path, g.cookies()[0], upgradeLines)
	return conn.(*net.TCPConn), err
}

// sees waits until someone is told to be online in the general room, or not to be
// any more.
func (e *ear) sees(who shared.PersonID, online bool) {
	e.t.Helper()
	for {
		l, err := e.next()
		if err != nil {
			e.t.Fatalf("waiting to see %s online %v: %v", who, online, err)
		}
		var told shared.Ephemeral
		if l.event != "ephemeral" || json.Unmarshal([]byte(l.data), &told) != nil {
			continue
		}
		presence, ok := told.Body.(shared.Presence)
		if !ok {
			continue
		}
		here := slices.Contains(presence.Online, who)
		gone := slices.Contains(presence.Offline, who) || presence.Full && !here
		if online && here || !online && gone {
			return
		}
	}
}
