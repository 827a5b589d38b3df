package web

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// roots are the assets that browsers look for at the top of the site.
var roots = map[string]string{
	"/manifest.webmanifest": "manifest.webmanifest",
	"/favicon.ico":          "favicon.ico",
	"/favicon.svg":          "favicon.svg",
	"/apple-touch-icon.png": "apple-touch-icon.png",
}

const (
	prefix     = "/static/"
	workerPath = "/service-worker.js"
	workerName = "service-worker.js"
)

// ServeHTTP serves the assets: each in the best coding that the browser takes,
// for good when its address carries the content's hash, else checked each time.
// There are no listings; whatever is not an asset is not found.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path == workerPath {
		s.serveWorker(w, r)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, prefix)
	if !ok {
		name = roots[r.URL.Path]
	}
	a := s.assets[name]
	if a == nil || name == workerName {
		http.NotFound(w, r)
		return
	}
	a.serve(w, r)
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	coding := a.choose(r.Header.Values("Accept-Encoding"))
	content, err := a.open(coding)
	if err != nil {
		http.Error(w, "This file cannot be read.", http.StatusInternalServerError)
		return
	}
	defer content.Close()
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", `"`+strings.TrimSuffix(a.hash+"-"+coding, "-")+`"`)
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == a.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
		// ServeContent leaves the length of encoded content to its caller.
		if size, err := content.Seek(0, io.SeekEnd); err == nil {
			h.Set("Content-Length", strconv.FormatInt(size, 10))
		}
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

// choose returns the smallest form of the asset that an Accept-Encoding header
// allows; "" is the content as it is, which every client takes.
func (a *asset) choose(accept []string) string {
	for _, coding := range []string{"br", "gzip"} {
		if _, ok := a.forms[coding]; ok && accepts(accept, coding) {
			return coding
		}
	}
	return ""
}

// accepts reports whether Accept-Encoding names the coding, or all of them, with
// a quality above zero; a name of its own counts more than the asterisk.
func accepts(accept []string, coding string) bool {
	any := false
	for offer := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, parameters, _ := strings.Cut(offer, ";")
		quality := 1.0
		if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameters)), "q="); ok {
			quality, _ = strconv.ParseFloat(q, 64)
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case coding:
			return quality > 0
		case "*":
			any = quality > 0
		}
	}
	return any
}
