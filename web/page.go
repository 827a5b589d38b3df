package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
)

// Page is what the frame of a page is filled with.
type Page struct {
	Lang        string // a BCP 47 tag; English when empty
	Theme       string // "light" or "dark" when chosen, else the system's
	Title       string
	Description string
	Nonce       string // the one that ContentSecurityPolicy was given

	// Body is the rendered content. The client replaces it when it arrives.
	Body template.HTML

	// Boot is the snapshot that the client starts from, sent as JSON in the
	// element #parley-boot; nil leaves the element out.
	Boot any

	// Scripts brings the client; without it the page stays as it is.
	Scripts bool
}

// Render writes the page. Nothing is written when Boot has no JSON form.
func Render(w io.Writer, p Page) error { return current().render(w, p) }

// RenderFrame writes the beginning of a page that never ends, for an iframe: up
// to and with Body, which more of the like can follow. Of Page it takes Lang,
// Theme, Title and Body.
func RenderFrame(w io.Writer, p Page) error { return current().frame.Execute(w, p.checked()) }

// Live is a page that holds another one that streams, and moves on once that has
// ended, for whatever reason.
type Live struct {
	Page
	Next    string // where to move on to
	Seconds int    // and how long after
}

// RenderLive writes the page. Of Page it takes Lang, Theme, Title and Body.
func RenderLive(w io.Writer, l Live) error {
	l.Page = l.checked()
	return current().live.Execute(w, l)
}

// checked gives the page's language and theme values that it may have.
func (p Page) checked() Page {
	if p.Lang == "" {
		p.Lang = "en"
	}
	if p.Theme != "light" && p.Theme != "dark" {
		p.Theme = ""
	}
	return p
}

func (s *site) render(w io.Writer, p Page) error {
	frame := struct {
		Page
		Version  string
		Snapshot template.JS
	}{Page: p.checked(), Version: s.version}
	if p.Boot != nil {
		// Marshal escapes <, > and &, so no text can end the element early.
		boot, err := json.Marshal(p.Boot)
		if err != nil {
			return fmt.Errorf("snapshot of the page: %w", err)
		}
		frame.Snapshot = template.JS(boot)
	}
	return s.page.Execute(w, frame)
}

// ContentSecurityPolicy is the policy for pages: all content from this server,
// scripts only where the page's own nonce is, and WebAssembly. The nonce is a
// fresh random one for each response.
func ContentSecurityPolicy(nonce string) string {
	return "default-src 'none'; " +
		"script-src 'nonce-" + nonce + "' 'wasm-unsafe-eval'; " +
		"style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'self'; frame-src 'self'"
}
