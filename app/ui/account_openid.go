//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// openID connects the account with one elsewhere, which then lets one in; nil where
// there is no such provider.
func (a *account) openID() app.UI {
	w, name := a.Words, a.Known.OpenID
	if name == "" {
		return nil
	}
	text := w.OpenIDText(name)
	var act app.UI = app.Div().Class("actions").Body(openIDLink(w.OpenIDConnect(name)))
	switch {
	case a.Known.Identified:
		text = w.OpenIDKnown(name)
		act = app.Form().Class("actions").Method("post").Action(shared.PageMe + "/openid/end").Body(
			app.Button().Class("button").Text(w.OpenIDEnd))
	case a.Me.Role == shared.RoleGuest:
		text = w.OpenIDKeep(name)
	}
	return app.Section().ID("openid").Class("panel").Body(
		app.H2().Dir("auto").Text(name), app.P().Class("facts").Text(text), a.refused("openid", "openid-refusal"), act)
}

// openIDLink leads to the provider.
func openIDLink(label string) app.UI {
	return app.A().Class("button").Href(shared.PathOpenID).Body(Icon("log-in"), app.Span().Text(label))
}
