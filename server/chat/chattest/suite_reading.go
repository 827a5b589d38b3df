package chattest

import (
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// counts counts the messages of Tea, of which messages made the first.
func (s suite) counts() {
	for number, seq := range []shared.Seq{9, 12, 20} {
		s.must(s.tx.AddMessage("tea", shared.Message{Seq: seq, By: "u_ann", Text: "hi"}, int64(number)+2))
	}
	s.must(s.tx.AddMessage("coffee", shared.Message{Seq: 10, By: "u_ann", Text: "hi"}, 1))
	for _, seq := range []shared.Seq{9, 20} {
		s.must(s.tx.PutMessage("tea", shared.Message{Seq: seq, By: "u_ann", Deleted: true}))
	}
	for _, test := range []struct {
		at              shared.Seq
		posted, deleted int64
	}{{0, 0, 2}, {6, 0, 2}, {7, 1, 2}, {8, 1, 2}, {9, 2, 1}, {19, 3, 1}, {20, 4, 0}, {99, 4, 0}} {
		posted, err := s.tx.PostedUpTo("tea", test.at)
		s.must(err)
		deleted, err := s.tx.DeletedAfter("tea", test.at)
		s.must(err)
		if posted != test.posted || deleted != test.deleted {
			s.Errorf("at %d: %d posted so far, %d deleted after; want %d, %d", test.at, posted, deleted, test.posted, test.deleted)
		}
	}
}

func (s suite) standing(room shared.RoomID, person shared.PersonID, want any) {
	s.Helper()
	got, ok, err := s.tx.Standing(room, person)
	s.is("standing to "+string(room), got, ok, err, want)
}

func (s suite) standings() {
	s.standing("tea", "u_ann", nil)
	s.must(s.tx.PutStanding("tea", "u_ann", chat.Standing{Read: 7, Posted: 1}))
	s.must(s.tx.PutStanding("tea", "u_other", chat.Standing{Read: 12, Posted: 3}))
	s.standing("tea", "u_ann", chat.Standing{Read: 7, Posted: 1})
	s.must(s.tx.PutStanding("tea", "u_ann", chat.Standing{Read: 20, Posted: 4, Level: shared.LevelNone, Hidden: 21}))
	s.standing("tea", "u_ann", chat.Standing{Read: 20, Posted: 4, Level: shared.LevelNone, Hidden: 21})
	s.standing("tea", "u_other", chat.Standing{Read: 12, Posted: 3})
	s.must(s.tx.DeleteStanding("tea", "u_ann"))
	s.standing("tea", "u_ann", nil)
	s.standing("tea", "u_other", chat.Standing{Read: 12, Posted: 3})
}

func (s suite) calls() {
	ann, other := shared.PersonID("u_ann"), shared.PersonID("u_other")
	s.must(s.tx.AddCall("tea", ann, 30, other))
	s.must(s.tx.AddCall("tea", ann, 30, other))
	s.must(s.tx.AddCall("tea", chat.Everyone, 30, other))
	s.must(s.tx.AddCall("tea", chat.Everyone, 31, ann))
	s.must(s.tx.AddCall("tea", other, 32, ann))
	s.must(s.tx.AddCall("coffee", ann, 33, other))
	s.called(ann, 0, 30)
	s.called(ann, 30)
	s.called(other, 0, 31, 32)
	s.called(other, 31, 32)
	s.must(s.tx.DeleteCalls("tea", 30))
	s.called(ann, 0)
	var many []shared.Seq
	for seq := shared.Seq(40); seq < 40+2*shared.MaxUnreadCalls; seq += 2 {
		s.must(s.tx.AddCall("tea", ann, seq, other))
		s.must(s.tx.AddCall("tea", chat.Everyone, seq+1, other))
		many = append(many, seq, seq+1)
	}
	s.called(ann, 0, many[shared.MaxUnreadCalls:]...)
}

func (s suite) called(person shared.PersonID, after shared.Seq, want ...shared.Seq) {
	s.Helper()
	got, err := s.tx.CallsAfter("tea", person, after)
	s.must(err)
	if !slices.Equal(got, want) {
		s.Errorf("%s is called by %v after %d, want %v", person, got, after, want)
	}
}
