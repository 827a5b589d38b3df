package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
)

// emojiOwner is what a picker was opened for. Its methods are called on the
// goroutine of the user interface.
type emojiOwner interface {
	pickEmoji(sign string)
	// closePicker is called without a choice; back tells whether the focus
	// should go back to where it came from.
	closePicker(back bool)
}

// emojiColumns is how many emoji stand in a row, as the stylesheet has it too.
const emojiColumns = 8

// pickerHeight is how much room the picker takes, in pixels.
const pickerHeight = 330

// emojiField is the ID of the field to search in; one picker is open at most.
const emojiField = "emoji-search"

// EmojiPicker offers emoji by group, or those that a search finds.
type EmojiPicker struct {
	app.Compo

	Words *words.Words
	Owner emojiOwner
	Up    bool // whether it stands above its button

	looked string
	away   func() // ends the listener for presses elsewhere
}

// OnMount begins with the search, except on a touch screen, whose keyboard
// would cover the emoji.
func (p *EmojiPicker) OnMount(ctx app.Context) {
	id := emojiField
	if coarse() {
		id = emojiID(0)
	}
	app.Window().GetElementByID(id).Call("focus", map[string]any{"preventScroll": true})
	p.away = listen(app.Window().Get("document"), "pointerdown", func(e app.Value) {
		if !e.Get("target").Call("closest", ".emojis, [aria-expanded=true]").Truthy() {
			ctx.Dispatch(func(app.Context) { p.Owner.closePicker(false) })
		}
	})
}

// OnDismount lets the browser's listener go.
func (p *EmojiPicker) OnDismount() {
	if p.away != nil {
		p.away()
	}
}

// Render gives the search and the emoji.
func (p *EmojiPicker) Render() app.UI {
	w := p.Words
	class := "emojis"
	if p.Up {
		class = "emojis up"
	}
	return app.Div().Class(class).Role("dialog").Aria("label", Attr(w.EmojiLabel)).OnKeyDown(p.onKey).Body(
		app.Input().Type("search").ID(emojiField).AutoComplete(false).
			Placeholder(Attr(w.EmojiSearch)).Aria("label", Attr(w.EmojiSearch)).
			OnInput(p.onInput),
		app.Div().Class("emojis-all").Body(p.groups()...),
	)
}

func (p *EmojiPicker) groups() []app.UI {
	if p.looked != "" {
		found := findEmoji(p.looked)
		if len(found) == 0 {
			return []app.UI{app.P().Class("emojis-none").Text(p.Words.EmojiNone)}
		}
		return []app.UI{p.grid(found, 0)}
	}
	var groups []app.UI
	first := 0
	for i, group := range emojiGroups {
		groups = append(groups, app.H3().Text(p.Words.EmojiGroups[i]), p.grid(group, first))
		first += len(group)
	}
	return groups
}

func (p *EmojiPicker) grid(group []emoji, first int) app.UI {
	buttons := make([]app.UI, len(group))
	for i, e := range group {
		at, label := first+i, e.label(p.Words)
		button := app.Button().Type("button").ID(emojiID(at)).
			DataSet("emoji", e.Sign).Aria("label", label).Title(label).
			Text(e.Sign).OnClick(p.onChoice)
		if at > 0 {
			button.TabIndex(-1) // the arrows lead to all but the first
		}
		buttons[i] = button
	}
	return app.Div().Class("emojis-grid").Body(buttons...)
}

func emojiID(at int) string { return "emoji-" + strconv.Itoa(at) }

func (p *EmojiPicker) onChoice(ctx app.Context, _ app.Event) {
	p.Owner.pickEmoji(dataOf(ctx, "emoji"))
}

func (p *EmojiPicker) onInput(ctx app.Context, _ app.Event) {
	p.looked = ctx.JSSrc().Get("value").String()
}

func (p *EmojiPicker) onKey(_ app.Context, event app.Event) {
	s := strokeOf(event, false)
	target := event.Get("target")
	searching := target.Get("id").String() == emojiField
	switch {
	case s.is("Escape"):
		event.PreventDefault()
		event.Call("stopPropagation")
		p.Owner.closePicker(true)
	case searching && s.is("Enter"):
		event.PreventDefault()
		if first := app.Window().GetElementByID(emojiID(0)); p.looked != "" && first.Truthy() {
			p.Owner.pickEmoji(first.Get("dataset").Get("emoji").String())
		}
	case searching && s.is("ArrowDown"):
		p.focus(event, 0)
	case !searching:
		p.move(event, s, target.Get("id").String())
	}
}

// move leads from one emoji to another by the arrows; above the first row is
// the search.
func (p *EmojiPicker) move(event app.Event, s stroke, id string) {
	at, err := strconv.Atoi(id[min(len(id), len("emoji-")):])
	steps := map[string]int{
		"ArrowLeft": -1, "ArrowRight": 1, "ArrowUp": -emojiColumns, "ArrowDown": emojiColumns,
	}
	step, ok := steps[s.Key]
	if err != nil || !ok || s.Composing {
		return
	}
	p.focus(event, at+step)
}

func (p *EmojiPicker) focus(event app.Event, at int) {
	id := emojiField
	if at >= 0 {
		id = emojiID(at)
	}
	if target := app.Window().GetElementByID(id); target.Truthy() {
		event.PreventDefault()
		target.Call("focus")
	}
}
