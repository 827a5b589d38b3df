package chat_test

import (
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// stands is how a person stands to Tea.
func (w *world) stands(person shared.PersonID) shared.Standing {
	w.t.Helper()
	at, _, _ := w.records.Standing("tea", person)
	told, err := chat.StandingIn(w.records, w.records.Rooms["tea"], at)
	if err != nil {
		w.t.Fatal(err)
	}
	return told
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
		{"away and back", func() { w.must(ann, "tea", shared.Leave{}); say(bob); w.must(ann, "tea", shared.Join{}) },
			shared.Standing{Read: 18}, shared.Standing{Read: 17}},
	}
	for _, step := range steps {
		step.do()
		if a, b := w.stands(ann), w.stands(bob); a != step.ann || b != step.bob {
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
		if _, back := body.(shared.UnreadRoom); told.Back != back || w.stands(bob) != (shared.Standing{Read: told.Read, Unread: told.Unread}) {
			t.Errorf("%+v made %+v; Bob stands as %+v", body, told, w.stands(bob))
		}
	}
}
