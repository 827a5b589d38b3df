package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// stroke is a press of a key in a field.
type stroke struct {
	Key       string
	Shift     bool
	Control   bool // or Command
	Composing bool // it belongs to an input method
}

// keyOfInputMethod is the key code of every stroke that an input method takes.
// Safari tells of the Enter that confirms a candidate after the composition has
// ended, and by this code alone.
const keyOfInputMethod = 229

// strokeOf reads a keydown event. inComposition is what the field's composition
// events said last.
func strokeOf(e app.Value, inComposition bool) stroke {
	return stroke{
		Key:       e.Get("key").String(),
		Shift:     e.Get("shiftKey").Bool(),
		Control:   e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool(),
		Composing: inComposition || e.Get("isComposing").Bool() || e.Get("keyCode").Int() == keyOfInputMethod,
	}
}

// sends reports whether the stroke sends what was written. On a touch keyboard
// (coarse), which has no Shift+Enter worth the name, Enter breaks the line.
func (s stroke) sends(coarse bool) bool {
	return s.Key == "Enter" && !s.Composing && (s.Control || !s.Shift && !coarse)
}

// is reports whether the stroke is that key alone, and no input method's.
func (s stroke) is(key string) bool {
	return s.Key == key && !s.Composing && !s.Shift && !s.Control
}

// coarse reports whether one types on a touch screen.
func coarse() bool {
	return app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
}

func (c *Composer) onKey(e app.Value) {
	s := strokeOf(e, c.field.composing)
	switch {
	case c.completes(s):
		e.Call("preventDefault")
	case s.sends(coarse()):
		e.Call("preventDefault")
		c.send()
		c.Update()
	case s.is("ArrowUp") && c.field.text() == "":
		c.editLast(e)
	case s.is("Escape") && c.picking:
		c.closePicker(true)
	case s.is("Escape"):
		if _, answers := c.Client.Answering(c.Room); answers {
			c.noAnswer()
			c.Update()
		}
	}
}

// editLast opens the person's last message in its place.
func (c *Composer) editLast(e app.Value) {
	room := c.Client.State().Room(c.Room)
	if room == nil {
		return
	}
	if m, ok := room.LastBy(c.Client.State().Me().ID); ok {
		e.Call("preventDefault")
		c.ctx.NewActionWithValue(actionEdit, m.Seq)
	}
}

// onKeyElsewhere lets one write at once, wherever the focus is: the character
// that was typed goes into the field.
func (c *Composer) onKeyElsewhere(e app.Value) {
	key := []rune(e.Get("key").String())
	if len(key) != 1 || key[0] == ' ' || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	target := e.Get("target")
	if target.Call("matches", "body, .line, .line article").Bool() && !e.Get("defaultPrevented").Bool() {
		c.field.focus()
	}
}

// focusComposer puts the focus where one writes, where there is such a place.
func focusComposer() {
	if field := app.Window().GetElementByID(ComposerID); field.Truthy() {
		field.Call("focus", map[string]any{"preventScroll": true})
	}
}
