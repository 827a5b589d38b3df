package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// choice is one of those of a field.
type choice struct{ value, label string }

// measure is the dialog of what is done with somebody and has one thing to choose:
// for how long, or as what. What it asks stays as it was when it opened.
type measure struct {
	app.Compo

	Root  *Root
	Words *words.Words

	title, text, label, button string
	options                    []choice
	chosen                     string // the option that holds now; "" for the first
	do                         func(chosen string, done func(*shared.Error))

	busy bool
	err  *shared.Error
}

// OnMount opens the dialog.
func (f *measure) OnMount(ctx app.Context) { showModal(ctx) }

// Render gives the dialog.
func (f *measure) Render() app.UI {
	options := make([]app.UI, len(f.options))
	for i, one := range f.options {
		option := app.Option().Value(one.value).Text(one.label)
		if one.value == f.chosen {
			option = option.Selected(true)
		}
		options[i] = option
	}
	return f.Root.modal("narrow", f.title, app.Form().Class("stack").OnSubmit(f.submit).Body(
		app.P().Text(f.text),
		app.Div().Class("field").Body(
			app.Label().For("measure").Text(f.label),
			app.Select().ID("measure").Name("measure").AutoFocus(true).Body(options...),
		),
		f.Root.refusal("measure-refusal", f.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(f.Root.close).Text(f.Words.Cancel),
			submitButton(f.button, f.busy),
		),
	))
}

func (f *measure) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if f.busy {
		return
	}
	f.busy, f.err = true, nil
	ctx.Dispatch(nil)
	f.do(fieldValue(ctx.JSSrc(), "measure"), func(err *shared.Error) {
		f.busy, f.err = false, err
		ctx.Dispatch(nil)
		if err == nil {
			f.Root.shut()
		}
	})
}
