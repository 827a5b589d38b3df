package state

import (
	"testing"

	"parley/shared"
)

func TestWhatATextMeans(t *testing.T) {
	s := New()
	people := []shared.Person{{ID: "u_me", Name: "Me"}, {ID: "u_ann", Name: "Ann Lee"}}
	s.Load(shared.Snapshot{Cursor: shared.Cursor{Epoch: "e", Seq: 9}, Me: people[0], People: people, Rooms: []shared.Room{
		{ID: "tea", Name: "Tea", Members: []shared.PersonID{"u_me", "u_ann"}},
		{ID: "d-1", Direct: true, Private: true, With: []shared.PersonID{"u_ann", "u_me"}, Members: []shared.PersonID{"u_me", "u_ann"}},
	}})
	for _, test := range []struct {
		room shared.RoomID
		text string
		want shared.CommandBody
		code shared.Code
	}{
		{"tea", "hello /me", shared.PostMessage{Text: "hello /me"}, ""},
		{"tea", "/me waves\ntwice", shared.PostMessage{Text: "waves\ntwice", Action: true}, ""},
		{"tea", "/ME waves", shared.PostMessage{Text: "waves", Action: true}, ""},
		{"tea", "/me", nil, shared.CodeSlashIncomplete},
		{"tea", "//me waves", shared.PostMessage{Text: "/me waves"}, ""},
		{"tea", " /me waves", shared.PostMessage{Text: " /me waves"}, ""},
		{"tea", "/", shared.PostMessage{Text: "/"}, ""},
		{"tea", "/ me", shared.PostMessage{Text: "/ me"}, ""},
		{"tea", "/etc/hosts", shared.PostMessage{Text: "/etc/hosts"}, ""},
		{"tea", "/你好", shared.PostMessage{Text: "/你好"}, ""},
		{"tea", "/topic 茶 and more ", shared.RenameRoom{Name: "Tea", Topic: "茶 and more"}, ""},
		{"d-1", "/topic tea", nil, shared.CodeNotManager},
		{"tea", "/nick 小明", shared.Rename{Name: "小明"}, ""},
		{"tea", "/invite @ann  lee", shared.AddPerson{Person: "u_ann"}, ""},
		{"tea", "/invite Bob", nil, shared.CodePersonNotFound},
		{"tea", "/leave", shared.Leave{}, ""},
		{"tea", "/help", nil, ""},
		{"tea", "/shrug", nil, shared.CodeSlashUnknown},
	} {
		got, err := s.Meant(s.Room(test.room), test.text)
		if shared.CodeOf(err) != test.code {
			t.Errorf("%q: %v, want %q", test.text, err, test.code)
		}
		if !sameBody(got, test.want) {
			t.Errorf("%q means %#v, want %#v", test.text, got, test.want)
		}
	}
}

func sameBody(a, b shared.CommandBody) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, err := shared.EncodeBody(a)
	y, err2 := shared.EncodeBody(b)
	return err == nil && err2 == nil && a.Kind() == b.Kind() && string(x) == string(y)
}
