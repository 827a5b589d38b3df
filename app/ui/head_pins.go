package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
)

const pinsID = "pins"

// pinsOf are a room's pinned messages, the last one pinned first.
func pinsOf(known *state.State, room *state.Room, w *words.Words) []quote {
	pins := make([]quote, len(room.Pins))
	for i, seq := range room.Pins {
		pins[len(pins)-1-i] = quoteOf(known, room, seq, w)
	}
	return pins
}

// pinsButton opens the list of what is pinned; where nothing is, there is none.
func (h *head) pinsButton() app.UI {
	if len(h.Pins) == 0 {
		return nil
	}
	label := h.Words.PinsOf(len(h.Pins))
	return app.Button().Type("button").Class("icon-button", "pins-button").Attr("popovertarget", pinsID).
		Title(label).Aria("label", label).Body(Icon("pin"), app.Span().Class("count").Text(strconv.Itoa(len(h.Pins))))
}

// pins is that list: each leads to its message.
func (h *head) pins() app.UI {
	if len(h.Pins) == 0 {
		return nil
	}
	items := make([]app.UI, len(h.Pins))
	for i, pin := range h.Pins {
		items[i] = app.Li().Body(app.A().Class("item").Href(Attr(quoteHref(h.Room, pin))).
			Body(app.B().Text(pin.Author), app.Span().Dir("auto").Text(pin.Text)))
	}
	return app.Div().ID(pinsID).Class("popover", "menu", "pins").Attr("popover", "auto").Body(
		app.P().Class("about").Text(h.Words.PinsOf(len(h.Pins))),
		app.Ul().Body(items...),
	)
}
