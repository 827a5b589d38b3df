package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// Composer is where one writes to a room.
type Composer struct {
	app.Compo

	Client *client.Client
	Words  *words.Words
	Room   shared.RoomID
	Turn   uint64 // see Timeline.Turn
	// Refused is why the plain form was refused, from the page's address; "" for
	// nothing.
	Refused shared.Code
	// Fresh is the command ID that the plain form posts under; the server mints
	// it with the page. "" in the browser, where the client mints them.
	Fresh shared.CommandID
}

// Render gives the composer.
func (c *Composer) Render() app.UI { return app.Form().Class("compose") }
