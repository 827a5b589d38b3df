package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"parley/web"
)

// look is how often a story looks whether something came true.
const look = 60 * time.Millisecond

// browserNames are the programs that serve as Chromium; PARLEY_BROWSER names
// another one.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"}

func browserPath(t testing.TB) string {
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

func browser(t testing.TB) context.Context {
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
			chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true),
			chromedp.Flag("disable-backgrounding-occluded-windows", true), chromedp.Flag("disable-renderer-backgrounding", true),
			chromedp.WindowSize(1280, 800))
		if _, story := t.(*testing.T); story {
			options = append(options, thrift...)
		}
		allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		theBrowser.ctx = ctx
		theBrowser.quit = func() { cancel(); cancelAllocator(); os.RemoveAll(profile) }
		theBrowser.err = chromedp.Do(ctx)
	})
	if theBrowser.err != nil {
		t.Fatal(theBrowser.err)
	}
	return theBrowser.ctx
}

// thrift saves two thirds of what a story costs: no window loads pages for an
// address bar that nobody sees, no process waits for a page that may come, and the
// client is compiled once, not once more to be faster. Benchmarks have the browser
// as people have it.
var thrift = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-features", strings.Join([]string{
		"Translate", "BlinkGenPropertyTrees", // what chromedp turns off, too
		"WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
	}, ",")),
	chromedp.Flag("js-flags", "--liftoff-only"),
}

// visitor is a person in a browser of their own.
type visitor struct {
	t    testing.TB
	name string
	ctx  context.Context
	base string

	mu      sync.Mutex
	console []string // guarded by mu: errors and warnings
	allowed []string // guarded by mu: what the console may say in this story
}

// visits opens a new profile. A story fails when its console had an error or a
// warning, but for texts that the story allows.
func (h *house) visits(name string, before ...chromedp.Action[chromedp.Void]) *visitor {
	h.t.Helper()
	ctx, cancel := chromedp.NewContext(browser(h.t), chromedp.WithNewBrowserContext())
	v := &visitor{t: h.t, name: name, ctx: ctx, base: h.url()}
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
	if err := chromedp.Do(ctx); err != nil { // makes the tab, which ends with this call's context
		h.t.Fatal(err)
	}
	overhear(v, runtime.ConsoleAPICalled, func(e runtime.EventConsoleAPICalled) string {
		if e.Type != "error" && e.Type != "warning" && e.Type != "assert" {
			return ""
		}
		var said []string
		for _, arg := range e.Args {
			said = append(said, strings.Trim(string(arg.Value), `"`)+arg.Description)
		}
		return strings.Join(said, " ")
	})
	overhear(v, runtime.ExceptionThrown, func(e runtime.EventExceptionThrown) string {
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		return text
	})
	overhear(v, log.EntryAdded, func(e log.EventEntryAdded) string {
		if e.Entry.Level != "error" && e.Entry.Level != "warning" {
			return ""
		}
		return e.Entry.Text + " " + e.Entry.URL
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

// overhear collects what of an event belongs into the console's account; the
// empty text does not.
func overhear[E any](v *visitor, event cdp.Event[E], text func(E) string) {
	events := chromedp.Events(v.ctx, event)
	go func() {
		for e, err := range events {
			if err != nil {
				return
			}
			if said := text(e); said != "" {
				v.hear(said)
			}
		}
	}()
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

func (v *visitor) run(actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	for _, action := range actions {
		err := chromedp.Do(ctx, action)
		for replaced(err) {
			err = chromedp.Do(ctx, action)
		}
		if err != nil {
			v.t.Fatalf("%s: %v\n%s", v.name, err, v.text())
		}
	}
}

// replaced reports whether an action found its element, and the page then drew it
// anew before anything was done to it.
func replaced(err error) bool {
	var e *cdproto.Error
	return errors.As(err, &e) && (e.Message == "Could not find node with given id" ||
		e.Message == "Node is detached from document" || e.Message == "Could not compute box model.")
}

// text is what the page says at the moment, for a failure's message.
func (v *visitor) text() string {
	ctx, cancel := context.WithTimeout(v.ctx, time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`))
	if err != nil {
		return err.Error()
	}
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
	if picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		name := strings.ReplaceAll(v.t.Name(), "/", "-") + "-" + v.name + ".png"
		os.WriteFile(folder+"/"+name, picture, 0o644)
	}
}

// eval gives the value of a JavaScript expression, or of its promise.
func eval[T any](v *visitor, expression string) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("%s: %s: %v", v.name, expression, err)
	}
	return value
}

// until waits for a JavaScript expression, or its promise, to be true; while the
// page changes it is not.
func (v *visitor) until(what, expression string) {
	v.t.Helper()
	v.untilWithin(patience, what, expression)
}

func (v *visitor) untilWithin(limit time.Duration, what, expression string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, limit)
	defer cancel()
	for {
		holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression, chromedp.EvalAwaitPromise))
		if err == nil && holds {
			return
		}
		select {
		case <-ctx.Done():
			v.t.Fatalf("%s waits for %s in vain (%v); the page says:\n%s", v.name, what, err, v.text())
		case <-time.After(look):
		}
	}
}

// sees waits until the page shows a text.
func (v *visitor) sees(text string) {
	v.t.Helper()
	v.until(fmt.Sprintf("%q", text), fmt.Sprintf(`document.body.innerText.includes(%q)`, text))
}
