//go:build js

package browser

import "syscall/js"

// Page is the page as the browser shows it.
type Page struct{ calls callbacks }

// OpenPage gives the page.
func OpenPage() *Page { return &Page{} }

// Online reports whether the device believes to have a network.
func (p *Page) Online() bool {
	online := navigator().Get("onLine")
	return online.Type() != js.TypeBoolean || online.Bool()
}

// Visible reports whether the person can see the page.
func (p *Page) Visible() bool { return document().Get("visibilityState").String() == "visible" }

// Watch sets who is called when Online or Visible changed, and when the page was
// woken: after it had been frozen, came back from the cache for going back and
// forth, or the device changed its network. Call it once.
func (p *Page) Watch(online, visible func(bool), woke func()) {
	p.calls.listen(window(), "online", func(js.Value) { online(true) })
	p.calls.listen(window(), "offline", func(js.Value) { online(false) })
	p.calls.listen(document(), "visibilitychange", func(js.Value) { visible(p.Visible()) })
	p.calls.listen(document(), "resume", func(js.Value) { woke() })
	p.calls.listen(window(), "pageshow", func(event js.Value) {
		if event.Get("persisted").Truthy() {
			woke()
		}
	})
	if network := navigator().Get("connection"); network.Truthy() {
		try(func() { p.calls.listen(network, "change", func(js.Value) { woke() }) })
	}
}

// Update loads the newest build of the page: by the page's own script, which
// first lets a waiting service worker take over.
func (p *Page) Update() {
	if parley := window().Get("parley"); parley.Truthy() {
		try(func() { parley.Call("applyUpdate") })
		return
	}
	window().Get("location").Call("reload")
}
