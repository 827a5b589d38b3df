package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

const skeletonRows = 5

// skeletons stand where a list is on its way, in the shape of what comes; label
// says so to who does not see it. What comes at once finds it not yet visible.
func skeletons(label string) app.UI {
	parts := []app.UI{app.P().Class("sr").Text(label)}
	for range skeletonRows {
		parts = append(parts, app.Div().Class("bones"))
	}
	return app.Div().Class("skeleton").Role("status").Body(parts...)
}
