package chat

import "parley/shared"

// Entry is an event as the log holds it: with its audience, which was settled
// when it was written and never changes.
type Entry struct {
	Event    shared.Event
	Audience Audience
}

// Audience says whom an event concerns: the members of Room, and Person even
// where they are not one. Both empty is everyone on the server.
type Audience struct {
	Room   shared.RoomID
	Person shared.PersonID
}

// Everyone reports whether the event concerns all who are on the server.
func (a Audience) Everyone() bool { return a == Audience{} }

// Move is one person's way into a room or out of it: who is in it already does not
// come in anew. An empty Room with In false is the way out of all rooms.
type Move struct {
	Room   shared.RoomID
	Person shared.PersonID
	In     bool
}

// Reading asks the log for what one person may see.
type Reading struct {
	Person shared.PersonID
	Rooms  map[shared.RoomID]shared.Seq // the rooms they are in, and since which event
	After  shared.Seq                   // exclusive
	Until  shared.Seq                   // inclusive; 0 for the head
	Limit  int                          // how many events at most; positive
}

// Sees is the rule of what a person may see: what concerns everyone, what is
// for them alone, and what happened in their rooms since they are in them.
func (r Reading) Sees(e Entry) bool {
	if e.Audience.Everyone() || e.Audience.Person == r.Person {
		return true
	}
	since, member := r.Rooms[e.Audience.Room]
	return member && e.Event.Seq >= since
}

// AudienceOf settles whom an event concerns.
func AudienceOf(e shared.Event) Audience { return reachOf(e).audience }

// Moves lists who comes into a room, or goes, by an event.
func Moves(e shared.Event) []Move { return reachOf(e).moves }

func reachOf(e shared.Event) (r reach) {
	if err := e.Visit(&r); err != nil {
		panic(err) // no method of reach gives one
	}
	return r
}
