package chattest

import (
	"reflect"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// TestTx holds an implementation of chat.Tx, which is empty, to its contract.
func TestTx(t *testing.T, tx chat.Tx) {
	s := suite{t, tx}
	s.persons()
	s.rooms()
	s.messages()
	s.members()
	s.counts()
	s.standings()
	s.calls()
	s.files()
	s.paces()
	s.bans()
	s.reports()
	s.blocks()
}

type suite struct {
	*testing.T
	tx chat.Tx
}

func (s suite) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// is compares what a lookup gave with what was put; want nil is nothing found.
func (s suite) is(what string, got any, ok bool, err error, want any) {
	s.Helper()
	s.must(err)
	if ok != (want != nil) || ok && !reflect.DeepEqual(got, want) {
		s.Errorf("%s: got %+v, %v; want %+v", what, got, ok, want)
	}
}

func (s suite) person(id shared.PersonID, want any) {
	s.Helper()
	got, ok, err := s.tx.Person(id)
	s.is("person "+string(id), got, ok, err, want)
}

func (s suite) personNamed(name string, want any) {
	s.Helper()
	got, ok, err := s.tx.PersonNamed(chat.NameKey(name))
	s.is("the person named "+name, got, ok, err, want)
}

func (s suite) persons() {
	ann := chat.Person{Person: shared.Person{ID: "u_ann", Name: "Ann"}}
	s.person("u_ann", nil)
	s.must(s.tx.PutPerson(ann))
	s.person("u_ann", ann)
	s.personNamed("ANN", shared.PersonID("u_ann"))
	s.personNamed("Bob", nil)

	ann.Name = "Anna"
	s.must(s.tx.PutPerson(ann))
	s.person("u_ann", ann)
	s.personNamed("Ann", nil)
	s.personNamed("Anna", shared.PersonID("u_ann"))

	ann.Role = shared.RoleModerator
	s.must(s.tx.PutPerson(ann))
	s.person("u_ann", ann)

	ann.Left, ann.Role = true, shared.RoleGuest
	s.must(s.tx.PutPerson(ann))
	s.person("u_ann", ann)
	s.personNamed("Anna", nil)
	s.must(s.tx.PutPerson(chat.Person{Person: shared.Person{ID: "u_other", Name: "Anna"}}))
	s.personNamed("Anna", shared.PersonID("u_other"))
}

func (s suite) room(id shared.RoomID, want any) {
	s.Helper()
	got, ok, err := s.tx.Room(id)
	s.is("room "+string(id), got, ok, err, want)
}

func (s suite) roomNamed(name string, want any) {
	s.Helper()
	got, ok, err := s.tx.RoomNamed(chat.NameKey(name))
	s.is("the room named "+name, got, ok, err, want)
}

func (s suite) rooms() {
	s.room("tea", nil)
	tea := chat.Room{ID: "tea", Name: "Tea", Topic: "Green & black <b>"}
	s.must(s.tx.PutRoom(tea))
	s.room("tea", tea)
	s.roomNamed("TEA", shared.RoomID("tea"))

	tea.Posted, tea.Last, tea.Members = 3, 9, 2
	s.must(s.tx.PutRoom(tea))
	s.room("tea", tea)

	tea.Name, tea.Archived = "Coffee", true
	s.must(s.tx.PutRoom(tea))
	s.room("tea", tea)
	s.roomNamed("Tea", nil)
	s.roomNamed("coffee", shared.RoomID("tea"))

	s.hiddenRooms()
	if count, err := s.tx.CountRooms(); err != nil || count != 1 {
		s.Errorf("%d public rooms, %v; want 1", count, err)
	}
}

// hiddenRooms have no name that another could not have too.
func (s suite) hiddenRooms() {
	for _, room := range []chat.Room{
		{ID: "p-1", Name: "Coffee", Private: true, By: "u_ann"},
		{ID: "p-2", Name: "Secret", Private: true},
		{ID: "d-1", Private: true, Direct: true, People: []shared.PersonID{"u_ann", "u_other"}},
		{ID: "d-2", Private: true, Direct: true, People: []shared.PersonID{"u_ann"}},
	} {
		s.must(s.tx.PutRoom(room))
		room.Posted++
		s.must(s.tx.PutRoom(room))
		s.room(room.ID, room)
	}
	s.roomNamed("Coffee", shared.RoomID("tea"))
	s.roomNamed("Secret", nil)
	s.roomNamed("", nil)
}

func (s suite) message(room shared.RoomID, seq shared.Seq, want any) {
	s.Helper()
	got, ok, err := s.tx.Message(room, seq)
	s.is("message", got, ok, err, want)
}

func (s suite) messages() {
	message := shared.Message{Seq: 7, By: "u_ann", At: 5, Command: shared.NewCommandID(5), Text: "\u2028 “日本” \\ \"", Rev: 7}
	s.message("tea", 7, nil)
	s.must(s.tx.AddMessage("tea", message, 1))
	s.message("tea", 7, message)
	s.message("general", 7, nil)
	message.Reactions = []shared.Reaction{{Emoji: "👍", By: []shared.PersonID{"u_ann", "u_other"}}}
	message.Rev = 8
	s.must(s.tx.PutMessage("tea", message))
	s.message("tea", 7, message)
	s.must(s.tx.AddEdit("tea", 7, 21))
	s.must(s.tx.AddEdit("tea", 7, 22))
	s.must(s.tx.DeleteEdits("tea", 9))
	s.must(s.tx.DeleteEdits("tea", 7))
	s.must(s.tx.AddEdit("tea", 7, 21)) // what was forgotten can be noted again
}

func (s suite) member(room shared.RoomID, person shared.PersonID, want any) {
	s.Helper()
	got, ok, err := s.tx.Member(room, person)
	s.is("member of "+string(room), got, ok, err, want)
}

func (s suite) roomsOf(person shared.PersonID, want ...shared.RoomID) {
	s.Helper()
	got, err := s.tx.RoomsOf(person)
	s.must(err)
	if !reflect.DeepEqual(got, want) {
		s.Errorf("rooms of %s: got %q, want %q", person, got, want)
	}
}

func (s suite) members() {
	s.member("tea", "u_ann", nil)
	s.roomsOf("u_ann")
	s.must(s.tx.PutMember("tea", "u_ann", 4))
	s.must(s.tx.PutMember("general", "u_ann", 5))
	s.must(s.tx.PutMember("tea", "u_other", 6))
	s.member("tea", "u_ann", shared.Seq(4))
	s.roomsOf("u_ann", "general", "tea")
	s.roomsOf("u_other", "tea")

	s.must(s.tx.DeleteMember("tea", "u_ann"))
	s.member("tea", "u_ann", nil)
	s.member("tea", "u_other", shared.Seq(6))
	s.roomsOf("u_ann", "general")
	s.must(s.tx.PutMember("tea", "u_ann", 11))
	s.member("tea", "u_ann", shared.Seq(11))
}

func (s suite) files() {
	upload := func(want any) {
		s.Helper()
		got, ok, err := s.tx.Upload("f_nothing")
		s.is("upload", got, ok, err, want)
	}
	upload(nil)
	first := chat.Attachment{File: shared.File{ID: "f_1", Name: "a “b”.png", Size: 9, Type: "image/png", Width: 4, Height: 3, Hash: "e3"}, By: "u_ann", Room: "tea", Message: 7}
	second := first
	second.File.ID = "f_2" // the same content
	s.must(s.tx.PutFile(first))
	s.must(s.tx.PutFile(second))
	second.Message = 8
	s.must(s.tx.PutFile(second))
	s.must(s.tx.DeleteFile("f_2"))
	s.must(s.tx.DeleteFile("f_nothing"))
	s.must(s.tx.PutFile(second))
	s.must(s.tx.DeleteFiles("general", 7))
	s.must(s.tx.DeleteFiles("tea", 7))
	s.must(s.tx.DeleteFiles("tea", 8))
}
