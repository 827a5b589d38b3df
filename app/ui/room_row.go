package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// unreadShown is the highest count that is told to the number.
const unreadShown = 99

// roomRow is a room's line in the sidebar, rendered again by itself.
type roomRow struct {
	app.Compo

	Words *words.Words
	Room  roomLink
}

func (l *roomRow) Render() app.UI {
	room := l.Room
	class := ""
	if room.Archived {
		class = "archived"
	}
	if room.waiting() > 0 && !room.Here {
		class += " unread"
	}
	return app.Li().Body(app.A().Class("go", class).Href(Attr(shared.PageRoom(room.ID))).Attr("aria-current", currentPage(room.Here)).Body(
		l.sign(),
		app.Span().Class("name").Dir("auto").Text(room.Name),
		l.count(),
	))
}

// sign is the room's icon, or the face of whom one talks to, with a dot while they
// are connected.
func (l *roomRow) sign() app.UI {
	room := l.Room
	if room.Partner.ID == "" {
		return Icon(room.Sign)
	}
	if !room.Online {
		return Face(room.Partner, "tiny")
	}
	return app.Span().Class("faced").Body(Face(room.Partner, "tiny"), app.I().Class("dot"))
}

// count is how many messages wait; where some of them call the person, how many
// those are, and in a direct room all of them do.
func (l *roomRow) count() app.UI {
	room := l.Room
	switch {
	case room.Muted && (room.Calls == 0 || room.Here):
		return app.Span().Class("muted").Title(l.Words.Muted).Body(Icon("bell-off"), app.Span().Class("sr").Text(l.Words.Muted))
	case room.Unread == 0 || room.Here:
		return nil
	}
	class, shown, told := "count", capped(room.Unread), l.Words.Unread(int64(room.Unread))
	switch {
	case room.Direct && !room.Muted:
		class = "count mention"
	case room.Calls > 0:
		class, shown = "count mention", "@"+capped(room.Calls)
		told += ", " + l.Words.CallingYou(int64(room.Calls))
	}
	return app.Span().Class(class).Body(
		app.Span().Aria("hidden", True()).Text(shown),
		app.Span().Class("sr").Text(told),
	)
}

func capped(n int) string {
	if n > unreadShown {
		return strconv.Itoa(unreadShown) + "+"
	}
	return strconv.Itoa(n)
}
