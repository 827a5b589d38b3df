package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// host serves pages, shell and assets of one site, at an address that stays the
// same while it goes down and comes back with another version.
type host struct {
	t       *testing.T
	files   string // the folder of the site
	address string
	server  *http.Server
}

func newHost(t *testing.T) *host {
	if testing.Short() {
		t.Skip("this needs a browser")
	}
	h := &host{t: t, files: t.TempDir(), address: "127.0.0.1:0"}
	for _, folder := range []string{"static", "templates"} {
		if err := os.CopyFS(filepath.Join(h.files, folder), os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	theClient.once.Do(buildClient)
	if theClient.err != nil {
		t.Fatal(theClient.err)
	}
	if err := os.CopyFS(filepath.Join(h.files, "built"), os.DirFS(theClient.folder)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.stop)
	return h
}

// theClient is a small one, built once for all tests.
var theClient struct {
	once   sync.Once
	folder string
	err    error
}

func buildClient() {
	c := &theClient
	if c.folder, c.err = os.MkdirTemp("", "parley-client-*"); c.err != nil {
		return
	}
	// With the race detector, which GOFLAGS may ask for, it would take ten times as long.
	build := exec.Command("go", "run", "-race=false", "./web/build", "-app", "./web/testdata/client", "-out", c.folder)
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		c.err = fmt.Errorf("%w\n%s", err, out)
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(theClient.folder)
	os.Exit(code)
}

// start serves what the files are now, and returns its version.
func (h *host) start() string {
	h.t.Helper()
	s, err := load(os.DirFS(h.files), "")
	if err != nil {
		h.t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/static/", s)
	mux.Handle("/service-worker.js", s)
	mux.HandleFunc("/api/ping", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "pong") })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", ContentSecurityPolicy("n0nce"))
		s.render(w, Page{Title: "Parley", Nonce: "n0nce", Body: "<p id=rendered>rendered</p>", Boot: 1, Scripts: true})
	})
	listener, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = listener.Addr().String()
	h.server = &http.Server{Handler: mux}
	go h.server.Serve(listener)
	return s.version
}

func (h *host) stop() { h.server.Close() }

// edit changes the style, which makes a new version.
func (h *host) edit(style string) {
	if err := os.WriteFile(filepath.Join(h.files, "static", "parley.css"), []byte(style), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// tab is an open page.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string
}

func newTab(t *testing.T, h *host) *tab {
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	options = append(options, chromedp.ExecPath(findBrowser(t)), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return &tab{t: t, ctx: ctx, base: "http://" + h.address}
}

// findBrowser returns a Chromium. Under CI=true there must be one.
func findBrowser(t *testing.T) string {
	if named := os.Getenv("PARLEY_BROWSER"); named != "" {
		return named
	}
	for _, name := range []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
	} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no browser: install chromium")
	}
	t.Skip("there is no browser: install chromium, or name one in PARLEY_BROWSER")
	return ""
}

// open loads a page and waits for the client.
func (p *tab) open(path string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Navigate(p.base+path)); err != nil {
		p.t.Fatal(err)
	}
	p.wait("running", `document.documentElement.dataset.client`)
	p.wait(path, `document.querySelector("#path").innerText`)
}

func (p *tab) click(id string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Click(chromedp.CSS("#"+id))); err != nil {
		p.t.Fatal(err)
	}
}

// wait waits until a JavaScript expression, or what it promises, is want.
func (p *tab) wait(want, expression string) {
	p.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		got, err := p.ask(expression)
		if err == nil && got == want {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s is %q, want %q: %v", expression, got, want, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (p *tab) ask(expression string) (string, error) {
	wrapped := fmt.Sprintf("(async () => String(await (%s)))()", expression)
	return chromedp.Run(p.ctx, chromedp.Evaluate[string](wrapped, chromedp.EvalAwaitPromise))
}

// quiet fails the test at its end when the console held an error or a warning.
func (p *tab) quiet() {
	messages := chromedp.Console(p.ctx)
	var loud []string
	done := make(chan struct{})
	ctx, cancel := context.WithCancel(p.ctx)
	go func() {
		defer close(done)
		for m, err := range messages {
			if err != nil || ctx.Err() != nil {
				return
			}
			switch m.Type {
			case chromedp.ConsoleError, chromedp.ConsoleWarning, chromedp.ConsoleException:
				loud = append(loud, m.String()+" "+m.URL)
			}
		}
	}()
	p.t.Cleanup(func() {
		cancel()
		chromedp.Cancel(p.ctx)
		<-done
		if len(loud) > 0 {
			p.t.Errorf("the console is not quiet:\n%s", strings.Join(loud, "\n"))
		}
	})
}
