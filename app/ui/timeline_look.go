package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
)

// listen follows everything that moves the view or needs it to hold still. The
// observers are told before the browser paints: of every change of the content,
// and of every change of its size or of the view's.
func (t *Timeline) listen() {
	view := t.ctx.JSSrc()
	body := view.Get("firstElementChild")
	t.on(view, "scroll", func(app.Value) { t.look() })
	t.on(view, "pointerover", t.onPointer)
	t.on(view, "pointerleave", t.onLeave)
	t.on(view, "click", t.onTap)
	t.on(view, "focusin", t.onFocus)
	t.on(view, "contextmenu", t.onContextMenu)
	t.on(view, "keydown", t.onKey)
	t.on(app.Window(), "focus", func(app.Value) { t.attend() })
	t.on(app.Window(), "blur", func(app.Value) { t.attend() })
	t.on(app.Window().Get("document"), "visibilitychange", func(app.Value) { t.attend() })
	t.observe("MutationObserver", body, map[string]any{"childList": true, "subtree": true, "characterData": true})
	t.observe("ResizeObserver", body, nil)
	t.observe("ResizeObserver", view, nil)
}

// on runs do on the goroutine of the user interface, before the browser goes
// on, and renders nothing by itself.
func (t *Timeline) on(target app.Value, event string, do func(app.Value)) {
	t.release = append(t.release, listen(target, event, func(e app.Value) {
		t.run(func() { do(e) })
	}))
}

func (t *Timeline) run(do func()) { quietly(t.ctx, do) }

func (t *Timeline) observe(kind string, target app.Value, options any) {
	changed := app.FuncOf(func(app.Value, []app.Value) any {
		t.run(func() {
			t.scroll.hold()
			t.look()
		})
		return nil
	})
	observer := app.Window().Get(kind).New(changed)
	observer.Call("observe", target, options)
	t.release = append(t.release, func() {
		observer.Call("disconnect")
		changed.Release()
	})
}

// look does what follows from where the view is: it moves the window, asks for
// more history, shows or hides the pill, and counts what was read.
func (t *Timeline) look() {
	room := t.Client.State().Room(t.Room)
	if room == nil || t.scroll.view == nil || t.drawn != t.window {
		return // where another window is on its way, it looks again with that
	}
	whole := t.window.To >= t.loaded.To && !room.HasNewer()
	stuck, far := t.scroll.stuck, t.far
	t.scroll.look(whole)
	e := t.scroll.extent()
	t.far = !whole || e.below() > e.View

	now := t.window
	if !t.scroll.stuck || e.wantsAbove() {
		if view := t.scroll.inView(); !view.empty() {
			t.window = t.loaded.around(t.window, view)
		}
	}
	if now != t.window || stuck != t.scroll.stuck || far != t.far {
		t.Update()
	}
	t.fetch(room, e)
	t.attend()
}

// fetch asks for more history where little of it is left. What failed is asked
// for again by hand.
func (t *Timeline) fetch(room *state.Room, e extent) {
	loading := t.Client.Loading(t.Room)
	if loading.Failed != nil || loading.Jump || !room.Loaded() {
		return
	}
	if e.wantsAbove() && t.window.From <= t.loaded.From && room.HasOlder() && !loading.Older {
		t.Client.Older(t.Room)
	}
	if e.wantsBelow() && t.window.To >= t.loaded.To && room.HasNewer() && !loading.Newer {
		t.Client.Newer(t.Room)
	}
}

// attend tells the client whether the end of the room is in view of someone who
// looks.
func (t *Timeline) attend() {
	document := app.Window().Get("document")
	t.Client.Attend(t.scroll.stuck && document.Get("visibilityState").String() == "visible" && document.Call("hasFocus").Bool())
}

// toEnd shows the end of the room.
func (t *Timeline) toEnd() {
	room := t.Client.State().Room(t.Room)
	if room == nil {
		return
	}
	if room.HasNewer() {
		t.Client.Latest(t.Room)
	}
	t.window = all(room.Chunks()).atEnd()
	t.scroll.toEnd()
	t.Update()
}

func chunkID(chunk app.Value) int {
	id, _ := strconv.Atoi(chunk.Get("dataset").Get("chunk").String()) // written by chunk.Render
	return id
}
