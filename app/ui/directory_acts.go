package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

func (d *directory) filtered(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	d.filter = ctx.JSSrc().Get("value").String()
	ctx.Dispatch(nil)
}

func (d *directory) create(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	d.Root.open(dialogCreate)
}

// join joins a room and goes there.
func (d *directory) join(room shared.RoomID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.PreventDefault()
		if d.busy != "" {
			return
		}
		d.busy, d.err = room, nil
		ctx.Dispatch(nil)
		d.Root.Client.Join(room, func(err *shared.Error) {
			d.busy, d.err = "", err
			ctx.Dispatch(nil)
			if err == nil {
				d.Root.visit(room)
			}
		})
	}
}

// leave leaves a room; the directory stays, so that one can come back.
func (d *directory) leave(room shared.RoomID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.PreventDefault()
		d.err = nil
		d.Root.Client.Leave(room, func(err *shared.Error) {
			d.err = err
			ctx.Dispatch(nil)
		})
	}
}
