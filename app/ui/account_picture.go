//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// pictureTypes are what a picture of a person may come as.
const pictureTypes = "image/png,image/jpeg,image/gif,image/webp"

// picture is where one brings a picture of oneself, or takes it away.
func (a *account) picture() app.UI {
	w := a.Words
	var end app.UI
	if a.Me.Picture != "" {
		end = app.Form().Class("actions").Method("post").Action(shared.PageMe + "/picture/end").Body(
			app.Button().Class("button", "quiet").Text(w.PictureEnd))
	}
	return app.Div().ID("picture").Class("stack").Body(
		app.Form().Class("inline").Method("post").Action(shared.PageMe+"/picture").EncType("multipart/form-data").Body(
			app.Div().Class("field").Body(
				app.Label().For("own-picture").Text(w.PictureLabel),
				app.Input().ID("own-picture").Name("picture").Type("file").Accept(pictureTypes).Required(true).Aria("describedby", "own-picture-hint"),
				app.P().ID("own-picture-hint").Class("hint").Text(w.PictureHint),
				a.refused("picture", "picture-refusal"),
			),
			app.Button().Type("submit").Class("button").Text(w.Save),
		),
		end,
	)
}
