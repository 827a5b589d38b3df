package feed

import (
	"fmt"
	"testing"

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
