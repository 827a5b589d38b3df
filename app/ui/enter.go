package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// enter is the page of who has no session: choose a name and come in.
type enter struct {
	app.Compo

	Root   *Root
	Words  *words.Words
	Ended  bool        // whether there was a session before
	Failed shared.Code // why the plain form was refused
	Typed  string      // and what was in it
	Closed bool        // whether nobody enters without an account

	busy bool
	err  *shared.Error
}

func (r *Root) enterPage() app.UI {
	ended := r.Client.Connection().Phase == client.Ended && r.Client.State().Me().ID != ""
	at := r.at()
	return &enter{Closed: r.Boot.Invited, Root: r, Words: r.words(), Ended: ended || at.refused == shared.CodeNoSession, Failed: at.refused, Typed: at.name}
}

func (p *enter) Render() app.UI {
	w := p.Words
	lead := w.EnterLead
	switch {
	case p.Closed:
		lead = w.OnlyInvited
	case p.Ended:
		lead = w.SessionEnded
	}
	err := p.err
	if err == nil && p.Failed != "" && p.Failed != shared.CodeNoSession {
		err = &shared.Error{Code: p.Failed}
	}
	return app.Main().ID("enter").Class("page", "welcome").TabIndex(-1).Body(
		app.Div().Class("gate").Body(
			app.Div().Class("seal").Body(Icon("mark")),
			app.H1().Text(w.Name),
			app.P().Class("lead").Text(lead),
			p.form(err),
			p.signIn(),
		),
	)
}

// form is for guests; there is none where nobody enters without an account.
func (p *enter) form(err *shared.Error) app.UI {
	if p.Closed {
		return nil
	}
	return app.Form().Class("stack").Method("post").Action("/enter").OnSubmit(p.submit).Body(
		nameField("name", p.Words.EnterName, p.Typed, p.Root.refusal("name-refusal", err), true),
		submitButton(p.label(), p.busy),
	)
}

// signIn leads to the other way in.
func (p *enter) signIn() app.UI {
	to := shared.PageDoor(shared.DoorSignIn, "")
	if p.Closed {
		return way(to, p.Words.SignInButton)
	}
	return app.A().Class("link").Href(to).Text(p.Words.HasAccount)
}

func (p *enter) label() string {
	if p.busy {
		return p.Words.Entering
	}
	return p.Words.EnterButton
}

// nameField is where one's own name is written; focus says that it is what the
// page is for.
func nameField(id, label, value string, refusal app.UI, focus bool) app.UI {
	input := app.Input().ID(id).Name("name").Type("text").Value(Attr(value)).Dir("auto").Required(true).
		Attr("maxlength", 2*shared.MaxNameRunes).Attr("autocomplete", "nickname").Spellcheck(false).
		Attr("autocapitalize", "words").Attr("enterkeyhint", "go")
	if focus {
		input = input.AutoFocus(true)
	}
	if refusal != nil {
		input = input.Aria("invalid", True()).Aria("describedby", id+"-refusal")
	}
	return app.Div().Class("field").Body(app.Label().For(id).Text(label), input, refusal)
}

func (p *enter) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	if p.busy {
		return
	}
	name := fieldValue(ctx.JSSrc(), "name")
	if p.err = asRefusal(shared.CheckName(name)); p.err == nil {
		p.busy = true
		p.Root.Client.Enter(name, func(err *shared.Error) {
			p.busy, p.err = false, err
			ctx.Dispatch(nil)
		})
	}
	ctx.Dispatch(nil)
}
