package ui

import (
	_ "embed"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// sprite holds the icons in use, each a symbol with the id "i-<name>". It is
// part of the page, so that icons are there at the first paint and offline.
//
//go:embed icons.svg
var sprite string

// Icon draws one icon of the sprite in the colour of the text around it. It says
// nothing to a screen reader: label the button that holds it. The name is one of
// ours, never what people wrote.
func Icon(name string) app.UI {
	return app.Raw(`<svg class="icon" width="20" height="20" aria-hidden="true"><use href="#i-` + name + `"></use></svg>`)
}

// Sprite is the icons themselves; a page holds it once.
func Sprite() app.UI { return app.Raw(sprite) }
