//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// door is the page of a way to come in otherwise than by choosing a name.
type door struct {
	app.Compo

	Root  *Root
	Words *words.Plain
	Door  shared.Door
	Me    shared.Person // who opens it; nobody for a stranger
	At    address
}

func (r *Root) doorPage(w *words.Plain) app.UI {
	at := r.at()
	d := shared.Door{Kind: at.door}
	if r.Boot.Door != nil && r.Boot.Door.Kind == at.door {
		d = *r.Boot.Door
	}
	return &door{Root: r, Words: w, Door: d, Me: r.Client.State().Me(), At: at}
}

func (d *door) Render() app.UI {
	w := d.Words
	title, lead, button := d.say()
	err := (*shared.Error)(nil)
	if d.At.refused != "" {
		err = &shared.Error{Code: d.At.refused}
	}
	return app.Main().ID(plainID).Class("page", "welcome").TabIndex(-1).DataSet("title", w.SignInButton).Body(
		app.Div().Class("gate").Body(
			app.Div().Class("seal").Body(Icon("mark")),
			app.H1().Dir("auto").Text(title),
			app.P().Class("lead").Text(lead),
			app.Form().Class("stack").Method("post").Body(append(d.fields(), d.Root.refusal("door-refusal", err), submitButton(button, false))...),
			d.passkey(),
			d.openID(),
			d.elsewhere(),
		),
	)
}

func (d *door) say() (title, lead, button string) {
	w, name := d.Words, d.theirs()
	switch d.Door.Kind {
	case shared.DoorClaim:
		return w.ClaimTitle, w.ClaimLead, w.ClaimButton
	case shared.DoorReset:
		return w.ResetTitle, w.ResetLead(name), w.ResetButton
	case shared.DoorInvite:
		return w.InvitedTitle(name), w.InvitedLead, w.ComeIn
	}
	return w.SignInTitle, w.SignInLead, w.SignInButton
}

// theirs is the name of whom the link is of, or by; the program's where that is
// nobody who is known.
func (d *door) theirs() string {
	if d.Door.Person == nil {
		return d.Words.Name
	}
	return d.Door.Person.Name
}

// fields are a name for who has none, and a password for who needs one.
func (d *door) fields() []app.UI {
	w := d.Words
	switch {
	case d.Door.Kind == shared.DoorSignIn:
		return []app.UI{nameField("name", w.EnterName, d.At.name, nil, true), passwordField("password", w.Password, "current-password", "")}
	case d.Door.Kind == shared.DoorReset:
		return []app.UI{passwordField("password", w.PasswordNew, "new-password", w.PasswordHint)}
	case d.Me.ID == "":
		return []app.UI{nameField("name", w.EnterName, d.At.name, nil, true), passwordField("password", w.Password, "new-password", w.PasswordHint)}
	case d.Me.Role == shared.RoleGuest:
		return []app.UI{app.P().Text(w.AsMe(d.Me.Name)), passwordField("password", w.Password, "new-password", w.PasswordHint)}
	}
	return []app.UI{app.P().Text(w.AsMe(d.Me.Name))}
}

// passkey is the way in that takes no name; nil where there is none.
func (d *door) passkey() app.UI {
	if d.Door.Kind != shared.DoorSignIn || !d.Door.Passkeyed {
		return nil
	}
	return passkeyForm(shared.PageProve, passkeyGet,
		app.Button().Type("submit").Class("button").Body(Icon("key-round"), app.Span().Text(d.Words.PasskeySignIn)))
}

// openID is the way in by an account elsewhere; nil where there is none.
func (d *door) openID() app.UI {
	if d.Door.Kind != shared.DoorSignIn || d.Door.OpenID == "" {
		return nil
	}
	return openIDLink(d.Words.OpenIDSignIn(d.Door.OpenID))
}

// elsewhere leads to the other door.
func (d *door) elsewhere() app.UI {
	w := d.Words
	switch {
	case d.Door.Kind == shared.DoorSignIn && !d.Root.Boot.Invited:
		return app.A().Class("link").Href(shared.PageHome).Text(w.AsGuest)
	case d.Door.Kind == shared.DoorInvite && d.Me.ID == "":
		return app.A().Class("link").Href(shared.PageDoor(shared.DoorSignIn, "")).Text(w.HasAccount)
	}
	return nil
}

// passwordField is where a password is written; complete tells the browser which
// one it is, and hint what makes a good one.
func passwordField(id, label, complete, hint string) app.UI {
	name := id
	if complete == "new-password" {
		name = "password"
	}
	input := app.Input().ID(id).Name(name).Type("password").Required(true).
		Attr("maxlength", shared.MaxPasswordRunes).Attr("autocomplete", complete)
	if complete == "new-password" {
		input = input.Attr("minlength", shared.MinPasswordRunes)
	}
	if hint == "" {
		return app.Div().Class("field").Body(app.Label().For(id).Text(label), input)
	}
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label), input.Aria("describedby", id+"-hint"), app.P().ID(id+"-hint").Class("hint").Text(hint))
}
