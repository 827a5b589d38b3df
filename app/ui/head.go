package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

const (
	peopleID   = "people"
	roomMenuID = "room-menu"
)

// head tells where one is: a room with its topic, or another page.
type head struct {
	app.Compo

	Root     *Root
	Words    *words.Words
	Room     shared.RoomID // "" for a page that is no room
	Sign     string        // the icon before a room's name; "" for none
	Partner  shared.Person // whom one talks to in a direct room of two; zero elsewhere
	Direct   bool
	Group    bool // whether it is direct, and for more than two
	Manages  bool // whether one may change the room
	Name     string
	Topic    string
	Archived bool
	Locked   bool
	People   bool // whether the panel of people shows where it has room
	Unread   int  // in other rooms
	Level    shared.Level
	Pins     []quote // the messages kept at hand
	Wire     wireState

	levelErr *shared.Error // why a level was not chosen
}

func (r *Root) head() app.UI {
	h := &head{Root: r, Words: r.words(), Wire: r.wireState(), Unread: r.unreadElsewhere()}
	switch r.screen() {
	case screenRoom:
		room := r.Client.State().Room(r.at().room)
		s := r.Client.State()
		h.Room, h.Name, h.Topic, h.Archived = room.ID, roomName(s, room, h.Words), room.Topic, room.Archived
		h.Direct, h.Partner, h.Sign, h.Manages = room.Direct, partner(s, room), roomSign(room.Room), s.Manages(room)
		h.Locked, h.People, h.Level = room.Locked, !r.peopleHidden() && !r.search.panel, room.Level()
		h.Group = room.Direct && len(room.With) > 2
		h.Pins = pinsOf(s, room, h.Words)
	case screenOutside:
		room, _ := r.listed(r.at().room)
		h.Sign, h.Name, h.Topic, h.Archived = "hash", room.Name, room.Topic, room.Archived
	case screenDirectory:
		h.Name = h.Words.DirectoryOf
	case screenPlain:
		h.Name = r.plainTitle()
	case screenLab:
		h.Name = h.Words.LabTitle
	case screenSearch:
		h.Name = h.Words.SearchTitle
	}
	return h
}

func (h *head) Render() app.UI {
	return app.Header().Class("head").Body(
		h.roomsButton(),
		h.title(),
		&wire{Root: h.Root, Words: h.Words, State: h.Wire},
		app.A().Class("icon-button").Href(shared.PageSearch).Title(h.Words.SearchTitle).
			Aria("label", h.Words.SearchTitle).OnClick(h.openSearch).Body(Icon("search")),
		h.pinsButton(),
		h.peopleButtons(),
		h.menuButton(),
		h.menu(),
		h.pins(),
	)
}

// roomsButton opens the sidebar where it is a drawer, and tells what waits there.
func (h *head) roomsButton() app.UI {
	class, label := "icon-button only-drawer", h.Words.RoomsLabel
	if h.Unread > 0 {
		class, label = class+" news", label+", "+h.Words.Unread(int64(h.Unread))
	}
	return app.Button().Type("button").Class(class).Attr("popovertarget", sidebarID).Aria("label", label).Body(Icon("menu"))
}

func (h *head) title() app.UI {
	parts := []app.UI{app.H1().Dir("auto").Text(h.Name)}
	if h.Archived {
		parts = append(parts, app.Span().Class("tag").Text(h.Words.Archived))
	}
	if h.Locked && !h.Archived {
		parts = append(parts, app.Span().Class("tag").Text(h.Words.LockedTag))
	}
	if h.Topic != "" {
		parts = append(parts, app.Span().Class("topic").Dir("auto").Title(Attr(h.Topic)).Text(h.Topic))
	}
	var sign app.UI
	switch {
	case h.Partner.ID != "":
		sign = Face(h.Partner, "small")
	case h.Sign != "":
		sign = Icon(h.Sign)
	}
	return app.Div().Class("title").Body(sign, app.Div().Class("names").Body(parts...))
}

