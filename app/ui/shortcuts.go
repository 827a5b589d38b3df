package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
)

// shortcuts is the dialog that tells what keys do.
type shortcuts struct {
	app.Compo

	Root  *Root
	Words *words.Words
}

// OnMount opens the dialog.
func (s *shortcuts) OnMount(ctx app.Context) { showModal(ctx) }

func (s *shortcuts) Render() app.UI {
	var rows []app.UI
	for _, shortcut := range s.Words.Shortcuts {
		rows = append(rows, app.Dt().Body(keys(shortcut[0])...), app.Dd().Text(shortcut[1]))
	}
	return s.Root.modal("", s.Words.ShortcutsTitle,
		app.Dl().Class("shortcuts").Body(rows...),
		app.H3().Text(s.Words.SlashesTitle),
		app.Dl().Class("shortcuts").Body(slashRows(s.Words)...),
	)
}

// keys shows keys that are pressed together, which spaces separate.
func keys(together string) (shown []app.UI) {
	for i, key := range strings.Fields(together) {
		if i > 0 {
			shown = append(shown, app.Text(" "))
		}
		shown = append(shown, app.Elem("kbd").Text(key))
	}
	return shown
}

func (s *settings) shortcuts(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	s.Root.open(dialogShortcuts)
}
