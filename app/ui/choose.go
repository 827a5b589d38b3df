package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

const (
	chooserShown = 50  // people that the dialog lists at once; its filter finds the others
	plainShown   = 200 // that the plain form lists
)

// chooser is the dialog that chooses people: to talk to them, or to bring them into
// a room.
type chooser struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Room  shared.RoomID // "" to talk to them
	Name  string        // of the room

	filter string
	chosen []shared.PersonID // in the order in which they were
	busy   bool
	err    *shared.Error
}

// OnMount opens the dialog.
func (p *chooser) OnMount(ctx app.Context) { showModal(ctx) }

func (p *chooser) Render() app.UI {
	w := p.Words
	title, hint, button := w.DirectTitle, w.DirectHint, w.DirectButton
	if p.Room != "" {
		title, hint, button = w.AddTitle(p.Name), w.AddHint, w.AddButton
	}
	filter := app.Input().ID("find-people").Class("input").Type("search").Dir("auto").AutoComplete(false).AutoFocus(true).
		Placeholder(w.FindPeople).Aria("label", w.FindPeople).OnInput(p.filtered)
	return p.Root.modal("narrow", title, app.Form().Class("stack").OnSubmit(p.submit).Body(
		app.P().Class("facts").Text(hint),
		filter,
		p.list(),
		p.Root.refusal("chooser-refusal", p.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(p.Root.close).Text(w.Cancel),
			submitButton(button, p.busy || len(p.pick()) == 0),
		),
	))
}

func (p *chooser) list() app.UI {
	found := p.found()
	if len(found) == 0 {
		return app.P().Class("none").Role("status").Text(p.none())
	}
	rows := make([]app.UI, len(found))
	for i, person := range found {
		rows[i] = p.row(person)
	}
	return app.Ul().Class("picks").Aria("label", p.Words.PeopleLabel).Body(rows...)
}

func (p *chooser) none() string {
	switch {
	case p.filter != "":
		return p.Words.NoSuchPeople
	case p.Room != "":
		return p.Words.AlreadyInvited
	}
	return p.Words.NobodyElse
}

// row is a button that is pressed or not. A checkbox would keep its own mind of it
// when the filter puts another person in its place.
func (p *chooser) row(person shared.Person) app.UI {
	return app.Li().Body(
		app.Button().Type("button").Class("person").Aria("pressed", truth(slices.Contains(p.chosen, person.ID))).
			OnClick(p.toggle(person.ID), person.ID).Body(
			Face(person, "small"),
			app.Span().Class("name").Dir("auto").Text(person.Name),
			Icon("check"),
		),
	)
}

// found are those whom the filter fits, and before them who was chosen and whom it
// doesn't: nobody moves under the pointer.
func (p *chooser) found() []shared.Person {
	var chosen, fit []shared.Person
	for _, person := range p.Root.choice(p.Room) {
		switch picked := slices.Contains(p.chosen, person.ID); {
		case matches(p.filter, person.Name) && (picked || len(fit) < chooserShown):
			fit = append(fit, person)
		case picked:
			chosen = append(chosen, person)
		}
	}
	return append(chosen, fit...)
}

// choice is who can be chosen: whom one knows and who is not there already.
func (r *Root) choice(id shared.RoomID) []shared.Person {
	s := r.Client.State()
	people := s.Acquaintances()
	if room := s.Room(id); room != nil {
		there := make(map[shared.PersonID]bool, len(room.Members))
		for _, member := range room.Members {
			there[member] = true
		}
		people = slices.DeleteFunc(people, func(person shared.Person) bool { return there[person.ID] })
	}
	return people
}

// pick is who was chosen: where nobody was, the only one whom the filter fits.
func (p *chooser) pick() []shared.PersonID {
	if len(p.chosen) > 0 || p.filter == "" {
		return p.chosen
	}
	if found := p.found(); len(found) == 1 {
		return []shared.PersonID{found[0].ID}
	}
	return nil
}

// plainPeople is what the chooser does, for who has no client.
func plainPeople(w *words.Words, id, action, title, button string, people []shared.Person) app.UI {
	rows := make([]app.UI, 0, min(len(people), plainShown))
	for _, person := range people[:min(len(people), plainShown)] {
		rows = append(rows, app.Li().Body(app.Label().Class("person").Body(
			app.Input().Type("checkbox").Name("person").Attr("value", Attr(string(person.ID))),
			Face(person, "small"),
			app.Span().Class("name").Dir("auto").Text(person.Name),
		)))
	}
	return app.Form().ID(id).Class("stack", "plain-form").Method("post").Action(action).Body(
		app.H2().Dir("auto").Text(title),
		app.Ul().Class("picks").Aria("label", w.PeopleLabel).Body(rows...),
		app.Div().Class("actions").Body(submitButton(button, false)),
	)
}
