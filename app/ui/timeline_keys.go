package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// The message that a person is at has buttons: it is the one under the pointer,
// the one that has the focus, or on a touch screen the one that was tapped.

// actionEdit asks the timeline to edit a message; its value is the Seq.
const actionEdit = "timeline-edit"

func (t *Timeline) onPointer(e app.Value) {
	if e.Get("pointerType").String() == "touch" {
		return // a finger that scrolls passes over messages, too
	}
	t.touch(keyOf(e.Get("target")))
}

func (t *Timeline) onTap(e app.Value) {
	target := e.Get("target")
	if e.Get("pointerType").String() != "touch" || target.Call("closest", "a, button, textarea, input").Truthy() {
		return
	}
	t.touch(keyOf(target))
}

// onContextMenu opens the menu of a message that is pressed for long, or where
// the key for menus is. A mouse has the browser's own, as it has where something
// is selected.
func (t *Timeline) onContextMenu(e app.Value) {
	target := e.Get("target")
	key := keyOf(target)
	if key == "" || e.Get("pointerType").String() == "mouse" || target.Call("closest", "a, button, textarea, input").Truthy() {
		return
	}
	e.Call("preventDefault")
	t.touch(key)
	if t.scroll.roomBelow(target.Call("closest", "[data-key]")) < menuHeight {
		t.open(key, modeMenuUp)
	} else {
		t.open(key, modeMenu)
	}
}

func (t *Timeline) onLeave(e app.Value) {
	if e.Get("pointerType").String() != "touch" { // a finger leaves when it is lifted
		t.touch("")
	}
}

func (t *Timeline) onFocus(e app.Value) {
	if key := keyOf(e.Get("target")); key != "" {
		t.touch(key)
	}
}

// touch gives a message its buttons, and takes them from the one before.
func (t *Timeline) touch(key string) {
	if key != t.touched.Key {
		t.touched = touch{key, modeTools}
		t.Update()
	}
}

// open shows more of a message than its buttons; one is open at most.
func (t *Timeline) open(key string, mode mode) {
	t.opened = touch{key, mode}
	t.Update()
	if mode == modeConfirm {
		t.focusLater(deleteButton)
	}
}

// close leaves what is open; back puts the focus on its message.
func (t *Timeline) close(back bool) {
	if t.opened.Key == "" {
		return
	}
	id := elementID(t.opened.Key)
	t.opened = touch{}
	t.Update()
	if back {
		t.focusLater(id)
	}
}

// focusLater puts the focus on an element once what was asked for is rendered.
func (t *Timeline) focusLater(id string) {
	t.ctx.Defer(func(app.Context) {
		if element := app.Window().GetElementByID(id); element.Truthy() {
			element.Call("focus", map[string]any{"preventScroll": true})
		}
	})
}

// edit opens a message in the field in its place.
func (t *Timeline) edit(seq shared.Seq) {
	room := t.Client.State().Room(t.Room)
	if room == nil || room.Archived {
		return
	}
	if m, ok := room.MessageOf(seq); ok {
		t.open(state.Item{Message: m}.Key(), modeEdit)
	}
}

// onKey moves from message to message by the arrows, and back to the composer.
// What is typed in a field, or pressed on a button, is not for the timeline.
func (t *Timeline) onKey(e app.Value) {
	s, target := strokeOf(e, false), e.Get("target")
	if s.is("Escape") {
		if t.opened.Key != "" {
			t.close(true)
		} else {
			focusComposer()
		}
		return
	}
	if !target.Call("matches", "[data-key], #"+timelineID).Bool() {
		return
	}
	switch {
	case s.is("ArrowUp"):
		e.Call("preventDefault")
		t.step(target, -1)
	case s.is("ArrowDown"):
		e.Call("preventDefault")
		t.step(target, 1)
	case s.is("End"):
		t.toEnd()
	case s.is("r"):
		t.answerAt(e, keyOf(target))
	}
}

// step moves the focus to the message before or after; from the timeline itself
// to the one at the bottom or at the top of the view.
func (t *Timeline) step(from app.Value, by int) {
	messages := t.scroll.body.Call("querySelectorAll", "[data-key]")
	at := -1
	for i := range messages.Length() {
		if messages.Index(i).Equal(from) {
			at = i + by
			break
		}
		if at < 0 && from.Get("id").String() == timelineID && bottom(messages.Index(i)) >= bottom(t.scroll.view) {
			at = i
			break
		}
	}
	if from.Get("id").String() == timelineID && at < 0 {
		at = messages.Length() - 1
	}
	if at >= 0 && at < messages.Length() {
		messages.Index(at).Call("focus")
	}
}

// keyOf is the key of the message that an element is part of; "" for none.
func keyOf(element app.Value) string {
	if !element.Truthy() {
		return ""
	}
	message := element.Call("closest", "[data-key]")
	if !message.Truthy() {
		return ""
	}
	return strings.TrimSpace(message.Get("dataset").Get("key").String())
}
