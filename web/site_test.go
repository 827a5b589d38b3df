package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestVersionFollowsContent(t *testing.T) {
	files := func(style string) fstest.MapFS {
		return fstest.MapFS{
			"templates/page.html":      {Data: []byte("page")},
			"templates/frame.html":     {Data: []byte("frame")},
			"templates/live.html":      {Data: []byte("live")},
			"static/service-worker.js": {Data: []byte("worker")},
			"static/parley.css":        {Data: []byte(style)},
			"built/README.md":          {Data: []byte("not an asset")},
		}
	}
	version := func(style, channel string) string {
		s, err := load(files(style), channel)
		if err != nil {
			t.Fatal(err)
		}
		return s.version
	}
	if version("a", "") != version("a", "") {
		t.Error("the same content has two versions")
	}
	if version("a", "") == version("b", "") {
		t.Error("two contents have one version")
	}
	if v := version("a", "dev-"); !strings.HasPrefix(v, "dev-") {
		t.Errorf("version under development is %s", v)
	}
}

func TestWorkerKeepsOneVersion(t *testing.T) {
	s := testSite(t)
	script := body(t, get(s, "/service-worker.js"))
	line, source, _ := strings.Cut(script, "\n")
	var config struct {
		Version, Shell string
		Assets         []string
	}
	line = strings.TrimSuffix(strings.TrimPrefix(line, "self.parley = "), ";")
	if err := json.Unmarshal([]byte(line), &config); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	if config.Version != s.version || config.Shell != ShellPath || source != "// worker" {
		t.Errorf("worker of %s begins %s", s.version, line)
	}
	for _, address := range config.Assets {
		r := get(s, address)
		if r.StatusCode != 200 || !strings.HasSuffix(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s is to be kept, and answers %d, %s", address, r.StatusCode, r.Header.Get("Cache-Control"))
		}
	}
	if !slices.Contains(config.Assets, s.url("app.wasm")) {
		t.Error("the client is not kept")
	}
}

// What the page and the manifest name is there, in this very build.
func TestNamedAssetsExist(t *testing.T) {
	page := render(t, Page{Title: "Parley", Scripts: Built() == nil})
	for _, attribute := range []string{`href="`, `src="`, `data-unread="`, `data-wasm="`} {
		for _, rest := range strings.Split(page, attribute)[1:] {
			address, _, _ := strings.Cut(rest, `"`)
			if r := get(Assets(), address); r.StatusCode != 200 {
				t.Errorf("%s: %d", address, r.StatusCode)
			}
		}
	}
	for _, path := range RootPaths() {
		if r := get(Assets(), path); r.StatusCode != 200 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestManifestIcons(t *testing.T) {
	content, err := fs.ReadFile(files(), "static/manifest.webmanifest")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		ID    string
		Icons []struct{ Src, Type, Sizes, Purpose string }
	}
	if err := json.Unmarshal(content, &manifest); err != nil {
		t.Fatal(err)
	}
	purposes := map[string]bool{}
	for _, icon := range manifest.Icons {
		purposes[icon.Purpose] = true
		if u, err := url.Parse(icon.Src); err != nil || u.IsAbs() {
			t.Errorf("icon %s is elsewhere", icon.Src)
		}
		r := get(Assets(), icon.Src)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != icon.Type {
			t.Errorf("icon %s: %d, %s", icon.Src, r.StatusCode, r.Header.Get("Content-Type"))
		}
		if icon.Type != "image/png" {
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader([]byte(body(t, r))))
		if err != nil || fmt.Sprintf("%dx%d", size.Width, size.Height) != icon.Sizes {
			t.Errorf("icon %s is %dx%d, not %s: %v", icon.Src, size.Width, size.Height, icon.Sizes, err)
		}
	}
	if manifest.ID != "/" || !purposes["maskable"] {
		t.Error("the manifest lacks its identity or a maskable icon")
	}
}
