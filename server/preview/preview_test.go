package preview

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"parley/server/outward"
	"parley/shared"
)

// here is a client that may ask this machine, at one of its addresses.
var here = client(outward.Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})

func TestWhatPagesSayOfThemselves(t *testing.T) {
	at, _ := url.Parse("https://www.example.org/a/b?c")
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("<meta charset=gbk><title>你好，世界</title>")
	for _, test := range []struct{ html, site, title, text, picture string }{
		{`<title> Plain
			title </title>`, "example.org", "Plain title", "", ""},
		{`<meta property="og:title" content="Open &amp; Graph"><meta property=og:description content=" what it is "><meta property="og:site_name" content="The Site">
			<meta property="og:image" content="/pic.png"><title>not this</title>`, "The Site", "Open & Graph", "what it is", "https://www.example.org/pic.png"},
		{`<meta name="twitter:title" content="T"><meta name="description" content="D"><meta name="twitter:image" content="//cdn.example/x">`, "example.org", "T", "D", "https://cdn.example/x"},
		{`<meta property="og:title" content=""><meta property="og:title" content="second"><title>first</title>`, "example.org", "first", "", ""},
		{`<script>"</head><title>no</title>"</script><title>yes</title>`, "example.org", "yes", "", ""},
		{`<title>&lt;b&gt;bold&lt;/b&gt; ` + "\u202e\u200bevil\x07\u2028x" + `</title>`, "example.org", "<b>bold</b> evil x", "", ""},
		{`<title>` + strings.Repeat("長", 500) + `</title>`, "example.org", strings.Repeat("長", shared.MaxPreviewTitle) + "…", "", ""},
		{`<title>head</title></head><meta property="og:title" content="too late">`, "example.org", "head", "", ""},
		{`<title>x</title><meta property="og:image" content="javascript:alert(1)">`, "example.org", "x", "", "javascript:alert(1)"}, // the client refuses it
		{gbk, "example.org", "你好，世界", "", ""},
	} {
		p := read(strings.NewReader(test.html), "text/html", at)
		if p == nil {
			t.Errorf("%q says nothing", test.html)
			continue
		}
		picture := ""
		if p.picture != nil {
			picture = p.picture.String()
		}
		if p.site != test.site || p.title != test.title || p.text != test.text || picture != test.picture {
			t.Errorf("%q says %+v, %s", test.html, p, picture)
		}
	}
	for _, nothing := range []string{"", "hello", "<title> \u200b </title>", "<body><title>late</title>", "<title>", strings.Repeat("<a ", 10_000)} {
		if p := read(strings.NewReader(nothing), "text/html", at); p != nil {
			t.Errorf("%.40q says %+v", nothing, p)
		}
	}
}

// serve answers with a page, by the address that it is asked at.
func serve(t *testing.T, answer http.HandlerFunc) string {
	s := httptest.NewServer(answer)
	t.Cleanup(s.Close)
	return s.URL
}

// What answers is no page, or lies about it, leads nowhere, and costs little.
func TestAnswersThatLie(t *testing.T) {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	fmt.Fprint(zip, "<title>bomb</title>")
	zip.Write(bytes.Repeat([]byte(" "), 64<<20))
	zip.Close()
	var sent atomic.Int64
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/status":
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, "<title>Forbidden</title>")
		case "/json":
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"title":"no page"}`)
		case "/svg":
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, `<svg><title>no page</title></svg>`)
		case "/headers":
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed.Bytes())
		case "/endless":
			for r.Context().Err() == nil {
				n, _ := fmt.Fprint(w, strings.Repeat("<meta name=x content=y>", 100))
				sent.Add(int64(n))
			}
		case "/inside":
			http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "127.0.0.2", 1), http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		}
	})
	for _, path := range []string{"/status", "/json", "/svg", "/headers", "/endless", "/inside", "/round", "/empty"} {
		if found, err := look(t.Context(), here, at+path); err == nil {
			t.Errorf("%s is about %+v", path, found)
		}
	}
	if found, err := look(t.Context(), here, at+"/bomb"); err != nil || found.title != "bomb" {
		t.Errorf("of a large page the head is enough: %v", err)
	}
	if _, err := look(t.Context(), here, at+"/inside"); !errors.Is(err, outward.ErrRefused) {
		t.Errorf("a redirect that leads inside: %v", err)
	}
	if n := sent.Load(); n > 64<<20 {
		t.Errorf("%d bytes of an endless page were taken", n)
	}
}

// A server that takes its time is given up.
func TestAServerThatSaysNothing(t *testing.T) {
	asked := make(chan struct{})
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		http.NewResponseController(w).Flush()
		close(asked)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	if _, err := look(ctx, here, at); err == nil {
		t.Error("it is about something")
	}
}

func TestPicturesAreCutOff(t *testing.T) {
	at, _ := url.Parse(serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write(make([]byte, 1<<20))
		}
	}))
	size := int64(0)
	err := picture(t.Context(), here, at, func(content io.Reader) (err error) {
		size, err = io.Copy(io.Discard, content)
		return err
	})
	if err != nil || size != pictureBytes {
		t.Errorf("%d bytes came: %v", size, err)
	}
	inside, _ := url.Parse("http://127.0.0.2/")
	if err := picture(t.Context(), here, inside, nil); !errors.Is(err, outward.ErrRefused) {
		t.Errorf("a picture inside: %v", err)
	}
}
