package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// How many of each kind the switcher lists at once.
const (
	jumpRooms    = 6
	jumpPeople   = 4
	jumpMessages = 4
)

// target is somewhere to go.
type target struct {
	group  string          // what it is
	href   string          // "" for a person
	person shared.PersonID // "" for the others
	class  string
	parts  []app.UI
}

// targets are what fits the filter: rooms, people, messages, and the page on
// which all messages are.
func (j *jump) targets() []target {
	targets := j.rooms()
	if j.filter == "" {
		return targets
	}
	return append(append(targets, j.people()...), j.messages()...)
}

// rooms are those of the filter: unread ones first.
func (j *jump) rooms() []target {
	var unread, read []target
	for _, room := range j.Root.Client.State().Rooms() {
		name := roomName(j.Root.Client.State(), room, j.Words)
		switch {
		case room.ID == j.Root.here.room || !matches(j.filter, name):
		case room.Unread() > 0:
			unread = append(unread, j.room(room, name))
		default:
			read = append(read, j.room(room, name))
		}
	}
	all := append(unread, read...)
	return all[:min(len(all), jumpRooms)]
}

func (j *jump) room(room *state.Room, name string) target {
	return target{group: j.Words.RoomsLabel, href: shared.PageRoom(room.ID), class: "go", parts: []app.UI{
		Icon(roomSign(room.Room)), app.Span().Class("name").Dir("auto").Text(name),
	}}
}

// people are those of the filter whom one shares a room with, and does not talk
// to alone: else the room is listed.
func (j *jump) people() (targets []target) {
	known := j.Root.Client.State()
	for _, person := range known.Acquaintances() {
		if len(targets) == jumpPeople {
			break
		}
		if matches(j.filter, person.Name) && known.Direct(person.ID) == nil {
			targets = append(targets, target{group: j.Words.PeopleLabel, person: person.ID, class: "go", parts: []app.UI{
				Face(person, "small"), app.Span().Class("name").Dir("auto").Text(person.Name),
			}})
		}
	}
	return targets
}

func (j *jump) messages() (targets []target) {
	w := j.Words
	if j.heard == j.filter {
		for _, hit := range j.results.Hits {
			if len(targets) == jumpMessages {
				break
			}
			if !isThere(j.Root.Client.State(), hit) {
				continue
			}
			targets = append(targets, target{group: w.MessagesLabel, href: placeOf(hit), class: "hit", parts: j.Root.hitParts(hit, j.results.People)})
		}
	}
	return append(targets, target{
		group: w.MessagesLabel, href: shared.PageSearch + shared.SearchFor(j.filter, 0), class: "go",
		parts: []app.UI{Icon("search"), app.Span().Class("name").Dir("auto").Text(w.SearchAll(j.filter))},
	})
}
