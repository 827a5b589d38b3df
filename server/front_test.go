package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// front is a plain proxy before the server whose connections a test can cut, all
// at once and wherever they are. pages are served beside the server's own, from
// its origin.
type front struct {
	*httptest.Server
	lines *lines
	pages map[string]string // path to HTML
}

func (h *house) behind(pages map[string]string) *front {
	h.t.Helper()
	to, err := url.Parse(h.url())
	if err != nil {
		h.t.Fatal(err)
	}
	f := &front{pages: pages}
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }
	f.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := f.pages[r.URL.Path]; ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(page))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	f.Config.ErrorLog = quiet
	proxy.ErrorLog = quiet
	f.lines = &lines{Listener: f.Listener, open: map[net.Conn]bool{}}
	f.Listener = f.lines
	f.Start()
	h.t.Cleanup(func() { f.lines.cut(); f.Close() })
	return f
}

// lines is a listener that knows its open connections.
type lines struct {
	net.Listener
	mu   sync.Mutex
	open map[net.Conn]bool // guarded by mu
}

func (l *lines) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[conn] = true
	return &heldConn{conn, l}, nil
}

// cut closes every connection, in the middle of whatever it carries, and reports
// whether there was any.
func (l *lines) cut() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	any := len(l.open) > 0
	for conn := range l.open {
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}
	clear(l.open)
	return any
}

type heldConn struct {
	net.Conn
	lines *lines
}

func (c *heldConn) Close() error {
	c.lines.mu.Lock()
	delete(c.lines.open, c.Conn)
	c.lines.mu.Unlock()
	return c.Conn.Close()
}

// at gives the guest as seen through the front, with the same session.
func (f *front) at(t testing.TB, g *guest) *guest {
	t.Helper()
	inside, _ := url.Parse(g.base)
	outside, _ := url.Parse(f.URL)
	g.http.Jar.SetCookies(outside, g.http.Jar.Cookies(inside))
	return &guest{t: t, base: f.URL, http: g.http, me: g.me}
}
