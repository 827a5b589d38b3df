package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// Timeline is a room's messages.
type Timeline struct {
	app.Compo

	Client *client.Client
	Words  *words.Words
	Room   shared.RoomID
	// Turn is any number that changes when something did: go-app renders a
	// component again only when one of its exported fields has changed, and the
	// client is the same pointer for ever.
	Turn uint64
}

// Render gives the timeline.
func (t *Timeline) Render() app.UI { return app.Main().Class("line") }
