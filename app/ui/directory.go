package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

const directoryID = "directory"

// directoryShown is how many rooms the directory shows at once; the filter
// finds the others.
const directoryShown = 200

// directory lists the public rooms, to join and to leave.
type directory struct {
	app.Compo

	Root  *Root
	Words *words.Words
	Rooms []shared.ListedRoom
	Known bool
	Err   *shared.Error // why there is no list
	Typed address       // with what was in a plain form that was refused

	filter string
	busy   shared.RoomID // which is being joined
	err    *shared.Error // why joining was refused
}

func (r *Root) directoryPage() app.UI {
	return &directory{
		Root: r, Words: r.words(), Rooms: r.listedRooms(), Known: r.directoryKnown(),
		Err: r.directory.err, Typed: r.at(),
	}
}

func (d *directory) Render() app.UI {
	w := d.Words
	return app.Main().ID(directoryID).Class("page").TabIndex(-1).Body(
		app.Div().Class("column").Body(
			app.Div().Class("tools").Body(
				app.Input().ID("filter").Class("input", "needs-client").Type("search").Dir("auto").
					Placeholder(w.Filter).Aria("label", w.Filter).OnInput(d.filtered),
				app.A().Class("button", "primary").Href("#"+PartCreate).OnClick(d.create).Body(Icon("plus"), app.Span().Text(w.NewRoom)),
			),
			d.Root.refusal("directory-refusal", d.err),
			d.list(),
			d.plainForms(),
		),
	)
}

func (d *directory) list() app.UI {
	switch {
	case !d.Known && d.Err != nil:
		return emptyState("circle-alert", d.Words.Refusal(d.Err), app.Button().Type("button").Class("button").OnClick(d.Root.relist).Text(d.Words.TryAgain))
	case !d.Known:
		return skeletons(d.Words.Loading)
	case len(d.Rooms) == 0:
		return emptyState("compass", d.Words.NoneYet, nil)
	}
	rows := d.rows()
	if len(rows) == 0 {
		return emptyState("search", d.Words.NoSuchRooms, nil)
	}
	return app.Ul().Class("cards").Aria("label", d.Words.DirectoryOf).Body(rows...)
}

func (d *directory) rows() []app.UI {
	var rows []app.UI
	for _, room := range d.Rooms {
		if len(rows) == directoryShown {
			break
		}
		if matches(d.filter, room.Name, room.Topic) {
			rows = append(rows, d.row(room))
		}
	}
	return rows
}

func (d *directory) row(room shared.ListedRoom) app.UI {
	w := d.Words
	facts := []app.UI{app.Span().Text(w.Members(room.Members))}
	if room.Private {
		facts = append(facts, app.Span().Class("tag").Text(w.Private))
	}
	if room.Archived {
		facts = append(facts, app.Span().Class("tag").Text(w.Archived))
	}
	if room.Topic != "" {
		facts = append(facts, app.Span().Class("topic").Dir("auto").Text(room.Topic))
	}
	return app.Li().Class("card").Body(
		Icon(roomSign(shared.Room{Archived: room.Archived, Private: room.Private})),
		app.Div().Class("what").Body(
			app.A().Class("name").Href(Attr(shared.PageRoom(room.ID))).Dir("auto").Text(room.Name),
			app.P().Class("facts").Body(facts...),
		),
		d.act(room),
	)
}

// act is the button that joins or leaves.
func (d *directory) act(room shared.ListedRoom) app.UI {
	w := d.Words
	if room.Joined {
		return app.Form().Method("post").Action(Attr(shared.PageRoom(room.ID)+"/leave")).OnSubmit(d.leave(room.ID), room.ID, "leave").Body(
			app.Button().Class("button", "quiet").Aria("label", Attr(w.Leave+" "+room.Name)).Text(w.Leave),
		)
	}
	button := app.Button().Class("button").Aria("label", Attr(w.Join+" "+room.Name)).Text(w.Join)
	if d.busy == room.ID {
		button = button.Aria("disabled", True()).Text(w.Joining)
	}
	return app.Form().Method("post").Action(Attr(shared.PageRoom(room.ID)+"/join")).OnSubmit(d.join(room.ID), room.ID, "join").Body(button)
}

// plainForms are what the dialog does, for who has no client: it is shown by its
// fragment alone.
func (d *directory) plainForms() app.UI {
	if app.IsClient {
		return nil
	}
	w := d.Words
	return app.Div().Class("plain").Body(
		app.Form().ID(PartCreate).Class("stack", "plain-form").Method("post").Action(shared.PageDirectory).Body(
			app.H2().Text(w.CreateTitle),
			roomFields(w, d.Typed.name, d.Typed.topic, false),
			privateField(w),
			app.Div().Class("actions").Body(submitButton(w.CreateButton, false)),
		),
		plainPeople(w, PartDirect, shared.PageDirect, w.DirectTitle, w.DirectButton, d.Root.choice("")),
	)
}

// matches reports whether every word of the filter is in one of the texts.
func matches(filter string, texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	for _, word := range strings.Fields(strings.ToLower(filter)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}
