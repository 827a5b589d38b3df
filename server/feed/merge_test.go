package feed

import (
	"fmt"
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// An event of someone who is in the room hangs there and in what is their own.
func TestHearsOnceWhatHangsInTwoTopics(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Join("b", "ann")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	var want []shared.Seq
	for i := range 20 {
		want = append(want, m.Say("b", "bob", "before"), m.Happen("a", "ann", own))
		if i%3 == 0 {
			want = append(want, m.Happen("", "ann", own))
		}
	}
	expect(t, "in order, once", ann.news(), want)
}

// One commit of many events wakes once, and what it said in other topics is in
// its place.
func TestHearsWhatWasPublishedTogether(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	ann.news()
	bob.news()
	ann.woken, bob.woken = 0, 0
	f.Publish([]chat.Entry{
		m.Append("a", "bob", shared.MessagePosted{Text: "3"}),
		m.Append("b", "ann", shared.PersonJoined{Name: "Ann"}),
		m.Append("a", "bob", shared.MessagePosted{Text: "5"}),
		m.Append("b", "cid", shared.MessagePosted{Text: "6"}),
		m.Append("a", "bob", shared.PersonLeft{}),
		m.Append("a", "ann", shared.MessagePosted{Text: "8"}),
		m.Append("", "bob", own),
	})
	expect(t, "who stayed", ann.news(), seqs(3, 4, 5, 6, 7, 8))
	expect(t, "who left", bob.news(), seqs(7, 9))
	if ann.woken != 1 || bob.woken != 1 {
		t.Errorf("woken %d and %d times, want once each", ann.woken, bob.woken)
	}
}

func TestABatchIsBounded(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Join("b", "ann")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	var want []shared.Seq
	for i := range 3 * batchItems {
		want = append(want, m.Say(places[i/50%2], "bob", "hello"))
	}
	for part := range 3 {
		if err := ann.Hear(&ann.batch); err != nil {
			t.Fatal(err)
		}
		expect(t, fmt.Sprint("part ", part), ann.batch.seqs(), want[part*batchItems:(part+1)*batchItems])
		if ann.batch.More != (part < 2) {
			t.Errorf("part %d says that there is more: %v", part, ann.batch.More)
		}
	}
}

func TestHearingMakesNoGarbage(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Join("b", "ann")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	m.Say("a", "bob", "one")
	m.Say("b", "bob", "two")
	var batch Batch
	hear := func() {
		if err := ann.Hear(&batch); err != nil || len(batch.Items) != 2 {
			t.Fatal(err, len(batch.Items))
		}
		ann.Unread(&batch, 0)
	}
	if made := testing.AllocsPerRun(100, hear); made > 0 {
		t.Errorf("made %v objects, want none", made)
	}
}
