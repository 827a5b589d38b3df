package store

import (
	"reflect"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// roomOf gives the room that an event is in.
func roomOf(t testing.TB, s *Store, seq shared.Seq) shared.RoomID {
	t.Helper()
	event, err := s.Event(t.Context(), seq)
	if err != nil {
		t.Fatal(err)
	}
	return event.Room
}

// What is not for a person is answered as what is not there: before they were
// added, and after they were removed.
func TestAPrivateRoomIsNotThereForOthers(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	den := roomOf(t, s, must(t, s, ann, command("", shared.CreateRoom{Name: "Den", Private: true})))
	must(t, s, ann, post(den, "psst"))
	notThere(t, s, bob, den)

	must(t, s, ann, command(den, shared.AddPerson{Person: bob}))
	page, err := s.Messages(t.Context(), bob, den, Range{})
	if err != nil || len(page.Messages) != 1 {
		t.Errorf("who was added reads %+v, %v", page, err)
	}
	must(t, s, ann, command(den, shared.RemovePerson{Person: bob}))
	must(t, s, ann, post(den, "he is gone"))
	notThere(t, s, bob, den)
	clean(t, dir, s)
}

func notThere(t *testing.T, s *Store, person shared.PersonID, room shared.RoomID) {
	t.Helper()
	want := shared.NoRoom(room)
	if _, err := s.Membership(t.Context(), person, room); !reflect.DeepEqual(err, error(want)) {
		t.Errorf("a membership: %v", err)
	}
	if _, err := s.Messages(t.Context(), person, room, Range{}); !reflect.DeepEqual(err, error(want)) {
		t.Errorf("messages: %v", err)
	}
	directory, err := s.Directory(t.Context(), person)
	snapshot, failed := s.Snapshot(t.Context(), person)
	if err != nil || failed != nil || len(directory.Rooms) != 1 || len(snapshot.Rooms) != 1 {
		t.Errorf("it has %+v and %+v, %v, %v", directory, snapshot, err, failed)
	}
	entries, err := s.Events(t.Context(), readingOf(t, s, person))
	for _, entry := range entries {
		_, own := entry.Event.Body.(shared.PersonRemoved)
		if entry.Event.Room == room && !own {
			t.Errorf("the log has %+v for them", entry.Event)
		}
	}
	if err != nil {
		t.Error(err)
	}
}

// The directory has one's own private rooms, and no direct ones.
func TestTheDirectoryHasOnesOwnPrivateRooms(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	den := roomOf(t, s, must(t, s, ann, command("", shared.CreateRoom{Name: "Den", Private: true})))
	must(t, s, bob, command("", shared.OpenDirect{People: []shared.PersonID{ann}}))
	directory, err := s.Directory(t.Context(), ann)
	want := []shared.ListedRoom{{ID: den, Name: "Den", Private: true, Members: 1, Joined: true}, {ID: "general", Name: "general", Members: 2, Joined: true}}
	if err != nil || !reflect.DeepEqual(directory.Rooms, want) {
		t.Errorf("it has %+v, %v", directory.Rooms, err)
	}
}

// A direct room is called by those it was made for, also when they are gone.
func TestADirectRoomKeepsItsPeople(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	talk := roomOf(t, s, must(t, s, bob, command("", shared.OpenDirect{People: []shared.PersonID{ann}})))
	if talk != chat.DirectRoomID([]shared.PersonID{ann, bob}) {
		t.Errorf("it is at %q", talk)
	}
	must(t, s, bob, command("", shared.Leave{}))
	snapshot, err := s.Snapshot(t.Context(), ann)
	if err != nil || len(snapshot.Rooms) != 2 || len(snapshot.People) != 2 || snapshot.People[1] != (shared.Person{ID: bob, Name: "Bob"}) {
		t.Fatalf("Ann has %+v, %v", snapshot, err)
	}
	room := snapshot.Rooms[0]
	if !room.Direct || !room.Private || len(room.With) != 2 || !reflect.DeepEqual(room.Members, []shared.PersonID{ann}) {
		t.Errorf("the room is %+v", room)
	}
}
