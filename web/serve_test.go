package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	style  = "body { color: ink }"
	client = "\x00asm: the compiled client, which is kept only compressed"
)

// testSite is a small site whose every file is known.
func testSite(t *testing.T) *site {
	t.Helper()
	files := fstest.MapFS{
		"templates/page.html":      {Data: []byte(`{{asset "parley.css"}}`)},
		"templates/frame.html":     {Data: []byte(`{{.Body}}`)},
		"templates/live.html":      {Data: []byte(`{{.Next}}`)},
		"static/parley.css":        {Data: []byte(style)},
		"static/service-worker.js": {Data: []byte("// worker")},
		"static/favicon.svg":       {Data: []byte("<svg/>")},
		"static/notes.md":          {Data: []byte("not for browsers")},
		"static/edited.css":        {Data: []byte("new")},
		"built/parley.css.gz":      {Data: zip(style)},
		"built/parley.css.br":      {Data: []byte("brotli of the style")},
		"built/edited.css.gz":      {Data: zip("old")},
		"built/edited.css.br":      {Data: []byte("brotli of old")},
		"built/app.wasm.gz":        {Data: zip(client)},
		"built/app.wasm.br":        {Data: []byte("brotli of the client")},
		"built/gone.css.br":        {Data: []byte("brotli of nothing")},
		"built/.stamp.json":        {Data: []byte("{}")},
	}
	s, err := load(files, "")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func zip(content string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, content)
	w.Close()
	return b.Bytes()
}

func get(s http.Handler, url string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, url, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNegotiation(t *testing.T) {
	s := testSite(t)
	for _, test := range []struct{ url, accept, coding, content string }{
		{"/static/parley.css", "gzip, deflate, br, zstd", "br", "brotli of the style"},
		{"/static/parley.css", "BR", "br", "brotli of the style"},
		{"/static/parley.css", "*", "br", "brotli of the style"},
		{"/static/parley.css", "br;q=0, *", "gzip", string(zip(style))},
		{"/static/parley.css", "gzip;q=0.5", "gzip", string(zip(style))},
		{"/static/parley.css", "gzip;q=0", "", style},
		{"/static/parley.css", "br; q=zero", "", style},
		{"/static/parley.css", "", "", style},
		{"/static/app.wasm", "br", "br", "brotli of the client"},
		{"/static/app.wasm", "", "", client},
		{"/static/edited.css", "br, gzip", "", "new"},
	} {
		r := get(s, test.url, "Accept-Encoding", test.accept)
		if got := r.Header.Get("Content-Encoding"); r.StatusCode != 200 || got != test.coding {
			t.Errorf("%s for %q: %d in coding %q, want %q", test.url, test.accept, r.StatusCode, got, test.coding)
		}
		if got := body(t, r); got != test.content {
			t.Errorf("%s for %q: %q, want %q", test.url, test.accept, got, test.content)
		}
		if r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: caches are not told that the coding varies", test.url)
		}
		if r.ContentLength != int64(len(test.content)) {
			t.Errorf("%s for %q: length %d, want %d", test.url, test.accept, r.ContentLength, len(test.content))
		}
	}
}

func TestContentTypes(t *testing.T) {
	s := testSite(t)
	for url, want := range map[string]string{
		"/static/app.wasm":   "application/wasm",
		"/static/parley.css": "text/css; charset=utf-8",
		"/favicon.svg":       "image/svg+xml",
		"/service-worker.js": "text/javascript; charset=utf-8",
	} {
		if got := get(s, url).Header.Get("Content-Type"); got != want {
			t.Errorf("%s is %q, want %q", url, got, want)
		}
	}
}

func TestEachFormHasItsETag(t *testing.T) {
	s := testSite(t)
	seen := map[string]bool{}
	for _, accept := range []string{"br", "gzip", ""} {
		tag := get(s, "/static/parley.css", "Accept-Encoding", accept).Header.Get("ETag")
		if seen[tag] || !strings.HasPrefix(tag, `"`) {
			t.Errorf("ETag %s for %q is weak or not its own", tag, accept)
		}
		seen[tag] = true
		r := get(s, "/static/parley.css", "Accept-Encoding", accept, "If-None-Match", tag)
		if r.StatusCode != http.StatusNotModified || body(t, r) != "" {
			t.Errorf("%q again: %d, want 304", accept, r.StatusCode)
		}
	}
	if r := get(s, "/static/nothing.css", "If-None-Match", "*"); r.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there was not modified: %d", r.StatusCode)
	}
}

func TestForGoodOnlyUnderTheHash(t *testing.T) {
	s := testSite(t)
	const immutable = "public, max-age=31536000, immutable"
	for url, want := range map[string]string{
		s.url("parley.css"):               immutable,
		s.url("app.wasm"):                 immutable,
		"/static/parley.css":              "no-cache",
		"/static/parley.css?v=0123456789": "no-cache",
		"/service-worker.js":              "no-cache",
		"/favicon.svg":                    "no-cache",
	} {
		if got := get(s, url).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}

func TestNothingElseIsServed(t *testing.T) {
	s := testSite(t)
	for _, url := range []string{
		"/static/", "/static", "/static/.", "/static//parley.css", "/static/../embed.go", "/static/gone.css",
		"/static/parley.css.gz", "/static/notes.md", "/static/.stamp.json", "/static/service-worker.js",
		"/parley.css", "/manifest.webmanifest", "/templates/page.html", "/",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path = url
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", url, w.Code)
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/static/parley.css", nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestHeadAndRange(t *testing.T) {
	s := testSite(t)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/static/parley.css", nil))
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "19" {
		t.Errorf("HEAD: %d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
	r := get(s, "/static/app.wasm", "Range", "bytes=1-3")
	if got := body(t, r); r.StatusCode != http.StatusPartialContent || got != "asm" {
		t.Errorf("range: %d %q", r.StatusCode, got)
	}
	r = get(s, "/static/parley.css", "Range", "bytes=0-5", "Accept-Encoding", "br")
	if got := body(t, r); got != "brotli" || r.ContentLength != 6 {
		t.Errorf("range of a coding: %q, length %d", got, r.ContentLength)
	}
}
