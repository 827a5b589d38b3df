package chat_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// secret makes a private room of Ann's, called Secret, where she is alone.
func secret(w *world) shared.RoomID {
	return w.must(ann, "", shared.CreateRoom{Name: "Secret", Private: true}).Room
}

// Who is not in a private room is answered, whatever they ask of it, as if it were
// not there.
func TestAPrivateRoomIsNotThereForOthers(t *testing.T) {
	w := newTeaParty(t)
	room := secret(w)
	w.must(ann, room, shared.AddPerson{Person: bob})
	said := w.must(bob, room, shared.PostMessage{Text: "psst"}).Seq
	w.must(ann, room, shared.RemovePerson{Person: bob})
	asks := []shared.CommandBody{
		shared.PostMessage{Text: "hi"}, shared.EditMessage{Message: said, Text: "x"}, shared.DeleteMessage{Message: said},
		shared.AddReaction{Message: said, Emoji: "👍"}, shared.RemoveReaction{Message: said, Emoji: "👍"},
		shared.RenameRoom{Name: "Mine"}, shared.ArchiveRoom{}, shared.Join{}, shared.Leave{},
		shared.AddPerson{Person: bob}, shared.RemovePerson{Person: ann},
	}
	for _, by := range []shared.PersonID{bob, cat} { // who was in it, and who never was
		for _, ask := range asks {
			_, there := w.try(by, room, ask)
			_, nowhere := w.try(by, "p-nothing", ask)
			want := strings.ReplaceAll(fmt.Sprint(nowhere), "p-nothing", string(room))
			if shared.CodeOf(there) != shared.CodeRoomNotFound || there.Error() != want {
				t.Errorf("%s asks for %s: %v; where there is nothing: %v", by, ask.Kind(), there, nowhere)
			}
		}
	}
}

// Neither a name nor an ID that is refused tells of a private room.
func TestAPrivateRoomKeepsNoNameFromOthers(t *testing.T) {
	w := newTeaParty(t)
	room := secret(w)
	if e := w.must(bob, "", shared.CreateRoom{Name: "Secret"}); e.Room != "secret" {
		t.Errorf("a public room of that name is at %q", e.Room)
	}
	w.refused(ann, "", shared.CreateRoom{Name: "Secret", Private: true}, shared.CodeNameTaken) // by the public one
	w.must(ann, room, shared.RenameRoom{Name: "Hidden"})
	w.must(cat, "", shared.CreateRoom{Name: "Hidden", Private: true})
	for _, id := range []shared.RoomID{room, "p-0000000000000000", talk} {
		w.refused(bob, id, shared.CreateRoom{Name: "Guess"}, shared.CodeRoomInvalid)
	}
	if e := w.must(bob, "", shared.CreateRoom{Name: string(room)}); e.Room != room+"-2" {
		t.Errorf("a public room called like a private one's id is at %q", e.Room)
	}
}

func TestHiddenIDsAreIDs(t *testing.T) {
	made := chat.PrivateRoomID(ann, shared.NewCommandID(1))
	for _, id := range []shared.RoomID{made, talk} {
		if !id.Valid() || shared.RoomIDOf(string(id)) != id {
			t.Errorf("%q is no ID", id)
		}
	}
	if chat.DirectRoomID([]shared.PersonID{ann, bob}) != talk || chat.DirectRoomID([]shared.PersonID{ann, cat}) == talk {
		t.Error("a direct room's ID is not that of its people")
	}
}

func TestEventsOfPeopleCarryThem(t *testing.T) {
	w := newTeaParty(t)
	added := w.must(bob, "tea", shared.AddPerson{Person: cat})
	if want := (shared.PersonAdded{Person: shared.Person{ID: cat, Name: "Cat"}}); added.Body != want {
		t.Errorf("added: %+v", added)
	}
	opened := w.must(bob, "tea", shared.OpenDirect{People: []shared.PersonID{ann, bob}})
	want := shared.DirectOpened{People: []shared.Person{{ID: ann, Name: "Ann"}, {ID: bob, Name: "Bob"}}}
	if !reflect.DeepEqual(opened.Body, want) || opened.Room != talk {
		t.Errorf("opened: %+v", opened)
	}
	room := w.records.Rooms[talk]
	if !room.Private || !room.Direct || room.Members != 2 || room.By != bob {
		t.Errorf("the record is %+v", room)
	}
}
