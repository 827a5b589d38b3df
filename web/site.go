package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// site is all that this package serves, read once and never changed.
type site struct {
	assets  map[string]*asset
	page    *template.Template
	frame   *template.Template
	live    *template.Template
	version string
	worker  []byte // the service worker, for this version
}

// current is the site of this binary. It panics when an embedded file is
// broken: no binary that passed a test does that.
var current = sync.OnceValue(func() *site {
	s, err := load(files(), channel)
	if err != nil {
		panic("web: " + err.Error())
	}
	return s
})

func load(files fs.FS, channel string) (*site, error) {
	assets, err := loadAssets(files)
	if err != nil {
		return nil, err
	}
	s := &site{assets: assets}
	sum := sha256.New()
	if s.page, err = s.template(files, "page.html", sum); err != nil {
		return nil, err
	}
	if s.frame, err = s.template(files, "frame.html", sum); err != nil {
		return nil, err
	}
	if s.live, err = s.template(files, "live.html", sum); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(assets)) {
		fmt.Fprintln(sum, name, assets[name].hash)
	}
	s.version = channel + hex.EncodeToString(sum.Sum(nil)[:6])
	return s, s.loadWorker(files)
}

// template reads a template, and adds it to what the version is made of.
func (s *site) template(files fs.FS, name string, sum io.Writer) (*template.Template, error) {
	text, err := fs.ReadFile(files, "templates/"+name)
	if err != nil {
		return nil, err
	}
	sum.Write(text)
	return template.New(name).Funcs(template.FuncMap{"asset": s.url}).Parse(string(text))
}

func (s *site) url(name string) string {
	a := s.assets[name]
	if a == nil {
		return prefix + name
	}
	return prefix + name + "?v=" + a.hash
}

// Assets serves everything below /static/ and the paths of RootPaths.
func Assets() http.Handler { return current() }

// RootPaths lists the paths outside /static/ that Assets also serves.
func RootPaths() []string {
	return append(slices.Sorted(maps.Keys(roots)), workerPath)
}

// URL returns the address of an asset, such as "parley.css", for as long as its
// content stays the same. The address of one that is not there answers 404.
func URL(name string) string { return current().url(name) }

// Version names the client that this server serves: it changes with any asset
// and with the page's frame, and with nothing else. One that starts with dev-
// is being worked on.
func Version() string { return current().version }

// ErrNotBuilt says that this server has no client to serve.
var ErrNotBuilt = errors.New("the client is not built: run make run")

// Built returns ErrNotBuilt when the compiled client is missing. Pages then
// still work as plain HTML.
func Built() error {
	s := current()
	if s.assets["app.wasm"] == nil || s.assets["wasm_exec.js"] == nil {
		return ErrNotBuilt
	}
	return nil
}
