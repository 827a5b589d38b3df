package feed

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

const small = 10_000 // bytes of memory: a few events

func TestHearsWhatIsNewInOrder(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	m.Join("b", "ann")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	expect(t, "at the head", ann.news(), nil)
	one := m.Say("a", "bob", "one")
	two := m.Say("b", "ann", "two")
	three := m.Say("a", "ann", "three")
	everyone := m.Happen("", "bob", shared.PersonRenamed{Name: "Rob"})
	expect(t, "both rooms", ann.news(), seqs(one, two, three, everyone))
	expect(t, "nothing again", ann.news(), nil)
	expect(t, "one room", bob.news(), seqs(one, three, everyone))
}

func TestWakesOnlyTheAudience(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Join("b", "bob")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	ann.news()
	bob.news()
	ann.woken, bob.woken = 0, 0
	m.Say("a", "ann", "one")
	m.Say("a", "ann", "two")
	if ann.woken != 1 || bob.woken != 0 {
		t.Errorf("woken %d and %d times, want once until the end is reached, and never", ann.woken, bob.woken)
	}
	ann.news()
	m.Say("a", "ann", "three")
	if ann.woken != 2 {
		t.Errorf("woken %d times, want again after the end was reached", ann.woken)
	}
}

func TestResumesFromMemoryAndLog(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	m.Join("a", "ann")
	m.Join("b", "bob")
	var want []shared.Seq
	for range 2000 {
		want = append(want, m.Say("a", "ann", "hello"))
		m.Say("b", "bob", "not for ann")
	}
	for _, back := range []int{0, 1, 3, 400, 2000} {
		after := shared.Seq(2)
		if back < len(want) {
			after = want[len(want)-back-1]
		}
		e := hearing(t, f, "ann", at("e1", after))
		expect(t, "what is after", e.news(), want[len(want)-back:])
		if cursor := e.Cursor(); cursor.Seq != f.head {
			t.Errorf("the cursor is at %d, want the head %d", cursor.Seq, f.head)
		}
	}
}

// A quiet listener costs no reading however much others say. The clock stands still, so
// that nothing is told of who is there, which would be something to hear.
func TestOthersTrafficCostsNoReading(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small, Clock: func() time.Time { return time.Time{} }})
	m.Join("a", "ann")
	m.Join("b", "bob")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	for range 1000 {
		m.Say("b", "bob", "elsewhere")
	}
	said := m.Say("a", "ann", "here")
	expect(t, "her room", ann.news(), seqs(said))
	if m.Reads() != 0 {
		t.Errorf("the log was read %d times, want never", m.Reads())
	}
}

func TestAdvancesOverWhatOthersSaid(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Join("b", "bob")
	ann := hearing(t, f, "ann", nil)
	ann.news()
	if _, news := ann.Advance(); news {
		t.Error("nothing happened, and yet the cursor moved")
	}
	head := m.Say("b", "bob", "elsewhere")
	if cursor, news := ann.Advance(); !news || cursor.Seq != head {
		t.Errorf("advanced to %v (%v), want %d", cursor, news, head)
	}
	said := m.Say("a", "ann", "here")
	if cursor, news := ann.Advance(); news || cursor.Seq >= said {
		t.Errorf("advanced to %v over what was not delivered", cursor)
	}
	expect(t, "nothing is lost", ann.news(), seqs(said))
}

func TestResets(t *testing.T) {
	for name, after := range map[string]*shared.Cursor{
		"another epoch":   at("e0", 50),
		"from the future": at("e1", 102),
		"too old":         at("e1", 19),
	} {
		t.Run(name, func(t *testing.T) {
			m := feedtest.New()
			f := begin(t, m, Options{Warm: small})
			m.Join("a", "ann")
			for range 100 {
				m.Say("a", "ann", "hello")
			}
			m.Forget(20)
			e := hearing(t, f, "ann", after)
			if err := e.Next(t.Context(), &e.batch); err != nil {
				t.Fatal(err)
			}
			if !e.batch.Reset || len(e.batch.Items) > 0 || e.batch.Cursor != *at("e1", 101) {
				t.Errorf("%+v, want a reset to the head", e.batch)
			}
			expect(t, "then on", e.news(), nil)
			said := m.Say("a", "ann", "and on")
			expect(t, "then on", e.news(), seqs(said))
		})
	}
}

// A snapshot may be of a commit that is not published yet.
func TestCursorAheadOfPublication(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	first := m.Append("a", "ann", shared.MessagePosted{Text: "committed"})
	second := m.Append("a", "ann", shared.MessagePosted{Text: "committed too"})
	e := hearing(t, f, "ann", at("e1", first.Event.Seq))
	expect(t, "nothing is published", e.news(), nil)
	if e.batch.Reset {
		t.Error("a cursor that the log knows of led to a reset")
	}
	f.Publish([]chat.Entry{first, second})
	expect(t, "what is after the cursor", e.news(), seqs(second.Event.Seq))
}

