// Command client is a small go-app program that the tests of the bootstrap and
// of the service worker run in a browser.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

type screen struct {
	app.Compo
	path    string
	clicks  int
	updates int
}

func (s *screen) OnNav(ctx app.Context) { s.path = ctx.Page().URL().Path }

func (s *screen) OnAppUpdate(app.Context) { s.updates++ }

func (s *screen) Render() app.UI {
	link := func(id, href string) app.UI { return app.A().ID(id).Href(href).Text(href) }
	return app.Main().ID("screen").Body(
		app.H1().ID("path").Text(s.path),
		app.P().ID("updates").Text(s.updates),
		app.Button().ID("button").Text(s.clicks).OnClick(func(app.Context, app.Event) { s.clicks++ }),
		app.A().ID("handled").Href("/elsewhere").Text("handled").OnClick(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			s.clicks += 100
		}),
		link("rooms", "/rooms/x"), link("home", "/"), link("query", "?before=1"), link("fragment", "#end"), link("api", "/api/ping"),
		app.A().ID("tab").Href("/tab").Target("_blank").Text("tab"),
		app.Button().ID("crash").Text("crash").OnClick(func(app.Context, app.Event) { panic("as the test wants") }),
		app.Range(make([]struct{}, 100)).Slice(func(int) app.UI { return app.P().Text("line") }),
		app.P().ID("end").Text("end"),
	)
}

func main() {
	app.Log("started", app.Getenv("PARLEY_VERSION"))
	app.RouteWithRegexp("^/.*", &screen{})
	app.RunWhenOnBrowser()
}
