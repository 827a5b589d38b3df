package state

import (
	"testing"

	"parley/shared"
)

// Who is in a room that one joins is told before the snapshot brings the room.
func TestPresenceComesBeforeTheRoom(t *testing.T) {
	s := New()
	me := shared.Person{ID: "u_me", Name: "Ann"}
	s.Load(shared.Snapshot{Cursor: shared.Cursor{Epoch: "e", Seq: 1}, Me: me, People: []shared.Person{me}})
	s.Whisper(shared.Ephemeral{Room: "books", Body: shared.Presence{Full: true, Online: []shared.PersonID{"u_bob"}, Count: 1}}, 0)
	s.Whisper(shared.Ephemeral{Room: "books", Body: shared.Presence{Online: []shared.PersonID{"u_me"}, Count: 2}}, 0)
	books := shared.Room{ID: "books", Name: "books", Members: []shared.PersonID{"u_bob", "u_me"}}
	s.Load(shared.Snapshot{Cursor: shared.Cursor{Epoch: "e", Seq: 2}, Me: me, Rooms: []shared.Room{books}, People: []shared.Person{me}})
	room := s.Room("books")
	if !room.Online("u_bob") || !room.Online("u_me") || room.OnlineCount() != 2 {
		t.Errorf("online: bob %v, me %v, %d in all", room.Online("u_bob"), room.Online("u_me"), room.OnlineCount())
	}
}
