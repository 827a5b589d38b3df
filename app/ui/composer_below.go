package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// namesTyping is how many of those who are writing are named.
const namesTyping = 3

// below is the line under the field: what is wrong with the text, else who else
// is writing, and how to send.
func (c *Composer) below(room *state.Room) app.UI {
	w := c.Words
	hint := w.SendHint
	return app.Div().Class("below").Body(
		c.news(room),
		app.Span().Class("hint needs-client").Body(
			app.B().Text(hint[0]), app.Text(" "+hint[1]+" · "), app.B().Text(hint[2]), app.Text(" "+hint[3]),
		),
	)
}

func (c *Composer) news(room *state.Room) app.UI {
	w := c.Words
	switch {
	case c.refusal != nil && c.refusal.Code == shared.CodeRoomSlow:
		return app.Span().Class("few").Role("status").Text(w.TooSoon(c.refusal.RetryAfter))
	case c.refusal != nil && c.refusal.Code == shared.CodeSlashUnknown:
		name, _, _ := strings.Cut(c.field.text(), " ")
		return app.Span().Class("wrong").Role("alert").Text(w.NoSlash(shared.Clip(name, shared.MaxNameRunes)) + " " + w.Refusal(c.refusal))
	case c.refusal != nil:
		return app.Span().Class("wrong").Role("alert").Text(w.Refusal(c.refusal))
	case c.ctx == nil && c.Refused != "":
		return app.Span().Class("wrong").Role("alert").Text(w.Refusal(&shared.Error{Code: c.Refused}))
	case c.waits:
		return app.Span().Class("few").Role("status").Text(w.SendsWhenUp)
	case c.ctx != nil && c.left < 0:
		return app.Span().Class("wrong").Role("status").Text(w.CharactersOff(-c.left))
	case c.ctx != nil && c.left < leftTold:
		return app.Span().Class("few").Role("status").Text(w.CharactersGo(c.left))
	}
	typing := c.typing(room)
	if typing == "" && room.Slow > 0 {
		return app.Span().Class("slow").Text(w.SlowNote(w.Pause(room.Slow)))
	}
	return app.Span().Class("typing").Text(typing)
}

// typing names who else is writing, and counts those beyond the first few.
func (c *Composer) typing(room *state.Room) string {
	typing := room.Typing(c.Client.Now())
	if len(typing) == 0 {
		return ""
	}
	more := max(0, len(typing)-namesTyping)
	return c.Words.TypingNow(names(c.Client.State(), typing[:len(typing)-more], c.Words), more)
}

// written reports whether there is anything to send in a text.
func written(text string) bool { return strings.TrimSpace(text) != "" }
