package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// panelRoom is how wide a window is that has room for the panel beside a room, as
// in the stylesheet. In a narrower one the search is a page.
const panelRoom = "(min-width: 1021px)"

// besideRoom is the search in the place of the people; nil where it is not open.
func (r *Root) besideRoom() app.UI {
	if !r.search.panel || r.screen() != screenRoom {
		return nil
	}
	return &finder{Root: r, Words: r.words(), Typed: r.search.typed, Found: r.search.found, There: r.stillThere(), Panel: true}
}

func (s *finder) panel() app.UI {
	w := s.Words
	return app.Aside().Class("search-panel").Aria("label", w.SearchTitle).OnKeyDown(s.key).Body(
		app.Div().Class("bar").Body(
			app.Span().Class("label").Text(w.SearchTitle),
			app.Button().Type("button").Class("icon-button").Aria("label", w.CloseSearch).OnClick(s.close).Body(Icon("x")),
		),
		s.form(),
		s.answer(),
	)
}

func (s *finder) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if strokeOf(e.Value, false).is("Escape") {
		s.Root.closeSearch()
	}
}

func (s *finder) close(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	s.Root.closeSearch()
}

// openSearch opens the panel, where there is room for it: the head's link leads
// to the page.
func (h *head) openSearch(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	r := h.Root
	wide := app.Window().Call("matchMedia", panelRoom).Get("matches").Bool()
	if h.Room == "" || !wide || elsewhere(e) {
		return
	}
	e.PreventDefault()
	if r.search.panel {
		r.closeSearch()
		return
	}
	r.search.panel = true
	r.refresh()
	r.ctx.Defer(func(app.Context) { focusField(lookedForID) })
}

// closeSearch goes back to the room.
func (r *Root) closeSearch() {
	r.search.panel = false
	r.refresh()
	r.ctx.Defer(func(app.Context) { r.focusArrival() })
}

// keepFound leaves what was found beside the room, for who goes from the page of
// the search to a message.
func (r *Root) keepFound(to address) {
	if r.here.page == pageSearch && to.page == pageRoom && to.message != shared.Seq(0) && r.search.found != nil {
		r.search.panel = true
	}
}

// focusField puts the caret into a field, with all of it selected.
func focusField(id string) {
	if field := app.Window().GetElementByID(id); field.Truthy() {
		field.Call("focus")
		field.Call("select")
	}
}

// elsewhere reports whether a click on a link is to open another tab or window.
func elsewhere(click app.Event) bool {
	return click.Get("ctrlKey").Bool() || click.Get("metaKey").Bool() || click.Get("shiftKey").Bool()
}
