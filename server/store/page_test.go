package store

import (
	"fmt"
	"testing"

	"parley/shared"
)

// A history of 10 messages in Tea, at 4, 6, … 22, between others in General.
func newHistory(t *testing.T) (s *Store, ann shared.PersonID) {
	s = open(t, t.TempDir(), Options{})
	ann = enter(t, s, "Ann")
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	for i := range 10 {
		must(t, s, ann, post("tea", fmt.Sprint(i)))
		must(t, s, ann, post(shared.General, "elsewhere"))
	}
	return s, ann
}

func TestPages(t *testing.T) {
	s, ann := newHistory(t)
	tests := []struct {
		name        string
		r           Range
		want        string // the messages' texts
		more, newer bool
	}{
		{"the latest", Range{Limit: 3}, "789", true, false},
		{"all, by default", Range{}, "0123456789", false, false},
		{"exactly all", Range{Limit: 10}, "0123456789", false, false},
		{"all but one", Range{Limit: 9}, "123456789", true, false},
		{"before", Range{Before: 10, Limit: 2}, "12", true, true},
		{"before, to the first", Range{Before: 10, Limit: 3}, "012", false, true},
		{"before, from between", Range{Before: 11, Limit: 2}, "23", true, true},
		{"before the first", Range{Before: 4, Limit: 2}, "", false, true},
		{"before the future", Range{Before: 999, Limit: 2}, "89", true, false},
		{"after", Range{After: 10, Limit: 2}, "45", true, true},
		{"after, to the last", Range{After: 18, Limit: 2}, "89", true, false},
		{"after, from the start", Range{After: 1, Limit: 2}, "01", false, true},
		{"after the last", Range{After: 22, Limit: 2}, "", true, false},
		{"after the future", Range{After: 999, Limit: 2}, "", true, false},
		{"around", Range{Around: 12, Limit: 4}, "3456", true, true},
		{"around, odd", Range{Around: 12, Limit: 5}, "23456", true, true},
		{"around one", Range{Around: 12, Limit: 1}, "4", true, true},
		{"around what is elsewhere", Range{Around: 13, Limit: 4}, "3456", true, true},
		{"around the first", Range{Around: 4, Limit: 4}, "0123", false, true},
		{"around the last", Range{Around: 22, Limit: 4}, "6789", true, false},
		{"around near the last", Range{Around: 20, Limit: 6}, "456789", true, false},
		{"around before the first", Range{Around: 1, Limit: 3}, "012", false, true},
		{"around the future", Range{Around: 999, Limit: 3}, "789", true, false},
		{"around all", Range{Around: 12, Limit: 200}, "0123456789", false, false},
	}
	for _, test := range tests {
		page, err := s.Messages(t.Context(), ann, "tea", test.r)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		got := ""
		for _, message := range page.Messages {
			got += message.Text
		}
		if got != test.want || page.More != test.more || page.Newer != test.newer {
			t.Errorf("%s: %q, more %v, newer %v; want %q, %v, %v", test.name, got, page.More, page.Newer, test.want, test.more, test.newer)
		}
		if page.Messages == nil || page.People == nil || page.Cursor != (shared.Cursor{Epoch: s.Epoch(), Seq: s.Head()}) {
			t.Errorf("%s: %+v", test.name, page)
		}
	}
}

func TestPagesThatAreRefused(t *testing.T) {
	s, ann := newHistory(t)
	bob := enter(t, s, "Bob")
	tests := []struct {
		by   shared.PersonID
		room shared.RoomID
		r    Range
		code shared.Code
	}{
		{bob, "tea", Range{}, shared.CodeNotMember},
		{"u_nobody", "tea", Range{}, shared.CodeNotMember},
		{ann, "nowhere", Range{}, shared.CodeRoomNotFound},
		{ann, "tea", Range{Before: 1, After: 1}, shared.CodeParameterInvalid},
		{ann, "tea", Range{After: 1, Around: 1}, shared.CodeParameterInvalid},
		{ann, "tea", Range{Before: -1}, shared.CodeParameterInvalid},
		{ann, "tea", Range{Limit: -1}, shared.CodeParameterInvalid},
		{ann, "tea", Range{Limit: shared.MaxPage + 1}, shared.CodeParameterInvalid},
	}
	for _, test := range tests {
		if _, err := s.Messages(t.Context(), test.by, test.room, test.r); shared.CodeOf(err) != test.code {
			t.Errorf("%+v: %v", test, err)
		}
	}
	if _, err := s.Membership(t.Context(), bob, "tea"); shared.CodeOf(err) != shared.CodeNotMember {
		t.Errorf("membership: %v", err)
	}
	if since, err := s.Membership(t.Context(), ann, "tea"); err != nil || since != 3 {
		t.Errorf("membership since %d, %v; want 3", since, err)
	}
}

func TestAPageNamesItsPeople(t *testing.T) {
	s, ann := newHistory(t)
	bob, cat := enter(t, s, "Bob"), enter(t, s, "Cat")
	enter(t, s, "Dan") // says nothing
	must(t, s, bob, command("tea", shared.Join{}))
	must(t, s, bob, command("tea", shared.AddReaction{Message: 22, Emoji: "👍"}))
	must(t, s, cat, command("tea", shared.Join{}))
	must(t, s, cat, post("tea", "bye"))
	must(t, s, cat, command("", shared.Leave{}))
	must(t, s, bob, command("", shared.Rename{Name: "Robert"}))
	page, err := s.Messages(t.Context(), ann, "tea", Range{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	names := map[shared.PersonID]string{}
	for _, person := range page.People {
		names[person.ID] = person.Name
	}
	if len(page.People) != 3 || names[ann] != "Ann" || names[bob] != "Robert" || names[cat] != "Cat" {
		t.Errorf("the page names %v", page.People)
	}
}

func TestDirectory(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	must(t, s, ann, command("zoo", shared.CreateRoom{Name: "Zoo", Topic: "Animals"}))
	must(t, s, ann, command("zoo", shared.ArchiveRoom{}))
	must(t, s, bob, command("attic", shared.CreateRoom{Name: "Attic"}))
	got, err := s.Directory(t.Context(), bob)
	want := []shared.ListedRoom{
		{ID: "attic", Name: "Attic", Members: 1, Joined: true},
		{ID: shared.General, Name: "general", Members: 2, Joined: true},
		{ID: "zoo", Name: "Zoo", Topic: "Animals", Archived: true, Members: 1},
	}
	if err != nil || fmt.Sprint(got.Rooms) != fmt.Sprint(want) {
		t.Errorf("got %+v, %v; want %+v", got.Rooms, err, want)
	}
}
