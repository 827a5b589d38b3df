//go:build js

package browser

import "syscall/js"

// Tabs are the other tabs of the origin. Where the browser has no channels, this
// tab is alone.
type Tabs struct {
	channel js.Value // BroadcastChannel; undefined where there is none
	calls   callbacks
}

// OpenTabs joins the tabs of the origin.
func OpenTabs() *Tabs {
	t := &Tabs{}
	try(func() { t.channel = window().Get("BroadcastChannel").New("parley") })
	return t
}

// Send gives all other tabs a text.
func (t *Tabs) Send(text string) {
	if !t.channel.IsUndefined() {
		try(func() { t.channel.Call("postMessage", text) })
	}
}

// Receive sets who is called with what another tab sent; call it once.
func (t *Tabs) Receive(f func(text string)) {
	if t.channel.IsUndefined() {
		return
	}
	t.calls.listen(t.channel, "message", func(event js.Value) {
		if data := event.Get("data"); data.Type() == js.TypeString {
			f(data.String())
		}
	})
}
