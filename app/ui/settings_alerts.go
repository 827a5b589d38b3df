package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
)

// alerts are the choices of what an alert may do on this device.
func (s *settings) alerts() []app.UI {
	w := s.Words
	choices := []app.UI{s.choice(client.SettingSound, w.Sound, s.Sound, []option{{"", w.SwitchOn, "bell"}, {"off", w.SwitchOff, "bell-off"}})}
	switch s.Permission {
	case "":
	case "denied":
		choices = append(choices, app.Div().Class("choice").Body(
			app.P().Class("label").Text(w.Notices), app.P().Class("facts").Text(w.NoticesDenied),
		))
	case "granted":
		choices = append(choices, s.choice(client.SettingNotify, w.Notices, s.Notify, []option{{"on", w.SwitchOn, ""}, {"", w.SwitchOff, ""}}))
	default:
		choices = append(choices, app.Div().Class("row").Body(
			app.P().Text(w.NoticesText),
			app.Button().Type("button").Class("button").OnClick(s.allow).Body(Icon("bell"), app.Span().Text(w.NoticesAllow)),
		))
	}
	return choices
}

// allow has the browser ask, and turns notices on where the person allows them.
func (s *settings) allow(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	root := s.Root
	askPermission(func(permission string) {
		root.ctx.Dispatch(func(app.Context) {
			if permission == "granted" {
				root.Client.Set(client.SettingNotify, "on")
			}
		})
	})
}
