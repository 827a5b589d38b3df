//go:build js

// Command app is Parley in the browser. It takes over the page that the server
// rendered, with the components that rendered it.
package main

import (
	"math/rand/v2"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/browser"
	"parley/app/client"
	"parley/app/client/lab"
	"parley/app/client/transport"
	"parley/app/state"
	"parley/app/ui"
)

func main() {
	boot, _ := browser.Boot()
	loop := &ui.Loop{}
	c := client.New(client.Config{
		State:    state.New(),
		Version:  app.Getenv("PARLEY_VERSION"),
		Run:      loop.Run,
		Server:   browser.Server{},
		Streams:  browser.Streams{},
		Sockets:  browser.Sockets{},
		Storage:  browser.OpenStorage(),
		Queue:    browser.OpenQueue(),
		Timers:   browser.Timers{},
		Locks:    browser.Locks{},
		Tabs:     browser.OpenTabs(),
		Page:     browser.OpenPage(),
		Picker:   browser.OpenPicker(),
		Recorder: browser.Recorder{},
	})
	page := app.Window().URL()
	kept := ui.Keep()
	if kept.Shell {
		c.Resume()
	} else {
		c.Start(boot)
	}
	root := &ui.Root{Client: c, Boot: boot, URI: page.String(), Loop: loop, Kept: kept, Lab: world(loop)}
	root.Lang = root.PreferredLang()
	app.RouteWithRegexpFunc("^/.*", func() app.Composer { return root })
	app.RunWhenOnBrowser()
}

// world is what the lab needs of the browser.
func world(loop *ui.Loop) *lab.World {
	return &lab.World{
		Outside: transport.Outside{
			Streams: browser.Streams{}, Sockets: browser.Sockets{}, Server: browser.Server{}, Timers: browser.Timers{},
		},
		Frames:  browser.Frames{},
		Sockets: browser.ByteSockets{},
		Clock:   browser.FineClock{},
		Run:     loop.Run,
		Random:  rand.Float64,
	}
}
