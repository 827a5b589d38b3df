package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// listen hears what concerns the whole document. go-app would render the page
// at each of these events; here only what acts does.
func (r *Root) listen() {
	document := app.Window().Get("document")
	r.on(document, "keydown", func(event app.Value) {
		if kind := shortcutOf(event); kind != dialogNone && r.known() {
			event.Call("preventDefault")
			r.Loop.Run(func() { r.open(kind) })
		}
	})
	r.listenPlain(document)
}

// shortcutOf is the dialog that a key opens, wherever one is; dialogNone for most.
func shortcutOf(event app.Value) dialogKind {
	if event.Get("altKey").Bool() {
		return dialogNone
	}
	command := event.Get("ctrlKey").Bool() || event.Get("metaKey").Bool()
	switch key := event.Get("key").String(); {
	case key == "k" && command && !event.Get("shiftKey").Bool():
		return dialogJump
	case key == "?" && !command && !event.Get("target").Call("closest", "input, textarea, select, dialog").Truthy():
		return dialogShortcuts
	}
	return dialogNone
}

func (r *Root) on(target app.Value, event string, do func(event app.Value)) {
	handler := app.FuncOf(func(_ app.Value, args []app.Value) any {
		do(args[0])
		return nil
	})
	target.Call("addEventListener", event, handler)
	r.release = append(r.release, func() {
		target.Call("removeEventListener", event, handler)
		handler.Release()
	})
}

// focusArrival puts the focus where someone who came to a page goes on from:
// the composer or the search, where a keyboard is not in the way, else the page
// itself.
func (r *Root) focusArrival() {
	document := app.Window().Get("document")
	touch := app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
	target := document.Call("querySelector", ".compose textarea, #"+lookedForID)
	if touch || !target.Truthy() {
		target = document.Call("querySelector", ".line[id], main.page")
	}
	if target.Truthy() {
		target.Call("focus", map[string]any{"preventScroll": true, "focusVisible": false})
	}
}

// closePopovers closes the drawers and menus.
func closePopovers() {
	each(app.Window().Get("document").Call("querySelectorAll", "[popover]"), func(e app.Value) {
		if e.Get("hidePopover").Truthy() && e.Call("matches", ":popover-open").Bool() {
			e.Call("hidePopover")
		}
	})
}

func reload() { app.Window().Get("location").Call("reload") }

// replace goes to another of our pages without a step back to this one.
func (r *Root) replace(path string) {
	if to, err := r.ctx.Page().URL().Parse(path); err == nil {
		r.ctx.Page().ReplaceURL(to)
		r.goTo(addressOf(path))
	}
}
