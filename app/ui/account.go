//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// account is the page of what is one's own: the name, the way back in, the
// devices, the invitations.
type account struct {
	app.Compo

	Root  *Root
	Words *words.Plain
	Me    shared.Person
	Known shared.Account
	At    address
	Now   int64
	zone  zone
}

func (r *Root) accountPage(w *words.Plain, known shared.Account) app.UI {
	return &account{Root: r, Words: w, Me: r.Client.State().Me(), Known: known, At: r.at(), Now: r.Client.Now(), zone: zoneOf(r.Client)}
}

func (a *account) Render() app.UI {
	parts := []app.UI{a.name()}
	if a.Me.Role == shared.RoleGuest {
		parts = append(parts, a.password(), a.passkeys(), a.openID(), a.devices())
	} else {
		parts = append(parts, a.invitations(), a.devices(), a.passkeys(), a.openID(), a.password())
	}
	if a.Me.Role.AtLeast(shared.RoleModerator) {
		parts = append(parts, a.keeping(), a.bots())
	}
	return plainMain(a.Words.AccountTitle, parts...)
}

// refused is the reason why a form of the page was refused, beside that form.
func (a *account) refused(part, id string) app.UI {
	if a.At.refused == "" || a.At.failed != part {
		return nil
	}
	return a.Root.refusal(id, &shared.Error{Code: a.At.refused})
}

func (a *account) name() app.UI {
	value := a.Me.Name
	if a.At.refused != "" && a.At.failed == "" {
		value = a.At.name
	}
	return app.Section().Class("panel").Body(
		app.Div().Class("whom").Body(
			Face(a.Me, "large"), app.H2().Dir("auto").Text(a.Me.Name), app.Span().Class("tag").Text(a.Words.RoleNames[a.Me.Role]),
		),
		app.Form().Class("inline").Method("post").Action(shared.PageMe).Body(
			nameField("own-name", a.Words.YourName, value, a.refused("", "own-name-refusal"), false),
			app.Button().Type("submit").Class("button").Text(a.Words.Save),
		),
		a.status(),
		a.picture(),
	)
}

// status is where one says what one is doing.
func (a *account) status() app.UI {
	value := a.Me.Status
	if a.At.refused != "" && a.At.failed == "status" {
		value = a.At.name
	}
	return app.Form().ID("status").Class("inline").Method("post").Action(shared.PageMe+"/status").Body(
		app.Div().Class("field").Body(
			app.Label().For("own-status").Text(a.Words.StatusLabel),
			app.Input().ID("own-status").Name("name").Type("text").Value(Attr(value)).Dir("auto").
				Attr("maxlength", 2*shared.MaxStatusRunes).Attr("autocomplete", "off").Placeholder(a.Words.StatusHint),
			a.refused("status", "own-status-refusal"),
		),
		app.Button().Type("submit").Class("button").Text(a.Words.Save),
	)
}

// password makes an account of a guest, and gives who has one another password.
func (a *account) password() app.UI {
	w := a.Words
	title, text, button := w.ChangeTitle, w.ChangeText, w.ChangeButton
	if a.Me.Role == shared.RoleGuest {
		title, text, button = w.KeepTitle, w.KeepText, w.KeepButton
	}
	fields := []app.UI{passwordField("new-password", w.PasswordNew, "new-password", w.PasswordHint)}
	if a.Known.Password {
		fields = append([]app.UI{passwordField("old", w.PasswordOld, "current-password", "")}, fields...)
	}
	fields = append(fields, a.refused("account", "password-refusal"), app.Div().Class("actions").Body(submitButton(button, false)))
	return app.Section().ID("account").Class("panel").Body(
		app.H2().Text(title), app.P().Class("facts").Text(text),
		app.Form().Class("stack").Method("post").Action(shared.PageMe+"/password").Body(
			append([]app.UI{a.whose()}, fields...)...,
		),
	)
}

// whose tells the browser's keeper of passwords whose it is.
func (a *account) whose() app.UI {
	return app.Input().Type("text").Class("sr").Name("username").Value(Attr(a.Me.Name)).Attr("autocomplete", "username").
		Aria("label", a.Words.YourName).TabIndex(-1).ReadOnly(true)
}

func (a *account) devices() app.UI {
	w := a.Words
	rows := make([]app.UI, len(a.Known.Devices))
	for i, device := range a.Known.Devices {
		rows[i] = a.device(device)
	}
	return app.Section().ID("devices").Class("panel").Body(
		app.H2().Text(w.DevicesTitle), app.P().Class("facts").Text(w.DevicesText),
		app.Ul().Class("cards").Aria("label", w.DevicesTitle).Body(rows...),
		a.refused("devices", "devices-refusal"),
	)
}

func (a *account) device(device shared.Device) app.UI {
	w := a.Words
	name := deviceName(w, device.Name)
	facts := []app.UI{app.Span().Text(w.DeviceUsed(dayName(w.Words, a.zone, device.Used, a.Now)))}
	act := app.Form().Method("post").Action(Attr(shared.PageMe + "/devices/" + device.ID + "/end")).Body(
		app.Button().Class("button", "quiet").Aria("label", Attr(w.SignOut+": "+name)).Text(w.SignOut))
	if device.Here {
		facts = []app.UI{app.Span().Class("tag").Text(w.DeviceHere)}
		act = app.Form().Method("post").Action("/exit").Body(
			app.Button().Class("button", "quiet").Text(leaving(w.Words, a.Me)))
	}
	return app.Li().Class("card").Body(Icon("monitor"),
		app.Div().Class("what").Body(app.Span().Class("name").Text(name), app.P().Class("facts").Body(facts...)), act)
}

// keeping is the way to the pages where order is kept, for moderators.
func (a *account) keeping() app.UI {
	return app.Section().Class("panel").Body(
		app.H2().Text(a.Words.KeepingLabel), app.P().Class("facts").Text(a.Words.KeepingWay),
		app.Div().Class("actions").Body(
			app.A().Class("button").Href(shared.PageReports).Text(a.Words.ReportsTitle),
			app.A().Class("button").Href(shared.PageActs).Text(a.Words.ActsTitle),
			app.A().Class("button").Href(shared.PageBans).Text(a.Words.BansTitle),
		),
	)
}

// bots is the way to the page of bots, for those who see to them.
func (a *account) bots() app.UI {
	return app.Section().Class("panel").Body(
		app.H2().Text(a.Words.BotsTitle), app.P().Class("facts").Text(a.Words.BotsWay),
		app.Div().Class("actions").Body(app.A().Class("button").Href(shared.PageBots).Text(a.Words.BotsTitle)),
	)
}
