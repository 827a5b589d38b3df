package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

const personMenuID = "person-menu"

// items are what one may do with somebody and does not do often.
func (p *people) items(person shared.Person) (items []app.UI) {
	w, me := p.Words, p.Root.Client.State().Me()
	if me.GivesRole(person) {
		items = append(items, menuItem("shield", w.ChangeRole(person.Name), p.ask(dialogRole)))
	}
	if me.Moderates(person) {
		items = append(items, p.muting(person))
	}
	if p.Manages {
		items = append(items, menuItem("user-minus", w.RemovePerson(person.Name), p.ask(dialogRemove)))
	}
	if me.Moderates(person) && person.Role != shared.RoleBot {
		items = append(items, menuItem("ban", w.BanPerson(person.Name), p.ask(dialogBan)))
	}
	items = append(items, p.blocking(person))
	return append(items, app.A().Class("item").Href(Attr(shared.PageReportPerson(person.ID))).Body(Icon("flag"), app.Span().Text(w.Report)))
}

// blocking is the item by which one need not hear somebody, or hears them again.
func (p *people) blocking(person shared.Person) app.UI {
	on, icon, label := !p.Root.Client.State().Blocked(person.ID), "eye-off", p.Words.Block(person.Name)
	if !on {
		icon, label = "eye", p.Words.Unblock(person.Name)
	}
	return menuItem(icon, label, func(ctx app.Context, _ app.Event) {
		ctx.PreventUpdate()
		closePopovers()
		p.Root.Client.BlockPerson(person.ID, on, func(err *shared.Error) {
			p.err = err
			ctx.Dispatch(nil)
		})
	})
}

// more opens the menu of a person, which is one for all of them: the browser puts
// it beside the button that opened it.
func (p *people) more(person shared.Person) app.UI {
	if !app.IsClient {
		return nil
	}
	label := p.Words.PersonMenu(person.Name)
	return app.Button().Type("button").Class("icon-button").Attr("popovertarget", personMenuID).Title(Attr(label)).Aria("label", Attr(label)).
		OnClick(p.about(person.ID), person.ID).Body(Icon("ellipsis"))
}

// menu is that of whom it was opened for last. It stands before all that comes and
// goes, or the browser would close it when something does.
func (p *people) menu() app.UI {
	if !app.IsClient {
		return nil
	}
	person := p.Root.Client.State().Person(p.whose)
	var items []app.UI
	if person.ID != "" {
		items = p.items(person)
	}
	return app.Div().ID(personMenuID).Class("popover", "menu").Attr("popover", "auto").Role("group").Aria("label", Attr(p.Words.PersonMenu(person.Name))).Body(items...)
}

func (p *people) about(person shared.PersonID) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		ctx.PreventUpdate()
		p.whose = person
		ctx.Dispatch(nil)
	}
}

// ask opens a dialog about whom the menu is of.
func (p *people) ask(kind dialogKind) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		ctx.PreventUpdate()
		p.Root.subject = p.whose
		p.Root.open(kind)
	}
}

// roleForm is the dialog that gives somebody another role.
func (r *Root) roleForm(person shared.Person) app.UI {
	w := r.words()
	f := &measure{
		Root: r, Words: w, title: w.RoleTitle(named(person, w).Name), text: w.RoleText, label: w.RoleLabel, button: w.Save, chosen: string(person.Role),
		do: func(chosen string, done func(*shared.Error)) {
			r.Client.ChangeRole(person.ID, shared.Role(chosen), done)
		},
	}
	for _, role := range shared.Roles() {
		if role.AtLeast(shared.RoleMember) {
			f.options = append(f.options, choice{string(role), w.RoleNames[role]})
		}
	}
	return f
}
