package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// adding leads to where people are brought into the room.
func (p *people) adding() app.UI {
	if p.Direct {
		return nil
	}
	w := p.Words
	link := app.A().Class("go", "add").Href("#"+PartAdd).OnClick(p.add).Body(Icon("user-plus"), app.Span().Class("name").Text(w.AddPeople))
	if app.IsClient {
		return link
	}
	return app.Div().Body(link,
		plainPeople(w, PartAdd, Attr(shared.PageRoom(p.Room)+"/add"), w.AddTitle(p.Name), w.AddButton, p.Root.choice(p.Room)))
}

// acts is what can be done with somebody: talk to them, and what their menu has.
// Without the client, who may remove them finds a button for it.
func (p *people) acts(person shared.Person) app.UI {
	if person.ID == p.Me {
		return nil
	}
	w := p.Words
	talk := w.MessagePerson(person.Name)
	acts := []app.UI{app.Form().Method("post").Action(shared.PageDirect).OnSubmit(p.talk(person.ID), person.ID).Body(
		personField(person.ID),
		app.Button().Class("icon-button").Title(Attr(talk)).Aria("label", Attr(talk)).Body(Icon("message-circle")),
	)}
	if p.Manages && !app.IsClient {
		remove := w.RemovePerson(person.Name)
		acts = append(acts, app.Form().Method("post").Action(Attr(shared.PageRoom(p.Room)+"/remove")).Body(
			personField(person.ID),
			app.Button().Class("icon-button").Title(Attr(remove)).Aria("label", Attr(remove)).Body(Icon("user-minus")),
		))
	}
	if !app.IsClient {
		acts = append(acts, app.A().Class("icon-button").Href(Attr(shared.PageReportPerson(person.ID))).
			Title(Attr(w.ReportPerson(person.Name))).Aria("label", Attr(w.ReportPerson(person.Name))).Body(Icon("flag")))
	}
	acts = append(acts, p.more(person))
	return app.Div().Class("acts").Body(acts...)
}

func (p *people) add(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	p.Root.open(dialogAdd)
}

func (p *people) talk(with shared.PersonID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.PreventDefault()
		p.Root.talk(func(err *shared.Error) {
			p.err = err
			ctx.Dispatch(nil)
		}, with)
	}
}
