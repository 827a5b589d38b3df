package web

import (
	"encoding/json"
	"html/template"
	"strings"
	"testing"
)

func render(t *testing.T, p Page) string {
	t.Helper()
	var b strings.Builder
	if err := Render(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageStaysWhole(t *testing.T) {
	hostile := "</script><script>alert(1)</script><!--<script>\u2028 \" ' & \x00 ]]>"
	page := render(t, Page{
		Title: "</title>" + hostile, Description: `">` + hostile, Lang: `en"><script>`, Theme: `dark" onload="x`,
		Nonce: `a"><script>`, Body: "<main>room</main>", Boot: map[string]string{"text": hostile}, Scripts: true,
	})
	if n := strings.Count(page, "<script"); n != 3 {
		t.Errorf("%d scripts, want the snapshot and two of ours:\n%s", n, page)
	}
	if strings.Contains(page, "data-theme") {
		t.Error("a theme that is none was taken over")
	}
	_, rest, _ := strings.Cut(page, `id="parley-boot">`)
	boot, _, _ := strings.Cut(rest, "</script>")
	var back map[string]string
	if err := json.Unmarshal([]byte(boot), &back); err != nil || back["text"] != hostile {
		t.Errorf("snapshot is %q after the page: %v", back["text"], err)
	}
}

// go-app mounts into the first child of the body.
func TestBodyBeginsWithTheContent(t *testing.T) {
	page := render(t, Page{Title: "Parley", Body: "<main>room</main>", Scripts: true, Nonce: "n0nce"})
	_, body, _ := strings.Cut(page, "<body>")
	if !strings.HasPrefix(strings.TrimSpace(body), `<div id="page"><main>room</main></div>`) {
		t.Errorf("the body begins %.80q", body)
	}
}

func TestPolicyAllowsThePage(t *testing.T) {
	page := render(t, Page{Title: "Parley", Scripts: true, Nonce: "n0nce", Boot: 1})
	for _, banned := range []string{"style=", "<style", "onload=", "onclick=", "javascript:", "data:", "user-scalable", "maximum-scale"} {
		if strings.Contains(page, banned) {
			t.Errorf("the page holds %s", banned)
		}
	}
	executed := strings.Count(page, "<script ") - 1 // the snapshot is data
	if n := strings.Count(page, `nonce="n0nce"`); n != executed || n == 0 {
		t.Errorf("%d nonces for %d scripts", n, executed)
	}
	policy := ContentSecurityPolicy("n0nce")
	for _, want := range []string{"default-src 'none'", "script-src 'nonce-n0nce' 'wasm-unsafe-eval'", "frame-ancestors 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy lacks %s", want)
		}
	}
	if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") {
		t.Error("policy allows what it is there to forbid")
	}
}

func TestPageWithoutClient(t *testing.T) {
	page := render(t, Page{Title: "Gone", Theme: "dark", Body: template.HTML("<p>404</p>")})
	if strings.Contains(page, "<script") {
		t.Error("a page without scripts has one")
	}
	if !strings.Contains(page, `<html lang="en" data-theme="dark">`) || !strings.Contains(page, `content="#15171a"`) {
		t.Errorf("language or theme is missing:\n%s", page)
	}
}

func TestUnwritableSnapshot(t *testing.T) {
	var b strings.Builder
	if err := Render(&b, Page{Boot: func() {}}); err == nil || b.Len() > 0 {
		t.Errorf("a snapshot without a JSON form: %v, %d bytes written", err, b.Len())
	}
}
