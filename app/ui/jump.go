package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// jump is the quick switcher: a few letters of a room's or person's name or of
// what was said, and Enter.
type jump struct {
	app.Compo

	Root  *Root
	Words *words.Words

	filter  string
	chosen  int                  // which of the found targets Enter goes to
	heard   string               // the filter that results are about
	results shared.SearchResults // messages
	err     *shared.Error        // why one can't go there
}

// OnMount opens the dialog.
func (j *jump) OnMount(ctx app.Context) { showModal(ctx) }

func (j *jump) Render() app.UI {
	const listID = "jump-list"
	w := j.Words
	targets := j.targets()
	input := app.Input().ID("jump").Class("input").Type("text").Dir("auto").AutoComplete(false).AutoFocus(true).
		Placeholder(w.JumpHint).Aria("label", w.Jump).Role("combobox").Aria("controls", listID).Aria("expanded", True()).
		Attr("maxlength", shared.MaxSearchRunes).OnInput(j.typed).OnKeyDown(j.key)
	var none app.UI
	if len(targets) > 0 {
		input = input.Aria("activedescendant", rowID(j.chosen))
	} else {
		none = app.P().Class("none").Role("status").Text(w.JumpAlone)
	}
	return j.Root.modal("narrow", w.Jump, input, j.Root.refusal("jump-refusal", j.err),
		app.Div().ID(listID).Class("found").Role("listbox").Aria("label", w.Jump).Body(j.groups(targets)...), none)
}

// groups are the targets below what they are.
func (j *jump) groups(targets []target) (groups []app.UI) {
	for from := 0; from < len(targets); {
		to := from
		var rows []app.UI
		for ; to < len(targets) && targets[to].group == targets[from].group; to++ {
			rows = append(rows, j.row(to, targets[to]))
		}
		label := targets[from].group
		groups = append(groups, app.Div().Role("group").Aria("label", label).Body(
			append([]app.UI{app.P().Class("label").Aria("hidden", True()).Text(label)}, rows...)...,
		))
		from = to
	}
	return groups
}

func (j *jump) row(i int, t target) app.UI {
	link := app.A().ID(rowID(i)).Role("option").Aria("selected", truth(i == j.chosen)).Class(t.class).TabIndex(-1).OnClick(j.click(t), t.href, string(t.person)).Body(t.parts...)
	if t.href != "" {
		link = link.Href(Attr(t.href))
	}
	return app.Div().Body(link)
}

func rowID(i int) string { return "jump-" + strconv.Itoa(i) }

func (j *jump) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	targets := j.targets()
	if e.Get("isComposing").Truthy() || len(targets) == 0 {
		return
	}
	switch e.Get("key").String() {
	case "ArrowDown":
		j.chosen = (j.chosen + 1) % len(targets)
	case "ArrowUp":
		j.chosen = (j.chosen + len(targets) - 1) % len(targets)
	case "Enter":
		j.goTo(ctx, targets[min(j.chosen, len(targets)-1)])
	default:
		return
	}
	e.PreventDefault()
	ctx.Dispatch(nil)
	ctx.Defer(func(app.Context) {
		if row := app.Window().GetElementByID(rowID(j.chosen)); row.Truthy() {
			row.Call("scrollIntoView", map[string]any{"block": "nearest"})
		}
	})
}

func (j *jump) click(t target) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		if elsewhere(e) {
			return
		}
		e.PreventDefault()
		j.goTo(ctx, t)
	}
}

// goTo leaves for a target. Whom one never talked to alone gets a room for it
// first.
func (j *jump) goTo(ctx app.Context, t target) {
	if t.person == "" {
		j.Root.shut()
		j.Root.ctx.Navigate(t.href)
		return
	}
	j.Root.talk(func(err *shared.Error) {
		if j.err = err; err == nil {
			j.Root.shut()
			return
		}
		ctx.Dispatch(nil)
	}, t.person)
}
