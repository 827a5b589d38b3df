package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// searching is what the page of the search shows.
type searching struct {
	typed  string     // what was looked for last
	before shared.Seq // and from where on
	found  *found     // nil where nothing was; each one is for ever as it is
	panel  bool       // whether it stands beside the room
}

// found is what a search has come to.
type found struct {
	hits   []shared.Hit
	people []shared.Person
	next   shared.Seq // from where to go on; 0 where all was found
	behind bool       // whether there may be more later
	waits  bool       // whether an answer is on its way
	err    *shared.Error
}

func (f *found) with(results shared.SearchResults) *found {
	return &found{
		hits: slices.Concat(f.hits, results.Hits), people: slices.Concat(f.people, results.People),
		next: results.Next, behind: results.Behind,
	}
}

// takeFound takes over what came with the page, where it is about that.
func (r *Root) takeFound(typed string, before shared.Seq) bool {
	came := addressOf(r.URI)
	if r.Boot.Search == nil || came.page != pageSearch || came.typed != typed || came.before != before {
		return false
	}
	r.search = searching{typed: typed, before: before, found: (&found{}).with(*r.Boot.Search)}
	return true
}

// lookFor searches, where that is not what was looked for last.
func (r *Root) lookFor(typed string, before shared.Seq) {
	if r.search.found != nil && r.search.typed == typed && r.search.before == before {
		return
	}
	first := r.search.found == nil
	r.search.typed, r.search.before, r.search.found = typed, before, &found{waits: typed != ""}
	if typed == "" || first && r.takeFound(typed, before) {
		return
	}
	r.ask(before)
}

// ask has the server go on from there.
func (r *Root) ask(before shared.Seq) {
	asked := r.search.found
	r.Client.Search(r.search.typed, before, func(results shared.SearchResults, err *shared.Error) {
		if r.search.found != asked {
			return // something else is looked for by now
		}
		if err != nil {
			failed := *asked
			failed.waits, failed.err = false, err
			r.search.found = &failed
		} else {
			r.search.found = asked.with(results)
		}
		r.refresh()
	})
}

// submit goes to the page that looks for what was typed.
func (s *finder) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	typed := fieldValue(ctx.JSSrc(), "q")
	if typed == s.Typed {
		s.Root.search.found = nil // ask again
	}
	if s.Panel {
		s.Root.lookFor(typed, 0)
	} else {
		s.Root.ctx.Navigate(shared.PageSearch + shared.SearchFor(typed, 0))
	}
	s.Root.refresh()
}

// older adds what is older to the page.
func (s *finder) older(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	asked := *s.Found
	if asked.waits {
		return
	}
	asked.waits = true
	s.Root.search.found = &asked
	s.Root.ask(asked.next)
	s.Root.refresh()
}
