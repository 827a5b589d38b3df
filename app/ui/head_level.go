package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// levels are the choices of what alerts the person of the room, in its menu.
func (h *head) levels() app.UI {
	w := h.Words
	var wrong app.UI
	if h.levelErr != nil {
		wrong = app.P().Class("refusal").Role("alert").Text(w.Refusal(h.levelErr))
	}
	return app.Div().Class("levels", "needs-client").Role("group").Aria("label", w.AlertTo).Body(
		app.P().Class("facts").Aria("hidden", True()).Text(w.AlertTo),
		h.level("bell", w.AlertAll, shared.LevelAll),
		h.level("at-sign", w.AlertCalls, shared.LevelCalls),
		h.level("bell-off", w.AlertNone, shared.LevelNone),
		wrong,
	)
}

func (h *head) level(icon, label string, level shared.Level) app.UI {
	return app.Button().Type("button").Class("item").Aria("pressed", truth(h.Level == level)).
		OnClick(h.choose(level), string(level)).Body(Icon(icon), app.Span().Text(label), Icon("check"))
}

// choose asks for a level, and closes the menu once it is so.
func (h *head) choose(level shared.Level) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		h.Root.Client.SetLevel(h.Room, level, func(err *shared.Error) {
			ctx.Dispatch(func(app.Context) { h.levelErr = err })
			if err == nil {
				closePopovers()
			}
		})
	}
}
