package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// What the client loads as one scrolls is a page of its own for who has no
// client. The links lead there from inside the iframe too.

// older leads to what was said before the messages of the page.
func (t *Timeline) older(room *state.Room) app.UI {
	oldest := room.Oldest()
	if oldest == 0 {
		return nil
	}
	return app.Div().Class("note").Body(
		app.A().Href(Attr(fmt.Sprintf("%s?before=%d", shared.PageRoom(t.Room), oldest))).Target("_top").Text(t.Words.OlderMessages),
	)
}

// newer leads to what was said after them, beginning with the last of them, and
// to the end.
func (t *Timeline) newer(room *state.Room) app.UI {
	last, _ := room.MessageOf(room.Newest())
	key := state.Item{Message: last}.Key()
	return app.Div().Class("note").Body(
		app.A().Href(Attr(fmt.Sprintf("%s?around=%d#m-%s", shared.PageRoom(t.Room), last.Seq, key))).Text(t.Words.NewerMessages),
		app.Text(" · "),
		app.A().Href(Attr(shared.PageRoom(t.Room))).Text(t.Words.ToTheEnd),
	)
}
