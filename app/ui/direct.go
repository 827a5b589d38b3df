package ui

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// roomName is what a room is called: a direct one by the others in it.
func roomName(s *state.State, room *state.Room, w *words.Words) string {
	if !room.Direct {
		return room.Name
	}
	var names []string
	for _, person := range s.Others(room) {
		names = append(names, named(person, w).Name)
	}
	return w.DirectWith(names)
}

// roomSign is the icon that stands before a room's name.
func roomSign(room shared.Room) string {
	switch {
	case room.Direct:
		return "users"
	case room.Archived:
		return "archive"
	case room.Private:
		return "lock"
	}
	return "hash"
}

// partner is the other one in a direct room of two; zero in any other.
func partner(s *state.State, room *state.Room) shared.Person {
	if others := s.Others(room); len(others) == 1 {
		return others[0]
	}
	return shared.Person{}
}

// byRecency puts the direct rooms where something was said last in front.
func byRecency(rooms []*state.Room) {
	slices.SortStableFunc(rooms, func(a, b *state.Room) int { return cmp.Compare(b.Last, a.Last) })
}

// talk goes to the direct room with some people.
func (r *Root) talk(refused func(*shared.Error), with ...shared.PersonID) {
	r.Client.OpenDirect(with, func(room shared.RoomID, err *shared.Error) {
		refused(err)
		if err == nil {
			r.visit(room)
		}
	})
}

// personField names a person in a plain form.
func personField(id shared.PersonID) app.UI {
	return app.Input().Type("hidden").Name("person").Attr("value", Attr(string(id)))
}
