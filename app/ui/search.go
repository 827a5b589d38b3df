package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

const (
	searchID    = "search"
	lookedForID = "looked-for" // the field
)

// finder is the field to search by, and what was found: a page, or the panel
// beside a room.
type finder struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Typed string
	Found *found // another one when something changed
	There int    // how many of what was found are still there
	Panel bool
}

func (r *Root) searchPage() app.UI {
	at := r.at()
	if !r.arrived {
		r.takeFound(at.typed, at.before)
	}
	return &finder{Root: r, Words: r.words(), Typed: at.typed, Found: r.search.found, There: r.stillThere()}
}

func (s *finder) Render() app.UI {
	if s.Panel {
		return s.panel()
	}
	return app.Main().ID(searchID).Class("page").TabIndex(-1).Body(
		app.Div().Class("column").Body(s.form(), s.answer()),
	)
}

func (s *finder) form() app.UI {
	label := app.Span().Text(s.Words.SearchButton)
	if s.Panel {
		label = label.Class("sr")
	}
	return app.Form().Class("tools").Role("search").Method("get").Action(shared.PageSearch).OnSubmit(s.submit).Body(
		s.field(),
		app.Button().Class("button", "primary").Body(Icon("search"), label),
	)
}

func (s *finder) field() app.UI {
	field := app.Input().ID(lookedForID).Class("input").Type("search").Name("q").Dir("auto").AutoComplete(false).
		Attr("enterkeyhint", "search").Attr("maxlength", shared.MaxSearchRunes).
		Placeholder(s.Words.SearchHint).Aria("label", s.Words.SearchHint).Attr("value", Attr(s.Typed))
	if s.Typed == "" {
		field = field.AutoFocus(true)
	}
	return field
}

// answer is what stands below the field.
func (s *finder) answer() app.UI {
	w, f := s.Words, s.Found
	switch {
	case s.Typed == "":
		return s.help()
	case f == nil || f.waits && len(f.hits) == 0:
		return skeletons(w.Searching)
	case f.err != nil && len(f.hits) == 0:
		return s.Root.refusal("search-refusal", f.err)
	case len(f.hits) == 0 && f.next == 0:
		return app.Div().Body(emptyState("search", w.FoundNone, nil), s.behind(), s.help())
	}
	return app.Div().Class("stack").Body(
		app.P().Class("sr").Role("status").Text(w.Found(s.There)),
		s.hits(),
		s.behind(),
		s.more(),
	)
}

func (s *finder) help() app.UI {
	var forms []app.UI
	for _, form := range s.Words.SearchForms {
		forms = append(forms, app.Dt().Body(app.Elem("code").Text(form[0])), app.Dd().Text(form[1]))
	}
	return app.Div().Class("search-help").Body(app.P().Text(s.Words.SearchHelp), app.Dl().Body(forms...))
}

func (s *finder) behind() app.UI {
	if !s.Found.behind {
		return nil
	}
	return app.P().Class("none").Text(s.Words.FoundBehind)
}

// more leads to what is older.
func (s *finder) more() app.UI {
	w, f := s.Words, s.Found
	switch {
	case f.err != nil:
		return s.Root.refusal("search-refusal", f.err)
	case f.waits:
		return skeletons(w.Searching)
	case f.next == 0:
		return app.P().Class("none").Text(w.FoundAll)
	}
	return app.Div().Body(
		app.A().Class("button").Href(Attr(shared.PageSearch + shared.SearchFor(s.Typed, f.next))).OnClick(s.older).Text(w.FoundOlder),
	)
}

func (s *finder) hits() app.UI {
	var rows []app.UI
	for _, hit := range s.Found.hits {
		if isThere(s.Root.Client.State(), hit) {
			rows = append(rows, app.Li().Body(s.Root.hit(hit, s.Found.people)))
		}
	}
	return app.Ol().Class("hits").Body(rows...)
}