func TestJoiningAndLeaving(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Say("a", "ann", "before bob")
	bob := hearing(t, f, "bob", nil)
	bob.news()
	joined := m.Happen("a", "bob", shared.PersonJoined{Name: "Bob"})
	said := m.Say("a", "ann", "welcome")
	expect(t, "from the joining on", bob.news(), seqs(joined, said))
	m.Say("a", "ann", "not delivered when he leaves")
	left := m.Leave("a", "bob")
	m.Say("a", "ann", "after bob")
	expect(t, "leaving ends it at once", bob.news(), seqs(left))
	again := m.Happen("a", "bob", shared.PersonJoined{Name: "Bob"})
	expect(t, "joined again", bob.news(), seqs(again))
	resumed := hearing(t, f, "bob", at("e1", 0))
	expect(t, "what he may see now", resumed.news(), seqs(left, again))
	if !f.Member("bob", "a") || f.Member("bob", "b") || f.Member("cid", "a") {
		t.Error("Member does not know who is where")
	}
	gone := m.Leave("", "bob")
	m.Say("a", "ann", "bob left the server")
	expect(t, "his own leaving", bob.news(), seqs(gone))
}

// Moves that are published while the memberships are read are not lost, nor
// done twice.
func TestMovesWhileSettling(t *testing.T) {
	m := feedtest.New()
	slow := &slowLog{Log: m}
	f := begin(t, m, Options{})
	f.log = slow
	m.Join("a", "ann", "bob")
	slow.meanwhile = func() {
		m.Leave("a", "bob")
		m.Join("b", "bob")
	}
	bob := hearing(t, f, "bob", at("e1", 2))
	expect(t, "his moves", bob.news(), seqs(3, 4))
	if f.Member("bob", "a") || !f.Member("bob", "b") {
		t.Error("the moves made meanwhile were lost")
	}
}

// slowLog answers with memberships after something happened meanwhile.
type slowLog struct {
	*feedtest.Log
	meanwhile func()
}

func (s *slowLog) Memberships(ctx context.Context, id shared.PersonID) (map[shared.RoomID]shared.Seq, shared.Seq, error) {
	rooms, at, err := s.Log.Memberships(ctx, id)
	s.meanwhile()
	return rooms, at, err
}

func TestEnds(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	other, err := f.Listen(t.Context(), Who{Person: "ann", Session: "another"}, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	ann.news()
	said := m.Say("a", "bob", "not delivered any more")
	ann.woken = 0
	f.EndSession("ann", "s-ann")
	if err := ann.Next(t.Context(), &ann.batch); !errors.Is(err, ErrSessionEnded) || ann.woken != 1 {
		t.Errorf("%v, woken %d times; want the end of the session", err, ann.woken)
	}
	if _, err := f.Listen(t.Context(), Who{Person: "ann", Session: "s-ann"}, nil, func() {}); !errors.Is(err, ErrSessionEnded) {
		t.Errorf("a session that ended was let in: %v", err)
	}
	elsewhere := &ear{t: t, Listener: other}
	expect(t, "in another session", elsewhere.news(), seqs(said))
	other.Close()
	f.EndPerson("bob")
	if err := bob.Next(t.Context(), &bob.batch); !errors.Is(err, ErrSessionEnded) {
		t.Errorf("%v, want the end of the session", err)
	}
	if counts := f.Listeners(); counts["test"] != 2 {
		t.Errorf("%v listen, want 2 until they close", counts)
	}
	ann.Close()
	ann.Close()
	bob.Close()
	if counts := f.Listeners(); len(counts) != 0 {
		t.Errorf("%v listen, want none", counts)
	}
}

func TestFormatsAreMadeOnce(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	made := 0
	var one, other Format = func(i *Item) []byte { made++; return i.JSON[:1] }, func(*Item) []byte { return []byte("other") }
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	m.Say("a", "ann", "hello")
	for _, e := range []*ear{ann, bob} {
		e.Next(t.Context(), &e.batch)
		item := e.batch.Items[0]
		if string(item.As(&one)) != "{" || string(item.As(&other)) != "other" || string(item.As(&one)) != "{" {
			t.Error("formats are mixed up")
		}
	}
	if made != 1 {
		t.Errorf("encoded %d times, want once", made)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	for range 500 {
		m.Join("a", "ann")
		m.Leave("a", "ann")
		m.Happen("", "ann", shared.PersonRenamed{Name: "Ann"})
	}
	if f.warm.bytes.Load() > small || f.warm.items.len() < 2 {
		t.Errorf("%d items take %d bytes, want at most %d", f.warm.items.len(), f.warm.bytes.Load(), small)
	}
	hung := 0
	for _, topic := range f.topics {
		hung += topic.items.len()
	}
	if most := 2 * f.warm.items.len(); hung > most || len(f.topics) > 3 {
		t.Errorf("%d items hang in %d topics, want at most %d in 3", hung, len(f.topics), most)
	}
}

func expect(t *testing.T, what string, got, want []shared.Seq) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, clip(got), clip(want))
	}
}

func clip(seqs []shared.Seq) []shared.Seq { return seqs[:min(len(seqs), 20)] }

func seqs(all ...shared.Seq) []shared.Seq { return all }
