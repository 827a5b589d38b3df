package feed

import (
	"errors"
	"fmt"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

func TestUnreadComesAgain(t *testing.T) {
	for n := range 4 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			m := feedtest.New()
			f := begin(t, m, Options{})
			m.Join("a", "ann", "bob")
			ann := hearing(t, f, "ann", nil)
			ann.news()
			want := seqs(m.Say("a", "bob", "one"), m.Say("a", "bob", "two"), m.Say("a", "bob", "three"))
			if err := ann.Hear(&ann.batch); err != nil {
				t.Fatal(err)
			}
			m.Say("a", "bob", "told while it is put back")
			ann.Unread(&ann.batch, n)
			expect(t, "the rest", ann.news(), append(want[n:], want[2]+1))
			ann.woken = 0
			m.Say("a", "bob", "four")
			if ann.woken != 1 {
				t.Errorf("woken %d times after the end was reached", ann.woken)
			}
		})
	}
}

func TestUnreadPutsBackWhatWasToldInPassing(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	f.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "bob"}})
	if err := ann.Hear(&ann.batch); err != nil {
		t.Fatal(err)
	}
	ann.Unread(&ann.batch, 0)
	if texts := ann.whispers(); len(texts) != 1 {
		t.Errorf("told %q, want Bob's typing", texts)
	}
}

func TestUnreadFromTheLog(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	m.Join("a", "ann")
	var want []shared.Seq
	for range 500 {
		want = append(want, m.Say("a", "ann", "hello"))
	}
	ann := hearing(t, f, "ann", at(feedtest.Epoch, want[0]-1))
	if err := ann.Hear(&ann.batch); !errors.Is(err, ErrCold) {
		t.Fatalf("error %v, want ErrCold", err)
	}
	if err := ann.Next(t.Context(), &ann.batch); err != nil {
		t.Fatal(err)
	}
	ann.Unread(&ann.batch, 100)
	expect(t, "the rest", ann.news(), want[100:])
}
