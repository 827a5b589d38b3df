//go:build js

// Command app is Parley in the browser. It takes over the page that the server
// rendered, with the components that rendered it.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/browser"
	"parley/app/client"
	"parley/app/state"
	"parley/app/ui"
)

func main() {
	boot, _ := browser.Boot()
	loop := &ui.Loop{}
	c := client.New(client.Config{
		State:   state.New(),
		Version: app.Getenv("PARLEY_VERSION"),
		Run:     loop.Run,
		Server:  browser.Server{},
		Streams: browser.Streams{},
		Sockets: browser.Sockets{},
		Storage: browser.OpenStorage(),
		Queue:   browser.OpenQueue(),
		Timers:  browser.Timers{},
		Locks:   browser.Locks{},
		Tabs:    browser.OpenTabs(),
		Page:    browser.OpenPage(),
	})
	page := app.Window().URL()
	kept := ui.Keep()
	if kept.Shell {
		c.Resume()
	} else {
		c.Start(boot)
	}
	root := &ui.Root{Client: c, Boot: boot, URI: page.String(), Loop: loop, Kept: kept}
	root.Lang = root.PreferredLang()
	app.RouteWithRegexpFunc("^/.*", func() app.Composer { return root })
	app.RunWhenOnBrowser()
}
