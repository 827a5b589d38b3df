package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Kept is what a person did to the server's page before the client replaces its
// elements: what they typed, where they are in it, how far they scrolled.
type Kept struct {
	fields  map[string]keptField
	scroll  map[string]float64
	focused string // the id of the element with focus
	plain   string // the <main> of a plain page; "" on others
	title   string // and its title
	Shell   bool   // whether the page is the offline shell, whatever its address
}

type keptField struct {
	value      string
	start, end int // the selection, in UTF-16 units as the browser counts
}

// keptFields are the elements that can hold something typed, keptScrolled those
// that can be scrolled; each has an id.
const (
	keptFields   = "input[type=text][id], input[type=search][id], input[type=password][id], textarea[id]"
	keptScrolled = ".line[id], .page[id]"
)

// Keep reads the page. Call it right before the client mounts. While an input
// method composes in a field it waits: replacing the field would break off what
// is being composed.
func Keep() *Kept {
	awaitComposition()
	k := &Kept{fields: map[string]keptField{}, scroll: map[string]float64{}}
	document := app.Window().Get("document")
	each(document.Call("querySelectorAll", keptFields), func(field app.Value) {
		k.fields[field.Get("id").String()] = keptField{
			value: field.Get("value").String(),
			start: field.Get("selectionStart").Int(),
			end:   field.Get("selectionEnd").Int(),
		}
	})
	each(document.Call("querySelectorAll", keptScrolled), func(e app.Value) {
		k.scroll[e.Get("id").String()] = e.Get("scrollTop").Float()
	})
	if active := document.Get("activeElement"); active.Truthy() {
		k.focused = active.Get("id").String()
	}
	if document.Call("getElementById", plainID).Truthy() {
		k.plain, k.title = plainIn(document)
	}
	k.Shell = document.Call("getElementById", shellID).Truthy()
	return k
}

// awaitComposition blocks while <html data-composing>, which the page's own
// script sets.
func awaitComposition() {
	document := app.Window().Get("document")
	if !document.Get("documentElement").Get("dataset").Get("composing").Truthy() {
		return
	}
	done := make(chan struct{}, 1)
	ended := app.FuncOf(func(app.Value, []app.Value) any {
		done <- struct{}{}
		return nil
	})
	document.Call("addEventListener", "compositionend", ended, map[string]any{"once": true})
	<-done
	ended.Release()
}

// restore gives the client's elements what was kept, and tells their components
// by an input event. It runs once, after all of them were mounted.
func (k *Kept) restore() {
	for id, kept := range k.fields {
		field := app.Window().GetElementByID(id)
		if !field.Truthy() || kept.value == "" || field.Get("value").String() == kept.value {
			continue
		}
		field.Set("value", kept.value)
		event := app.Window().Get("Event").New("input", map[string]any{"bubbles": true})
		field.Call("dispatchEvent", event)
	}
	field := app.Window().GetElementByID(k.focused)
	if k.focused == "" || !field.Truthy() {
		return
	}
	field.Call("focus", map[string]any{"preventScroll": true})
	if kept, ok := k.fields[k.focused]; ok {
		field.Call("setSelectionRange", kept.start, kept.end)
	}
}

// ScrollTop is how far the element with that id was scrolled, in pixels; ok is
// false where it wasn't there.
func (k *Kept) ScrollTop(id string) (top float64, ok bool) {
	if k == nil {
		return 0, false
	}
	top, ok = k.scroll[id]
	return top, ok
}

// each calls do for every element of a list of the DOM.
func each(list app.Value, do func(app.Value)) {
	for i := range list.Length() {
		do(list.Index(i))
	}
}
