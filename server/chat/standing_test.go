package chat_test

import (
	"reflect"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// stands is how a person stands to Tea.
func (w *world) stands(person shared.PersonID) shared.Standing {
	w.t.Helper()
	at, _, _ := w.records.Standing("tea", person)
	told, err := chat.StandingIn(w.records, w.records.Rooms["tea"], person, at)
	if err != nil {
		w.t.Fatal(err)
	}
	return told
}

func calling(who ...shared.PersonID) shared.PostMessage {
	return shared.PostMessage{Text: "x", Rich: shared.Rich{Mentions: who}}
}

func callingAll() shared.PostMessage {
	return shared.PostMessage{Text: "x", Rich: shared.Rich{Everyone: true}}
}

// From the tea party, where Bob came as event 5 and Ann said hello as event 6.
func TestReading(t *testing.T) {
	w := newTeaParty(t)
	say := func(by shared.PersonID) shared.Seq { return w.must(by, "tea", shared.PostMessage{Text: "x"}).Seq }
	steps := []struct {
		name     string
		do       func()
		ann, bob shared.Standing
	}{
		{"the beginning", func() {}, shared.Standing{Read: 6}, shared.Standing{Read: 5, Unread: 1}},
		{"two more", func() { say(ann); say(ann) }, shared.Standing{Read: 9}, shared.Standing{Read: 5, Unread: 3}},
		{"one of them read", func() { w.must(bob, "tea", shared.ReadRoom{Message: 6}) }, shared.Standing{Read: 9}, shared.Standing{Read: 6, Unread: 2}},
		{"one deleted", func() { w.must(ann, "tea", shared.DeleteMessage{Message: 8}) }, shared.Standing{Read: 9}, shared.Standing{Read: 6, Unread: 1}},
		{"all and more read", func() { w.must(bob, "tea", shared.ReadRoom{Message: 999}) }, shared.Standing{Read: 9}, shared.Standing{Read: 9}},
		{"an old device", func() { w.must(bob, "tea", shared.ReadRoom{Message: 6}) }, shared.Standing{Read: 9}, shared.Standing{Read: 9}},
		{"back to the first", func() { w.must(bob, "tea", shared.UnreadRoom{Message: 6}) }, shared.Standing{Read: 9}, shared.Standing{Read: 5, Unread: 2}},
		{"an answer", func() { say(bob) }, shared.Standing{Read: 9, Unread: 1}, shared.Standing{Read: 15}},
		{"called by name", func() { w.must(ann, "tea", calling(bob)) }, shared.Standing{Read: 16}, shared.Standing{Read: 15, Unread: 1, Calls: []shared.Seq{16}}},
		{"all called", func() { w.must(ann, "tea", callingAll()) }, shared.Standing{Read: 17}, shared.Standing{Read: 15, Unread: 2, Calls: []shared.Seq{16, 17}}},
		{"the name taken out", func() { w.must(ann, "tea", shared.EditMessage{Message: 16, Text: "x"}) }, shared.Standing{Read: 17}, shared.Standing{Read: 15, Unread: 2, Calls: []shared.Seq{16, 17}}},
		{"deleted", func() { w.must(ann, "tea", shared.DeleteMessage{Message: 16}) }, shared.Standing{Read: 17}, shared.Standing{Read: 15, Unread: 1, Calls: []shared.Seq{17}}},
		{"one's own call", func() { w.must(ann, "tea", shared.UnreadRoom{Message: 15}) }, shared.Standing{Read: 14, Unread: 2}, shared.Standing{Read: 15, Unread: 1, Calls: []shared.Seq{17}}},
		{"muted", func() { w.must(bob, "tea", shared.SetLevel{Level: shared.LevelNone}) }, shared.Standing{Read: 14, Unread: 2},
			shared.Standing{Read: 15, Unread: 1, Calls: []shared.Seq{17}, Level: shared.LevelNone}},
		{"loud again", func() { w.must(bob, "tea", shared.SetLevel{}) }, shared.Standing{Read: 14, Unread: 2}, shared.Standing{Read: 15, Unread: 1, Calls: []shared.Seq{17}}},
		{"all read", func() { w.must(bob, "tea", shared.ReadRoom{Message: 17}) }, shared.Standing{Read: 14, Unread: 2}, shared.Standing{Read: 17}},
		{"away and back", func() { w.must(ann, "tea", shared.Leave{}); say(bob); w.must(ann, "tea", shared.Join{}) },
			shared.Standing{Read: 26}, shared.Standing{Read: 25}},
	}
	for _, step := range steps {
		step.do()
		if a, b := w.stands(ann), w.stands(bob); !reflect.DeepEqual(a, step.ann) || !reflect.DeepEqual(b, step.bob) {
			t.Errorf("%s: Ann %+v, Bob %+v; want %+v, %+v", step.name, a, b, step.ann, step.bob)
		}
	}
}

// What the event tells is what the records then say.
func TestTheEventTellsWhatIsUnread(t *testing.T) {
	w := newTeaParty(t)
	for range 3 {
		w.must(ann, "tea", shared.PostMessage{Text: "x"})
	}
	w.must(ann, "tea", shared.DeleteMessage{Message: 9})
	for _, body := range []shared.CommandBody{shared.ReadRoom{Message: 8}, shared.UnreadRoom{Message: 6}, shared.ReadRoom{Message: 10}, shared.UnreadRoom{Message: 9}} {
		e := w.must(bob, "tea", body)
		told := e.Body.(shared.RoomRead)
		if _, back := body.(shared.UnreadRoom); told.Back != back || !reflect.DeepEqual(w.stands(bob), shared.Standing{Read: told.Read, Unread: told.Unread, Calls: told.Calls}) {
			t.Errorf("%+v made %+v; Bob stands as %+v", body, told, w.stands(bob))
		}
	}
}
