package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

func (p *chooser) filtered(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	p.filter = ctx.JSSrc().Get("value").String()
	ctx.Dispatch(nil)
}

func (p *chooser) toggle(id shared.PersonID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.Call("stopPropagation") // the dialog's own handler would prevent the update that is asked for here
		if i := slices.Index(p.chosen, id); i >= 0 {
			p.chosen = slices.Delete(p.chosen, i, i+1)
		} else {
			p.chosen = append(p.chosen, id)
		}
		ctx.Dispatch(nil)
	}
}

func (p *chooser) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	people := slices.Clone(p.pick())
	if p.busy || len(people) == 0 {
		return
	}
	p.busy, p.err = true, nil
	ctx.Dispatch(nil)
	if p.Room == "" {
		p.Root.talk(func(err *shared.Error) { p.answer(ctx, err) }, people...)
		return
	}
	p.add(ctx, people)
}

// add brings one after the other, until there is nobody left or one is refused.
func (p *chooser) add(ctx app.Context, people []shared.PersonID) {
	if len(people) == 0 {
		p.answer(ctx, nil)
		return
	}
	p.Root.Client.AddPerson(p.Room, people[0], func(err *shared.Error) {
		if err != nil && err.Code != shared.CodeAlreadyEntered {
			p.answer(ctx, err)
			return
		}
		p.chosen = slices.DeleteFunc(p.chosen, func(id shared.PersonID) bool { return id == people[0] })
		p.add(ctx, people[1:])
	})
}

// answer closes the dialog, or says what is wrong.
func (p *chooser) answer(ctx app.Context, err *shared.Error) {
	p.busy, p.err = false, err
	ctx.Dispatch(nil)
	if err == nil {
		p.Root.shut()
	}
}
