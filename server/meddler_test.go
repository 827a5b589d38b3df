package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// meddler is a reverse proxy as one finds them in hotels and offices.
type meddler struct {
	*httptest.Server
	pages map[string]string // HTML by path, beside the server's own and from its origin

	mu    sync.Mutex
	holds bool                // guarded by mu: event streams are kept until they end
	bars  bool                // guarded by mu: nobody upgrades
	cutAt time.Duration       // guarded by mu: the age at which connections are cut; 0 for never
	conns map[net.Conn]func() // guarded by mu: those from the browser, with the end of their timer
}

// meddle puts a proxy in front of a house.
func meddle(t testing.TB, h *house) *meddler {
	t.Helper()
	target, err := url.Parse(h.url())
	if err != nil {
		t.Fatal(err)
	}
	m := &meddler{conns: map[net.Conn]func(){}}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host
		},
		ModifyResponse: m.hold,
		ErrorHandler:   func(w http.ResponseWriter, r *http.Request, err error) { w.WriteHeader(http.StatusBadGateway) },
	}
	m.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := m.pages[r.URL.Path]; ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, page)
			return
		}
		if r.Header.Get("Upgrade") != "" && m.barred() {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	m.Server.Config.ConnState = m.track
	m.Server.Start()
	t.Cleanup(func() {
		m.CloseClientConnections()
		m.Server.Close()
	})
	return m
}

// at gives the guest as seen through the proxy, with the same session.
func (m *meddler) at(g *guest) *guest {
	inside, outside := mustRequest(g.t, g.base).URL, mustRequest(g.t, m.URL).URL
	g.http.Jar.SetCookies(outside, g.http.Jar.Cookies(inside))
	return &guest{t: g.t, base: m.URL, http: g.http, me: g.me}
}

// cut closes every connection, in the middle of whatever it carries.
func (m *meddler) cut() { m.turns(false, false, 0) }

func (m *meddler) barred() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.bars
}

// hold keeps an event stream to itself until it ends.
func (m *meddler) hold(r *http.Response) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.holds && strings.HasPrefix(r.Header.Get("Content-Type"), "text/event-stream") {
		r.Body = &held{ReadCloser: r.Body}
	}
	return nil
}

// held is a body that gives nothing before its end.
type held struct {
	io.ReadCloser
	all io.Reader // nil before the end
}

func (h *held) Read(p []byte) (int, error) {
	if h.all == nil {
		text, err := io.ReadAll(h.ReadCloser)
		if err != nil {
			return 0, err
		}
		h.all = bytes.NewReader(text)
	}
	return h.all.Read(p)
}

// track knows the connections, and cuts each in its time.
func (m *meddler) track(conn net.Conn, state http.ConnState) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch state {
	case http.StateNew:
		m.conns[conn] = func() {}
		m.time(conn)
	case http.StateClosed:
		m.conns[conn]()
		delete(m.conns, conn)
	}
}

// time has a connection cut; m.mu is held.
func (m *meddler) time(conn net.Conn) {
	if m.cutAt > 0 {
		timer := time.AfterFunc(m.cutAt, func() { conn.Close() })
		m.conns[conn] = func() { timer.Stop() }
	}
}

// turns makes the proxy as hostile as said, and cuts what is open: at once, or at
// the age at which it cuts from now on.
func (m *meddler) turns(holds, bars bool, cutAt time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.holds, m.bars, m.cutAt = holds, bars, cutAt
	for conn := range m.conns {
		if m.time(conn); cutAt == 0 {
			conn.Close()
		}
	}
}
