package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// What visitors do, and what they see.

const (
	clientRuns = `document.documentElement.dataset.client === "running"`
	// workerReady is true once the service worker will serve the next page.
	workerReady = `navigator.serviceWorker.getRegistration().then(r => r?.active?.state === "activated")`
)

const (
	// cut is what Chromium says of requests that a story cuts on purpose.
	cut = "net::ERR_"
	// closing is what it says of those that come to a server about to go.
	closing = "status of 503"
)

// enters goes to the front door and chooses a name.
func (v *visitor) enters() {
	v.t.Helper()
	v.run(chromedp.Navigate(v.base))
	v.until("the client", clientRuns)
	v.run(chromedp.SendKeys("input[name=name]", v.name), chromedp.SendKeys("input[name=name]", kb.Enter))
	v.atHome()
}

// seat gives a guest a browser of their own, at a room's page.
func (h *house) seat(g *guest, room shared.RoomID) *visitor {
	h.t.Helper()
	v := h.visits(g.me.Name, as(g))
	v.goes(shared.PageRoom(room))
	v.atHome()
	return v
}

// as makes the browser the one in which a guest entered.
func as(g *guest) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		base, err := url.Parse(g.base)
		if err != nil {
			return err
		}
		for _, cookie := range g.http.Jar.Cookies(base) {
			set := network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: g.base}
			if _, err := cdp.Call(ctx, t, network.SetCookie, set); err != nil {
				return err
			}
		}
		return nil
	})
}

// goes loads a page.
func (v *visitor) goes(path string) {
	v.t.Helper()
	v.run(chromedp.Navigate(v.base + path))
}

// atHome waits until the client has taken the room's page over and hears.
func (v *visitor) atHome() {
	v.t.Helper()
	v.until("a composer", `!!document.querySelector("#message")`)
	v.hears()
}

// hears waits until the client runs and its stream is open.
func (v *visitor) hears() {
	v.t.Helper()
	v.until("a live stream", clientRuns+` && !!document.querySelector(".wire.calm")`)
}

// types puts text where the caret is, as an input method would.
func (v *visitor) types(text string) {
	v.t.Helper()
	v.run(chromedp.Focus("#message"))
	call(v, input.InsertText, input.InsertTextParams{Text: text})
}

// clicks presses the mouse on the first such element, by CSS or XPath.
func (v *visitor) clicks(what string) {
	v.t.Helper()
	v.run(chromedp.Click(what))
}

// labelled finds an element by what it says, or is labelled.
func labelled(element, name string) string {
	return fmt.Sprintf(`//%s[normalize-space()=%[2]q or @aria-label=%[2]q]`, element, name)
}

// holds keeps the browser's requests to such addresses from leaving, until
// release.
func (v *visitor) holds(addresses string) (release func()) {
	v.t.Helper()
	call(v, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: addresses}}})
	return func() {
		v.t.Helper()
		call(v, fetch.Disable, cdp.Empty{})
	}
}

// call sends a command of the DevTools to the visitor's page.
func call[P, R any](v *visitor, command cdp.Command[P, R], params P) {
	v.t.Helper()
	v.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	}))
}

// press strikes keys one after another, each with the modifiers.
func (v *visitor) press(keys string, modifiers ...chromedp.Modifier) {
	v.t.Helper()
	v.run(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// says types a message and sends it with Enter.
func (v *visitor) says(text string) {
	v.t.Helper()
	v.types(text)
	v.press(kb.Enter)
}

// messages are the texts of the timeline, top to bottom, without those pending.
func (v *visitor) messages() []string {
	v.t.Helper()
	return eval[[]string](v, `[...document.querySelectorAll(".msg:not(.pending) .text")].map(e => e.innerText)`)
}

// reads waits until the timeline's texts are exactly these.
func (v *visitor) reads(texts ...string) {
	v.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		got := v.messages()
		if slices.Equal(got, texts) {
			return
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("%s reads %q, not %q", v.name, got, texts)
		}
		<-time.After(look)
	}
}
