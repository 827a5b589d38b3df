//go:build !js

package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// How many an invitation may be for, and for how many days.
var (
	offeredUses = []int{1, shared.DefaultInvitationUses, 25, 100}
	offeredDays = []int{1, shared.DefaultInvitationDays, 30, 365}
)

// invitations makes links by which others come in, and ends them.
func (a *account) invitations() app.UI {
	w := a.Words
	var rows []app.UI
	for _, one := range a.Known.Invitations {
		rows = append(rows, a.invitation(one))
	}
	var list app.UI
	if len(rows) > 0 {
		list = app.Ul().Class("cards").Aria("label", w.InviteTitle).Body(rows...)
	}
	return app.Section().ID("invitations").Class("panel").Body(
		app.H2().Text(w.InviteTitle), app.P().Class("facts").Text(w.InviteText),
		a.fresh(),
		app.Form().Class("inline").Method("post").Action(shared.PageMe+"/invitations").Body(
			picker("uses", w.InviteUses, offeredUses, shared.DefaultInvitationUses, strconv.Itoa),
			picker("days", w.InviteDays, offeredDays, shared.DefaultInvitationDays, w.Days),
			app.Button().Type("submit").Class("button").Text(w.InviteButton),
		),
		a.refused("invitations", "invitations-refusal"),
		list,
	)
}

// picker is a choice of numbers.
func picker(name, label string, offered []int, chosen int, say func(int) string) app.UI {
	options := make([]app.UI, len(offered))
	for i, n := range offered {
		option := app.Option().Value(n).Text(say(n))
		if n == chosen {
			option = option.Selected(true)
		}
		options[i] = option
	}
	return app.Div().Class("field").Body(app.Label().For(name).Text(label), app.Select().ID(name).Name(name).Class("input").Body(options...))
}

// fresh shows the link that was just made, which shows only once.
func (a *account) fresh() app.UI {
	if a.At.invited == "" {
		return nil
	}
	w := a.Words
	return app.Div().Class("fresh").Body(
		app.Img().Class("code").Src(Attr(shared.PageMe+"/invitations/"+a.At.invited+"/code.svg")).Alt(w.InviteCode).Width(codeSide).Height(codeSide),
		app.Div().Class("stack").Body(
			app.Div().Class("field").Body(
				app.Label().For("invitation").Text(w.InviteLink),
				app.Input().ID("invitation").Type("url").ReadOnly(true).Value(Attr(a.link())).Aria("describedby", "invitation-once"),
			),
			app.P().ID("invitation-once").Class("facts").Text(w.InviteOnce),
			copyButton(w, a.link()),
		),
	)
}

const codeSide = 168 // of the QR code, in pixels

func (a *account) link() string {
	return a.Known.Base + shared.PageDoor(shared.DoorInvite, a.At.invited)
}

// copyButton copies a text.
func copyButton(w *words.Plain, text string) app.UI {
	return app.Button().Type("button").Class("button", "needs-client").DataSet("copy", Attr(text)).DataSet("copied", w.InviteCopied).
		Body(Icon("copy"), app.Span().Text(w.InviteCopy))
}

func (a *account) invitation(one shared.Invitation) app.UI {
	w := a.Words
	until := w.InviteUntil(dayName(w.Words, a.zone, one.Expires, a.Now))
	return app.Li().Class("card").Body(Icon("users"),
		app.Div().Class("what").Body(
			app.Span().Class("name").Text(w.InviteLeft(one.Uses)),
			app.P().Class("facts").Text(until),
		),
		app.Form().Method("post").Action(Attr(shared.PageMe+"/invitations/"+one.ID+"/end")).Body(
			app.Button().Class("button", "quiet").Aria("label", Attr(w.InviteEnd+": "+w.InviteLeft(one.Uses)+", "+until)).Text(w.InviteEnd),
		),
	)
}
