package feed

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed/feedtest"
	"parley/shared"
)

func TestTypingIsForOthersNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := feedtest.New()
		f := begin(t, m, Options{})
		m.Join("a", "ann", "bob")
		ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
		ann.whispers()
		bob.whispers()
		typing := shared.Ephemeral{Room: "a", Body: shared.Typing{By: "ann"}}
		f.Tell(typing)
		f.Tell(typing)
		f.Tell(shared.Ephemeral{Room: "nowhere", Body: shared.Typing{By: "ann"}})
		f.Tell(shared.Ephemeral{Room: "a", Body: shared.Presence{Count: 99}})
		heard(t, "the others, once", bob.whispers(), `{"room":"a","kind":"typing","body":{"by":"ann"}}`)
		heard(t, "the others, not again", bob.whispers())
		heard(t, "not the author", ann.whispers())
		f.Tell(typing)
		m.Say("a", "ann", "what she typed")
		if texts := only("typing", hearing(t, f, "bob", nil).whispers()); len(texts) > 0 {
			t.Errorf("heard %v when it was written", texts)
		}
		f.Tell(typing)
		time.Sleep(shared.TypingFor)
		if texts := only("typing", bob.whispers()); len(texts) > 0 {
			t.Errorf("heard %v when it was over", texts)
		}
	})
}

func TestPresenceIsToldAsAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := feedtest.New()
		f := begin(t, m, Options{})
		m.Join("a", "ann", "bob", "cid")
		ann := hearing(t, f, "ann", nil)
		ann.whispers()
		aWhile()
		heard(t, "alone", ann.whispers(), `{"room":"a","kind":"presence","body":{"full":true,"online":["ann"],"count":1}}`)
		bob, second := hearing(t, f, "bob", nil), hearing(t, f, "bob", nil)
		heard(t, "what there was", bob.whispers(), `{"room":"a","kind":"presence","body":{"full":true,"online":["ann"],"count":1}}`)
		aWhile()
		came := `{"room":"a","kind":"presence","body":{"online":["bob"],"count":2}}`
		heard(t, "bob came", ann.whispers(), came)
		heard(t, "bob came, to bob", bob.whispers(), came)
		bob.Close()
		aWhile()
		heard(t, "his second tab is open", ann.whispers())
		second.Close()
		third := hearing(t, f, "bob", nil)
		aWhile()
		heard(t, "a reload", ann.whispers())
		third.Close()
		time.Sleep(2 * time.Second)
		heard(t, "bob went", ann.whispers(), `{"room":"a","kind":"presence","body":{"offline":["bob"],"count":1}}`)
	})
}

func TestPresenceFollowsMembership(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := feedtest.New()
		f := begin(t, m, Options{})
		m.Join("a", "ann")
		ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
		aWhile()
		ann.whispers()
		heard(t, "not in the room", bob.whispers())
		m.Join("a", "bob")
		heard(t, "who is there", bob.whispers(), `{"room":"a","kind":"presence","body":{"full":true,"online":["ann"],"count":1}}`)
		aWhile()
		heard(t, "bob joined", ann.whispers(), `{"room":"a","kind":"presence","body":{"online":["bob"],"count":2}}`)
		m.Leave("a", "bob")
		aWhile()
		heard(t, "bob left", ann.whispers(), `{"room":"a","kind":"presence","body":{"offline":["bob"],"count":1}}`)
		heard(t, "bob hears no more of it", only("offline", bob.whispers()))
	})
}

// Whoever missed a telling is told everything.
func TestPresenceNeverGoesStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := feedtest.New()
		f := begin(t, m, Options{})
		m.Join("a", "ann", "bob", "cid")
		ann := hearing(t, f, "ann", nil)
		aWhile()
		ann.whispers()
		hearing(t, f, "bob", nil)
		aWhile()
		hearing(t, f, "cid", nil)
		aWhile()
		heard(t, "two changes later", ann.whispers(), `{"room":"a","kind":"presence","body":{"full":true,"online":["ann","bob","cid"],"count":3}}`)
	})
}

// aWhile is long enough for everything about presence to be told.
func aWhile() { time.Sleep(3 * time.Second) }

func heard(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: heard %v, want %v", what, got, want)
	}
}

func only(word string, texts []string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return !strings.Contains(s, `"`+word+`"`) })
}
