package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// writing is a field in which one writes. It belongs to the browser: it is read
// and set through the DOM and never rendered, so that nothing disturbs who is
// in the middle of a word or of a composition. The zero value has no field yet.
type writing struct {
	element   app.Value
	composing bool // an input method is at work
	detach    []func()
}

// attach takes hold of a field, which stays until release.
func (w *writing) attach(element app.Value) {
	w.element = element
	w.detach = append(w.detach,
		listen(element, "keypress", w.swallow),
		listen(element, "compositionstart", func(app.Value) { w.composing = true }),
		listen(element, "compositionend", func(app.Value) { w.composing = false }),
	)
	if !app.Window().Get("CSS").Call("supports", "field-sizing", "content").Bool() {
		w.detach = append(w.detach, listen(element, "input", func(app.Value) { w.grow() }))
	}
}

// swallow keeps the Enter that sends out of the text, also where a program that
// types for a person gives the character apart from the key.
func (w *writing) swallow(e app.Value) {
	if strokeOf(e, w.composing).sends(coarse()) {
		e.Call("preventDefault")
	}
}

func (w *writing) release() {
	for _, detach := range w.detach {
		detach()
	}
	*w = writing{}
}

// text is what is in the field, as it was typed.
func (w *writing) text() string {
	if w.element == nil {
		return ""
	}
	return w.element.Get("value").String()
}

// set replaces what is in the field, with the caret at the end.
func (w *writing) set(text string) {
	w.element.Set("value", text)
	w.selectAt(w.element.Get("textLength").Int())
	w.grow()
}

// insert puts text where the caret is, in place of what is selected there. It
// can be undone as if it had been typed.
func (w *writing) insert(text string) {
	w.focus()
	if app.Window().Get("document").Call("execCommand", "insertText", false, text).Bool() {
		return
	}
	w.element.Call("setRangeText", text, w.element.Get("selectionStart"), w.element.Get("selectionEnd"), "end")
	tellInput(w.element)
}

func (w *writing) selectAt(at int) { w.element.Call("setSelectionRange", at, at) }

func (w *writing) focus() {
	w.element.Call("focus", map[string]any{"preventScroll": true})
}

// grow makes the field as high as its text, in browsers whose stylesheet can't.
// It sets a property: the page's policy forbids the attribute.
func (w *writing) grow() {
	if app.Window().Get("CSS").Call("supports", "field-sizing", "content").Bool() {
		return
	}
	style := w.element.Get("style")
	style.Set("height", "auto")
	style.Set("height", strconv.Itoa(w.element.Get("scrollHeight").Int())+"px")
}

// tellInput tells who listens that a field has changed.
func tellInput(field app.Value) {
	field.Call("dispatchEvent", app.Window().Get("Event").New("input", map[string]any{"bubbles": true}))
}

// listen calls do for every such event until the result is called. It goes past
// go-app's own handlers, which render the component and all around it each
// time; do may run on any goroutine, while no other does. What scrolls can't be
// prevented: the browser need not wait for what is done here.
func listen(target app.Value, event string, do func(app.Value)) func() {
	f := app.FuncOf(func(_ app.Value, args []app.Value) any {
		do(args[0])
		return nil
	})
	target.Call("addEventListener", event, f, map[string]any{"passive": event == "scroll" || strings.HasPrefix(event, "pointer")})
	return func() {
		target.Call("removeEventListener", event, f)
		f.Release()
	}
}
