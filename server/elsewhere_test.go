package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"parley/shared"
)

// elsewhere is a server of pages at an origin of its own, of the same site as
// the room's: another port of localhost. /301 and /307 send a request on to the
// room's stream, /through fetches it.
type elsewhere struct {
	origin string
	asked  atomic.Int64            // requests to /through
	stream atomic.Pointer[url.URL] // where the room's is
}

func openElsewhere(t *testing.T) *elsewhere {
	e := &elsewhere{}
	redirect := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, e.stream.Load().String(), status) }
	}
	pages := http.NewServeMux()
	pages.HandleFunc("/301", redirect(http.StatusMovedPermanently))
	pages.HandleFunc("/307", redirect(http.StatusTemporaryRedirect))
	pages.Handle("/through", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		e.asked.Add(1)
		r.Out.URL = e.stream.Load()
	}})
	pages.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!doctype html><title>elsewhere</title>"))
	})
	server := httptest.NewServer(pages)
	t.Cleanup(server.Close)
	e.origin = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return e
}

// allow restarts the house with an origin allowed, and gives the address under
// which it is of that origin's site.
func (h *house) allow(e *elsewhere) (base string) {
	h.shut()
	h.config.Origins = []string{e.origin}
	h.start()
	host := strings.Replace(h.config.Listen, "127.0.0.1", "localhost", 1)
	e.stream.Store(&url.URL{Scheme: "http", Host: host, Path: shared.PathSSE})
	return "http://" + host
}
