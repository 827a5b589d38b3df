package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// actionOpen asks for a dialog; its value is the dialogKind.
const actionOpen = "open-dialog"

// meant is what the field asks to post; false where it asks for something else,
// which is seen to, or for what can't be.
func (c *Composer) meant(text string) (post shared.PostMessage, ok bool) {
	body, err := c.Client.State().Meant(c.Client.State().Room(c.Room), text)
	if err != nil {
		c.refuse(err)
		return post, false
	}
	switch body := body.(type) {
	case nil:
		c.dialog(dialogShortcuts)
	case shared.Leave:
		c.dialog(dialogLeave)
	case shared.PostMessage:
		return body, true
	default:
		c.do(body)
	}
	return post, false
}

// dialog answers in one, which takes the place of what was written.
func (c *Composer) dialog(kind dialogKind) {
	c.empty()
	c.asks = kind
}

// ask opens the dialog that was asked for. Where a key did, it is up by now: it
// would press the button that has the focus there.
func (c *Composer) ask() {
	if c.asks != dialogNone {
		c.ctx.NewActionWithValue(actionOpen, c.asks)
		c.asks = dialogNone
	}
}

// do has it done now. What was written stays until it is, unless there is another
// text by then.
func (c *Composer) do(body shared.CommandBody) {
	room, text := c.Room, c.field.text()
	c.Client.Do(room, body, func(err *shared.Error) {
		c.run(func() {
			switch {
			case c.Room != room || c.field.element == nil || c.field.text() != text:
				return
			case err != nil:
				c.refusal = err
			default:
				c.empty()
			}
			c.Update()
		})
	})
}

// suggestSlashes lists the commands whose names begin so, but for one that stands
// there already and needs nothing more.
func suggestSlashes(looked string, w *words.Words) (found []suggestion) {
	for _, s := range w.Slashes {
		name, more, _ := strings.Cut(s[0], " ")
		if begins := strings.HasPrefix(name[1:], strings.ToLower(looked)); begins && (more != "" || name[1:] != looked) {
			if more != "" {
				name += " "
			}
			found = append(found, suggestion{Text: name, Label: s[0][1:], Note: s[1], Sign: "/"})
		}
	}
	return found
}

// slashRows tell of the commands in the dialog of shortcuts.
func slashRows(w *words.Words) (rows []app.UI) {
	for _, s := range w.Slashes {
		rows = append(rows, app.Dt().Body(app.Elem("kbd").Text(s[0])), app.Dd().Text(s[1]))
	}
	return rows
}
