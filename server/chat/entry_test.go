package chat_test

import (
	"reflect"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

func TestAudiencesAndMoves(t *testing.T) {
	tea := chat.Audience{Room: "tea"}
	everyone := chat.Audience{}
	into := []chat.Move{{Room: "tea", Person: ann, In: true}}
	tests := []struct {
		event    shared.Event
		audience chat.Audience
		moves    []chat.Move
	}{
		{shared.Event{Room: "tea", By: ann, Body: shared.MessagePosted{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.MessageEdited{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.MessageDeleted{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.MessagePinned{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.MessageUnpinned{}}, tea, nil},
		{shared.Event{Room: "tea", Body: shared.MessagePreviewed{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.ReactionAdded{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.ReactionRemoved{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomCreated{}}, tea, into},
		{shared.Event{Room: "tea", Body: shared.RoomCreated{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomRenamed{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomArchived{}}, tea, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomRestricted{}}, tea, nil},
		{shared.Event{By: ann, Body: shared.PersonMuted{Person: bob}}, chat.Audience{}, nil},
		{shared.Event{By: ann, Body: shared.PersonBlocked{Person: bob}}, chat.Audience{Person: ann}, nil},
		{shared.Event{By: ann, Body: shared.PersonUnblocked{Person: bob}}, chat.Audience{Person: ann}, nil},
		{shared.Event{By: ann, Body: shared.PersonBanned{Person: bob}}, everyone, []chat.Move{{Person: bob}}},
		{shared.Event{By: ann, Body: shared.PersonUnbanned{Person: bob}}, everyone, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomRead{}}, chat.Audience{Person: ann}, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomLevelSet{}}, chat.Audience{Person: ann}, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.RoomHidden{}}, chat.Audience{Person: ann}, nil},
		{shared.Event{Room: "tea", By: ann, Body: shared.PersonJoined{}}, tea, into},
		{shared.Event{Room: "tea", By: ann, Body: shared.PersonLeft{}}, chat.Audience{Room: "tea", Person: ann}, []chat.Move{{Room: "tea", Person: ann}}},
		{shared.Event{Room: "tea", By: ann, Body: shared.PersonAdded{Person: shared.Person{ID: bob}}}, tea, []chat.Move{{Room: "tea", Person: bob, In: true}}},
		{shared.Event{Room: "tea", By: ann, Body: shared.PersonRemoved{Person: bob}}, chat.Audience{Room: "tea", Person: bob}, []chat.Move{{Room: "tea", Person: bob}}},
		{shared.Event{Room: "tea", By: ann, Body: shared.DirectOpened{People: []shared.Person{{ID: ann}, {ID: bob}}}}, tea, append(into, chat.Move{Room: "tea", Person: bob, In: true})},
		{shared.Event{Room: "tea", By: ann, Body: shared.DirectOpened{People: []shared.Person{{ID: ann}, {ID: bob}}, Back: []shared.PersonID{ann}}}, tea, into},
		{shared.Event{By: ann, Body: shared.PersonLeft{}}, everyone, []chat.Move{{Person: ann}}},
		{shared.Event{By: ann, Body: shared.PersonRenamed{}}, everyone, nil},
		{shared.Event{By: ann, Body: shared.PersonStatusChanged{}}, everyone, nil},
		{shared.Event{By: ann, Body: shared.PersonPictureChanged{}}, everyone, nil},
		{shared.Event{By: ann, Body: shared.PersonRoleChanged{Person: bob}}, everyone, []chat.Move{{Room: chat.Moderators, Person: bob}}},
		{shared.Event{By: ann, Body: shared.PersonRoleChanged{Person: bob, Role: shared.RoleOwner}}, everyone, []chat.Move{{Room: chat.Moderators, Person: bob, In: true}}},
		{shared.Event{Room: "tea", By: ann, Body: shared.PersonJoined{Role: shared.RoleModerator}}, tea, append(into, chat.Move{Room: chat.Moderators, Person: ann, In: true})},
		{shared.Event{Room: "tea", By: ann, Body: shared.ReportMade{}}, chat.Audience{Room: chat.Moderators, Person: ann}, nil},
		{shared.Event{By: ann, Body: shared.ReportClosed{}}, chat.Audience{Room: chat.Moderators}, nil},
		{shared.Event{By: ann, Body: shared.Unknown{Name: "poll.opened"}}, chat.Audience{Person: ann}, nil},
	}
	kinds := map[shared.Kind]bool{}
	for _, test := range tests {
		kinds[test.event.Kind()] = true
		if got := chat.AudienceOf(test.event); got != test.audience {
			t.Errorf("%s in %q is for %+v, want %+v", test.event.Kind(), test.event.Room, got, test.audience)
		}
		if got := chat.Moves(test.event); !reflect.DeepEqual(got, test.moves) {
			t.Errorf("%s in %q moves %+v, want %+v", test.event.Kind(), test.event.Room, got, test.moves)
		}
	}
	for _, kind := range shared.EventKinds() {
		if !kinds[kind] {
			t.Errorf("%s is not tested", kind)
		}
	}
}

func TestSees(t *testing.T) {
	reading := chat.Reading{Person: ann, Rooms: map[shared.RoomID]shared.Seq{"tea": 5}}
	tests := []struct {
		name     string
		seq      shared.Seq
		audience chat.Audience
		want     bool
	}{
		{"everyone's", 1, chat.Audience{}, true},
		{"the room's, before joining", 4, chat.Audience{Room: "tea"}, false},
		{"joining", 5, chat.Audience{Room: "tea"}, true},
		{"the room's", 6, chat.Audience{Room: "tea"}, true},
		{"another room's", 6, chat.Audience{Room: "coffee"}, false},
		{"one's own", 1, chat.Audience{Person: ann}, true},
		{"another's own", 6, chat.Audience{Person: bob}, false},
		{"leaving a room", 6, chat.Audience{Room: "coffee", Person: ann}, true},
		{"another leaving the room", 6, chat.Audience{Room: "tea", Person: bob}, true},
		{"another leaving another room", 6, chat.Audience{Room: "coffee", Person: bob}, false},
	}
	for _, test := range tests {
		entry := chat.Entry{Event: shared.Event{Seq: test.seq}, Audience: test.audience}
		if got := reading.Sees(entry); got != test.want {
			t.Errorf("%s: Sees = %v", test.name, got)
		}
	}
}
