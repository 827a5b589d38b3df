package ui

import (
	"time"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// keepAfter is how long after a stroke the draft is kept; leaving the page keeps
// it at once.
const keepAfter = 250 * time.Millisecond

// attach takes the room's field over, with what was begun in it. The field's
// element stays while rooms change, and goes where a room is archived.
func (c *Composer) attach() {
	element := app.Window().GetElementByID(ComposerID)
	if !element.Truthy() {
		c.detach()
		c.writes = c.Room
		return
	}
	if c.field.element == nil || !c.field.element.Equal(element) {
		c.detach()
		c.field.attach(element)
		c.listen()
	}
	if c.writes == c.Room {
		return
	}
	c.keep()
	c.writes, c.refusal, c.picking, c.waits = c.Room, nil, false, false
	if draft := c.Client.Draft(c.Room); draft != c.field.text() {
		c.field.set(draft)
	}
	c.typed()
}

func (c *Composer) detach() {
	c.keep()
	for _, release := range c.release {
		release()
	}
	c.field.release()
	c.release, c.writes = nil, ""
}

// listen goes past go-app's own handlers, which would render the page around
// the composer with every stroke.
func (c *Composer) listen() {
	c.on(c.field.element, "input", func(app.Value) { c.onInput() })
	c.on(c.field.element, "keydown", c.onKey)
	c.on(c.field.element, "keyup", func(app.Value) { c.ask() })
	for _, event := range []string{"compositionend", "click", "keyup", "blur"} {
		c.on(c.field.element, event, func(app.Value) { c.complete() })
	}
	c.on(app.Window(), "keydown", c.onKeyElsewhere)
	c.on(app.Window(), "pagehide", func(app.Value) { c.keep() })
	c.on(app.Window().Get("document"), "visibilitychange", func(app.Value) { c.keep() })
}

func (c *Composer) on(target app.Value, event string, do func(app.Value)) {
	c.release = append(c.release, listen(target, event, func(e app.Value) {
		c.run(func() { do(e) })
	}))
}

// run has something done on the goroutine of the user interface, without a
// render.
func (c *Composer) run(do func()) { quietly(c.ctx, do) }

func (c *Composer) onInput() {
	c.typed()
	c.complete()
	if written(c.field.text()) {
		c.Client.Typing(c.Room)
	}
	if c.saving {
		return
	}
	c.saving = true
	time.AfterFunc(keepAfter, func() { c.run(c.keep) })
}

// typed counts what is left, and takes back what was said about the text before.
func (c *Composer) typed() {
	left := shared.MaxMessageRunes - utf8.RuneCountInString(c.field.text())
	told := min(left, leftTold) != min(c.left, leftTold)
	c.left = left
	if told || c.refusal != nil {
		c.refusal = nil
		c.Update()
	}
}

// keep keeps the draft of the room that it was written for.
func (c *Composer) keep() {
	c.saving = false
	if c.field.element != nil && c.writes != "" && c.field.text() != c.Client.Draft(c.writes) {
		c.Client.SetDraft(c.writes, c.field.text())
	}
}
