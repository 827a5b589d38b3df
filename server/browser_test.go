package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"parley/web"
)

// browserNames are the programs that serve as Chromium; PARLEY_BROWSER names
// another one.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

func browserPath(t *testing.T) string {
	t.Helper()
	if named := os.Getenv("PARLEY_BROWSER"); named != "" {
		return named
	}
	for _, name := range browserNames {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no Chromium: install Debian's package chromium")
	}
	t.Skip("there is no Chromium: install it (Debian's package chromium), or name one in PARLEY_BROWSER")
	return ""
}

// theBrowser is one Chromium for all stories; each person has a profile of
// their own in it.
var theBrowser struct {
	once sync.Once
	ctx  context.Context
	quit func()
	err  error
}

func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("stories need a browser")
	}
	if err := web.Built(); err != nil {
		t.Fatal(err)
	}
	path := browserPath(t)
	theBrowser.once.Do(func() {
		profile, err := os.MkdirTemp("", "parley-browser-*")
		if err != nil {
			theBrowser.err = err
			return
		}
		options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
		options = append(options, chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("headless", "new"), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "en-US"),
			chromedp.Flag("disable-backgrounding-occluded-windows", true), chromedp.Flag("disable-renderer-backgrounding", true),
			chromedp.WindowSize(1280, 800))
		allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		theBrowser.ctx = ctx
		theBrowser.quit = func() { cancel(); cancelAllocator(); os.RemoveAll(profile) }
		theBrowser.err = chromedp.Run(ctx)
	})
	if theBrowser.err != nil {
		t.Fatal(theBrowser.err)
	}
	return theBrowser.ctx
}

// visitor is a person in a browser of their own.
type visitor struct {
	t    *testing.T
	name string
	ctx  context.Context
	base string

	mu      sync.Mutex
	console []string // guarded by mu: errors and warnings
	allowed []string // guarded by mu: what the console may say in this story
}

// visits opens a new profile. A story fails when its console had an error or a
// warning, but for texts that the story allows.
func (h *house) visits(name string, before ...chromedp.Action) *visitor {
	h.t.Helper()
	ctx, cancel := chromedp.NewContext(browser(h.t), chromedp.WithNewBrowserContext())
	v := &visitor{t: h.t, name: name, ctx: ctx, base: h.url()}
	chromedp.ListenTarget(ctx, v.listen)
	h.t.Cleanup(func() {
		if h.t.Failed() {
			v.keepPicture()
		}
		cancel()
		v.mu.Lock()
		defer v.mu.Unlock()
		for _, said := range v.console {
			h.t.Errorf("%s's console: %s", name, said)
		}
	})
	v.run(before...)
	return v
}

// mayHear allows texts in the console, as of a request that the story cuts.
func (v *visitor) mayHear(texts ...string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.allowed = append(v.allowed, texts...)
}

func (v *visitor) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning || e.Type == runtime.APITypeAssert {
			var said []string
			for _, arg := range e.Args {
				said = append(said, strings.Trim(string(arg.Value), `"`)+arg.Description)
			}
			v.hear(strings.Join(said, " "))
		}
	case *runtime.EventExceptionThrown:
		v.hear(e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			v.hear(e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

func (v *visitor) hear(said string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, text := range v.allowed {
		if strings.Contains(said, text) {
			return
		}
	}
	v.console = append(v.console, said)
}

func (v *visitor) run(actions ...chromedp.Action) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v\n%s", v.name, err, v.text())
	}
}

// text is what the page says at the moment, for a failure's message.
func (v *visitor) text() string {
	ctx, cancel := context.WithTimeout(v.ctx, time.Second)
	defer cancel()
	var text string
	chromedp.Run(ctx, chromedp.Evaluate(`document.body.innerText`, &text))
	return text
}

// keepPicture saves a screenshot where PARLEY_PICTURES names a folder.
func (v *visitor) keepPicture() {
	folder := os.Getenv("PARLEY_PICTURES")
	if folder == "" {
		return
	}
	ctx, cancel := context.WithTimeout(v.ctx, 5*time.Second)
	defer cancel()
	var picture []byte
	if chromedp.Run(ctx, chromedp.CaptureScreenshot(&picture)) == nil {
		name := strings.ReplaceAll(v.t.Name(), "/", "-") + "-" + v.name + ".png"
		os.WriteFile(folder+"/"+name, picture, 0o644)
	}
}

// eval gives the value of a JavaScript expression.
func eval[T any](v *visitor, expression string) T {
	v.t.Helper()
	var value T
	v.run(chromedp.Evaluate(expression, &value))
	return value
}

// until waits for a JavaScript expression to be true.
func (v *visitor) until(what, expression string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	err := chromedp.Run(ctx, chromedp.Poll(expression, nil, chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	if err != nil {
		v.t.Fatalf("%s waits for %s in vain (%v); the page says:\n%s", v.name, what, err, v.text())
	}
}

// sees waits until the page shows a text.
func (v *visitor) sees(text string) {
	v.t.Helper()
	v.until(fmt.Sprintf("%q", text), fmt.Sprintf(`document.body.innerText.includes(%q)`, text))
}