// peopleButtons is a switch for the panel, and a button for the drawer that the
// panel becomes where there is little room; the stylesheet shows one of them.
func (h *head) peopleButtons() app.UI {
	if h.Room == "" {
		return nil
	}
	label := h.Words.PeopleLabel
	return app.Div().Class("buttons").Body(
		app.Button().Type("button").Class("icon-button", "only-panel", "needs-client").Title(label).
			Aria("label", label).Aria("pressed", truth(h.People)).OnClick(h.togglePeople).Body(Icon("users")),
		app.Button().Type("button").Class("icon-button", "only-people-drawer").Title(label).
			Aria("label", label).Attr("popovertarget", peopleID).Body(Icon("users")),
	)
}

func (h *head) togglePeople(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	h.Root.togglePeople()
}

func (h *head) menuButton() app.UI {
	if h.Room == "" {
		return nil
	}
	return app.Button().Type("button").Class("icon-button").Attr("popovertarget", roomMenuID).
		Title(h.Words.RoomMenu).Aria("label", h.Words.RoomMenu).Body(Icon("ellipsis"))
}

// menu holds what can be done with the room.
func (h *head) menu() app.UI {
	if h.Room == "" {
		return nil
	}
	w := h.Words
	if h.Direct {
		return app.Div().ID(roomMenuID).Class("popover", "menu").Attr("popover", "auto").Body(h.levels(),
			h.form("hide", "eye-off", w.HideButton, h.hide), app.If(h.Group, h.form("leave", "log-out", w.LeaveButton, h.leave)))
	}
	var items []app.UI
	if h.Topic != "" {
		items = append(items, app.P().Class("about").Dir("auto").Text(h.Topic)) // the head may have no room for it
	}
	if h.Manages && !h.Archived {
		items = append(items, menuItem("pencil", w.RenameTitle, h.rename), menuItem("lock", w.RestrictTitle, h.restrict))
	}
	if h.Manages && !h.Archived && h.Room != shared.General {
		items = append(items, menuItem("archive", w.ArchiveButton, h.archive))
	}
	items = append(items,
		h.levels(),
		app.A().Class("item").Href("#"+PartAdd).OnClick(h.add).Body(Icon("user-plus"), app.Span().Text(w.AddPeople)),
		h.form("leave", "log-out", w.LeaveButton, h.leave),
	)
	return app.Div().ID(roomMenuID).Class("popover", "menu").Attr("popover", "auto").Body(items...)
}

// form is an item that works without the client too.
func (h *head) form(do, icon, label string, submit app.EventHandler) app.UI {
	return app.Form().Method("post").Action(Attr(shared.PageRoom(h.Room)+"/"+do)).OnSubmit(submit, do).Body(
		app.Button().Class("item").Body(Icon(icon), app.Span().Text(label)),
	)
}

func menuItem(icon, label string, do app.EventHandler) app.UI {
	return app.Button().Type("button").Class("item", "needs-client").OnClick(do, label).Body(Icon(icon), app.Span().Text(label))
}

func (h *head) rename(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	h.Root.open(dialogRename)
}

func (h *head) restrict(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	h.Root.open(dialogRestrict)
}

func (h *head) add(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	h.Root.open(dialogAdd)
}

func (h *head) archive(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	h.Root.open(dialogArchive)
}

func (h *head) leave(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	h.Root.open(dialogLeave)
}

// hide puts a direct room out of sight, and goes on from there.
func (h *head) hide(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	h.Root.Client.HideRoom(h.Room, func(err *shared.Error) {
		ctx.Dispatch(func(app.Context) { h.levelErr = err })
		if err == nil {
			h.Root.ctx.Navigate(shared.PageHome)
		}
	})
}

// truth is the value of an attribute that is "true" or "false".
func truth(b bool) string {
	if b {
		return True()
	}
	return "false"
}
