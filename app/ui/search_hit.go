package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// hit is a message that was found: a link to it.
func (r *Root) hit(hit shared.Hit, people []shared.Person) app.UI {
	return app.A().Class("hit").Href(Attr(placeOf(hit))).Body(r.hitParts(hit, people)...)
}

// hitParts are what such a link holds; people are those who came with it.
func (r *Root) hitParts(hit shared.Hit, people []shared.Person) []app.UI {
	w := r.words()
	author := named(r.author(hit.By, people), w)
	z := zoneOf(r.Client)
	when := dayName(w, z, hit.At, r.Client.Now()) + " " + z.local(hit.At).Format(clockForm)
	found := excerpt(hit.Excerpt)
	if r.Client.State().Blocked(hit.By) {
		found = []app.UI{app.Text(w.BlockedMessage)}
	}
	return []app.UI{
		Face(author, "small"),
		app.Div().Class("what").Body(
			app.P().Class("facts").Body(
				app.B().Dir("auto").Text(author.Name),
				app.Span().Dir("auto").Text(w.FoundIn(r.foundIn(hit.Room), when)),
			),
			app.P().Class("excerpt").Dir("auto").Body(found...),
		),
	}
}

// author is whose message was found: one of those who came with it, or else known.
func (r *Root) author(id shared.PersonID, people []shared.Person) shared.Person {
	for _, person := range people {
		if person.ID == id {
			return person
		}
	}
	return r.Client.State().Person(id)
}

// excerpt marks what was found.
func excerpt(pieces []shared.Excerpt) []app.UI {
	shown := make([]app.UI, len(pieces))
	for i, piece := range pieces {
		if piece.Hit {
			shown[i] = app.Elem("mark").Text(piece.Text)
		} else {
			shown[i] = app.Text(piece.Text)
		}
	}
	return shown
}

// placeOf is where a message is shown: with a client by its link, without one on
// a page of the history around it.
func placeOf(hit shared.Hit) string {
	if app.IsClient {
		return shared.PageMessage(hit.Room, hit.Seq)
	}
	return fmt.Sprintf("%s?around=%d#%s", shared.PageRoom(hit.Room), hit.Seq, elementID(string(hit.Command)))
}

// foundIn is what a room is called; its ID where one is not in it any more.
func (r *Root) foundIn(id shared.RoomID) string {
	if room := r.Client.State().Room(id); room != nil {
		return roomName(r.Client.State(), room, r.words())
	}
	return string(id)
}

// isThere reports whether a message that was found may still be shown: its room
// may have been left since, and it may have been deleted.
func isThere(known *state.State, hit shared.Hit) bool {
	room := known.Room(hit.Room)
	if room == nil {
		return false
	}
	message, loaded := room.MessageOf(hit.Seq)
	return !loaded || !message.Deleted
}

// stillThere counts what was found and may still be shown.
func (r *Root) stillThere() (n int) {
	if r.search.found == nil {
		return 0
	}
	for _, hit := range r.search.found.hits {
		if isThere(r.Client.State(), hit) {
			n++
		}
	}
	return n
}
