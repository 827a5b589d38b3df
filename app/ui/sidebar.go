package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// sidebarID is the drawer that the sidebar becomes where there is little room.
// Drawers and menus are popovers: the browser opens them without a script,
// closes them by Escape or a touch beside them, and gives the focus back.
const sidebarID = "rooms"

// sidebar lists the rooms one is in, and leads everywhere.
type sidebar struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Rooms []roomLink // the direct ones behind the others
	All   bool       // whether one looks at the directory
	Lab   bool       // whether one looks at the lab
	Me    shared.Person

	Reports int // that wait for the person, who is a moderator
}

// roomLink is a room in the sidebar.
type roomLink struct {
	ID       shared.RoomID
	Name     string
	Sign     string
	Archived bool
	Direct   bool
	Partner  shared.Person // of a direct room of two
	Online   bool          // whether that one is connected
	Unread   int
	Calls    int // of them, those that call one
	Muted    bool
	Here     bool // whether one looks at it
}

func (r *Root) sidebar() app.UI {
	at := r.at()
	rooms := r.Client.State().Rooms()
	links := make([]roomLink, 0, len(rooms))
	var directs []*state.Room
	for _, room := range rooms {
		if room.Direct {
			if !room.Hidden() || at.room == room.ID {
				directs = append(directs, room)
			}
			continue
		}
		links = append(links, r.link(room))
	}
	byRecency(directs)
	for _, room := range directs {
		links = append(links, r.link(room))
	}
	if !slices.Equal(links, r.links) {
		r.links = links
	}
	return &sidebar{Root: r, Words: r.words(), Rooms: r.links, All: at.page == pageDirectory, Lab: at.page == pageLab, Me: r.Client.State().Me(), Reports: r.Client.State().Reports()}
}

func (r *Root) link(room *state.Room) roomLink {
	s, at := r.Client.State(), r.at()
	other := partner(s, room)
	return roomLink{
		ID: room.ID, Name: roomName(s, room, r.words()), Sign: roomSign(room.Room), Archived: room.Archived,
		Direct: room.Direct, Partner: other, Online: room.Online(other.ID),
		Unread: room.Unread(), Calls: room.Calls(), Muted: room.Level() == shared.LevelNone || s.Blocked(other.ID), Here: at.page == pageRoom && at.room == room.ID,
	}
}

// waiting is how many messages wait for the person: of a muted room, those that
// call them.
func (l roomLink) waiting() int {
	if l.Muted {
		return l.Calls
	}
	return l.Unread
}

// unreadElsewhere is how many messages wait in the rooms that one doesn't look at.
func (r *Root) unreadElsewhere() (n int) {
	for _, link := range r.links {
		if !link.Here {
			n += link.waiting()
		}
	}
	return n
}

func (s *sidebar) Render() app.UI {
	w := s.Words
	return app.Nav().ID(sidebarID).Class("side").Attr("popover", "auto").Aria("label", w.RoomsLabel).Body(
		app.Div().Class("brand").Body(
			app.A().Class("home").Href(shared.PageHome).Body(Icon("mark"), app.Span().Text(w.Name)),
			closer(sidebarID, w.CloseRooms),
		),
		app.Button().Type("button").Class("find", "needs-client").OnClick(s.jump).Body(
			Icon("search"), app.Span().Text(w.Jump), app.Elem("kbd").Aria("hidden", True()).Text("Ctrl K"),
		),
		app.Div().Class("group").Body(
			app.H2().Text(w.RoomsLabel),
			app.A().Class("icon-button").Href(shared.PageDirectory+"#"+PartCreate).
				Title(w.NewRoom).Aria("label", w.NewRoom).OnClick(s.create).Body(Icon("plus")),
		),
		s.list(s.Words.NoRooms, false),
		app.A().Class("go", "browse").Href(shared.PageDirectory).Attr("aria-current", currentPage(s.All)).Body(
			Icon("compass"), app.Span().Class("name").Text(w.BrowseRooms),
		),
		app.Div().Class("group").Body(
			app.H2().Text(w.DirectLabel),
			app.A().Class("icon-button").Href(shared.PageDirectory+"#"+PartDirect).
				Title(w.NewDirect).Aria("label", w.NewDirect).OnClick(s.direct).Body(Icon("plus")),
		),
		s.list(s.Words.NoDirects, true),
		s.reports(),
		app.A().Class("go", "browse", "apart").Href(shared.PageLab).Attr("aria-current", currentPage(s.Lab)).Body(
			Icon("flask-conical"), app.Span().Class("name").Text(w.LabTitle),
		),
		s.foot(),
	)
}

// list is one of the two lists, or what stands in its place while it is empty.
func (s *sidebar) list(none string, direct bool) app.UI {
	var rows []app.UI
	for _, room := range s.Rooms {
		if room.Direct == direct {
			rows = append(rows, &roomRow{Words: s.Words, Room: room})
		}
	}
	if len(rows) == 0 {
		return app.P().Class("none").Text(none)
	}
	return app.Ul().Class("rooms").Body(rows...)
}

// reports leads to what waits for a moderator; nil where nothing does.
func (s *sidebar) reports() app.UI {
	if s.Reports == 0 {
		return nil
	}
	return app.A().Class("go", "browse", "unread").Href(shared.PageReports).Body(
		Icon("flag"), app.Span().Class("name").Text(s.Words.ReportsTitle), app.Span().Class("count", "mention").Text(capped(s.Reports)),
	)
}

// foot is who one is, and the way to the settings.
func (s *sidebar) foot() app.UI {
	w := s.Words
	return app.A().Class("me").Href(shared.PageMe).OnClick(s.settings).Body(
		Face(s.Me, "small"),
		app.Span().Class("name").Dir("auto").Text(s.Me.Name),
		app.Span().Class("sr").Text(w.SettingsTitle),
		Icon("settings"),
	)
}

func (s *sidebar) jump(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	s.Root.open(dialogJump)
}

func (s *sidebar) create(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	s.Root.open(dialogCreate)
}

func (s *sidebar) direct(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	s.Root.open(dialogDirect)
}

func (s *sidebar) settings(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	s.Root.open(dialogSettings)
}

// closer closes a drawer, where it is one.
func closer(drawer, label string) app.UI {
	return app.Button().Type("button").Class("icon-button", "closer").Attr("popovertarget", drawer).
		Attr("popovertargetaction", "hide").Aria("label", label).Body(Icon("x"))
}

// currentPage is the value of aria-current.
func currentPage(here bool) string {
	if here {
		return "page"
	}
	return "false"
}
