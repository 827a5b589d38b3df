//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// passkeys lists what lets one in in the place of a password, and makes more; nil
// where browsers make none.
func (a *account) passkeys() app.UI {
	w := a.Words
	if !a.Known.Passkeyed && len(a.Known.Passkeys) == 0 {
		return nil
	}
	title, text := w.PasskeysTitle, w.PasskeysText
	if a.Me.Role == shared.RoleGuest {
		title, text = w.PasskeysKeepTitle, w.PasskeysKeepText
	}
	var list app.UI
	if len(a.Known.Passkeys) > 0 {
		rows := make([]app.UI, len(a.Known.Passkeys))
		for i, key := range a.Known.Passkeys {
			rows[i] = a.passkey(key)
		}
		list = app.Ul().Class("cards").Aria("label", title).Body(rows...)
	}
	return app.Section().ID("passkeys").Class("panel").Body(
		app.H2().Text(title), app.P().Class("facts").Text(text), list,
		a.refused("passkeys", "passkeys-refusal"),
		a.addPasskey(),
	)
}

func (a *account) addPasskey() app.UI {
	if !a.Known.Passkeyed {
		return nil
	}
	return passkeyForm(shared.PagePasskeys, passkeyCreate, app.Div().Class("actions").Body(
		app.Button().Type("submit").Class("button").Body(Icon("key-round"), app.Span().Text(a.Words.PasskeyAdd))))
}

func (a *account) passkey(key shared.Passkey) app.UI {
	w := a.Words
	name := deviceName(w, key.Name)
	facts := []app.UI{app.Span().Text(w.PasskeyMade(dayName(w.Words, a.zone, key.Made, a.Now)))}
	if key.Used > 0 {
		facts = append(facts, app.Span().Text(w.DeviceUsed(dayName(w.Words, a.zone, key.Used, a.Now))))
	}
	return app.Li().Class("card").Body(Icon("key-round"),
		app.Div().Class("what").Body(app.Span().Class("name").Text(name), app.P().Class("facts").Body(facts...)),
		app.Form().Method("post").Action(Attr(shared.PagePasskeys+"/"+key.ID+"/end")).Body(
			app.Button().Class("button", "quiet").Aria("label", Attr(w.PasskeyEnd+": "+name)).Text(w.PasskeyEnd)),
	)
}

// passkeyForm is a form that the browser itself fills in; see Root.passkey.
func passkeyForm(action, does string, button app.UI) app.UI {
	return app.Form().Class("needs-client").Method("post").Action(action).DataSet("passkey", does).Body(hidden("credential", ""), button)
}
