package state_test

import (
	"fmt"
	"slices"
	"testing"

	"parley/app/state"
	"parley/shared"
)

// crowded is a scene whose room has n messages of Bo's, "1" to "n".
func crowded(t *testing.T, n, loaded int) (f *follower, bo shared.PersonID, seqs []shared.Seq) {
	log, _, bo, f := scene(t)
	for i := range n {
		seqs = append(seqs, log.Must(bo, shared.General, shared.PostMessage{Text: fmt.Sprint(i + 1)}))
	}
	f = follow(t, log, f.me)
	f.open(shared.General, loaded)
	return f, bo, seqs
}

func numbers(from, to int) []string {
	var texts []string
	for i := from; i <= to; i++ {
		texts = append(texts, fmt.Sprint(i))
	}
	return texts
}

func (f *follower) shows(want []string) {
	f.t.Helper()
	if got := f.texts(shared.General); !slices.Equal(got, want) {
		f.t.Fatalf("shown is %q, wanted %q", got, want)
	}
}

func versions(chunks []*state.Chunk) map[int]uint64 {
	of := map[int]uint64{}
	for _, c := range chunks {
		of[c.ID] = c.Version
	}
	return of
}

// touched lists the places of the chunks that changed since.
func touched(was map[int]uint64, chunks []*state.Chunk) []int {
	var changed []int
	for i, c := range chunks {
		if was[c.ID] != c.Version {
			changed = append(changed, i)
		}
	}
	return changed
}

func TestAChangeTouchesOneChunk(t *testing.T) {
	f, bo, seqs := crowded(t, 170, 170)
	room := f.state.Room(shared.General)
	for _, c := range room.Chunks() {
		if len(c.Items) == 0 || len(c.Items) > state.ChunkSize {
			t.Fatalf("a chunk of %d", len(c.Items))
		}
	}
	for _, step := range []struct {
		what string
		do   func()
		want []int
	}{
		{"a post", func() { f.log.Must(bo, shared.General, shared.PostMessage{Text: "171"}) }, []int{3}},
		{"an edit deep in", func() {
			f.log.Must(bo, shared.General, shared.EditMessage{Message: seqs[60], Text: "x"})
		}, []int{1}},
		{"a reaction", func() {
			f.log.Must(bo, shared.General, shared.AddReaction{Message: seqs[0], Emoji: "👍"})
		}, []int{0}},
		{"a new name", func() { f.log.Must(bo, "", shared.Rename{Name: "Bob"}) }, []int{0, 1, 2, 3}},
		{"a new topic", func() { f.log.Must(bo, shared.General, shared.RenameRoom{Name: "Hall"}) }, nil},
	} {
		was := versions(room.Chunks())
		step.do()
		f.catchUp()
		if got := touched(was, room.Chunks()); !slices.Equal(got, step.want) {
			t.Errorf("%s touched %v, not %v", step.what, got, step.want)
		}
	}
}

func TestOlderPagesComeInFront(t *testing.T) {
	f, _, _ := crowded(t, 220, 50)
	room := f.state.Room(shared.General)
	f.shows(numbers(171, 220))
	for room.HasOlder() {
		was := versions(room.Chunks())
		shown := len(room.Chunks())
		f.state.AddPage(shared.General, f.log.Messages(shared.General, room.Oldest()+1, 0, 0, 60))
		chunks := room.Chunks()
		if kept := touched(was, chunks[len(chunks)-shown:]); len(kept) > 0 {
			t.Fatalf("older messages touched the chunks %v", kept)
		}
	}
	f.shows(numbers(1, 220))
	f.sameAsFresh()
}

func TestAJumpAndTheWayBack(t *testing.T) {
	f, bo, seqs := crowded(t, 300, 50)
	room := f.state.Room(shared.General)
	f.state.AddPage(shared.General, f.log.Messages(shared.General, 0, 0, seqs[99], 50))
	f.shows(numbers(75, 124))
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "301"})
	f.log.Must(bo, shared.General, shared.EditMessage{Message: seqs[99], Text: "100"})
	f.catchUp()
	f.shows(numbers(75, 124)) // what arrives is not next to what is shown
	for room.HasNewer() {
		f.state.AddPage(shared.General, f.log.Messages(shared.General, 0, room.Newest()-1, 0, 50))
	}
	f.shows(numbers(75, 301))
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "302"})
	f.catchUp()
	f.shows(numbers(75, 302))
	f.sameAsFresh()
}

func TestALatePageNeverOverwritesNewerTruth(t *testing.T) {
	f, bo, seqs := crowded(t, 10, 10)
	late := f.log.Messages(shared.General, 0, 0, 0, 10)
	f.log.Must(bo, shared.General, shared.EditMessage{Message: seqs[4], Text: "five"})
	f.log.Must(bo, shared.General, shared.DeleteMessage{Message: seqs[5]})
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "11"})
	f.log.Must(bo, "", shared.Rename{Name: "Bob"})
	f.catchUp()
	f.state.AddPage(shared.General, late)
	want := []string{"1", "2", "3", "4", "five", "", "7", "8", "9", "10", "11"}
	f.shows(want)
	fresh := follow(t, f.log, f.me) // the same page, where nothing was loaded
	fresh.state = f.state
	f.state.Room(shared.General).Timeline = state.Timeline{}
	f.state.AddPage(shared.General, late)
	f.shows(want)
	if f.state.Person(bo).Name != "Bob" {
		t.Error("a late page brought an old name back")
	}
	f.sameAsFresh()
}

func TestAPageAheadOfTheStream(t *testing.T) {
	f, bo, _ := crowded(t, 3, 3)
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "4"})
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "5"})
	f.open(shared.General, 50)
	f.shows(numbers(1, 5))
	f.hear(1)
	f.shows(numbers(1, 5))
	f.catchUp()
	f.shows(numbers(1, 5))
	f.sameAsFresh()
}

func TestAPageOlderThanTheJournalIsRefused(t *testing.T) {
	f, bo, _ := crowded(t, 1, 1)
	late := f.log.Messages(shared.General, 0, 0, 0, 10)
	for range 2500 {
		f.log.Must(bo, shared.General, shared.PostMessage{Text: "more"})
	}
	f.catchUp()
	if f.state.AddPage(shared.General, late) {
		t.Error("a page was taken that can't be brought up to date")
	}
	late.Cursor = shared.Cursor{Epoch: "other", Seq: f.state.Cursor().Seq}
	if f.state.AddPage(shared.General, late) {
		t.Error("a page of another history was taken")
	}
}

func TestAfterAResetTheNextPageReplaces(t *testing.T) {
	f, bo, _ := crowded(t, 100, 50)
	f.state.Reset()
	for i := 101; i <= 200; i++ {
		f.log.Must(bo, shared.General, shared.PostMessage{Text: fmt.Sprint(i)})
	}
	f.state.Load(f.log.Snapshot(f.me))
	f.shows(numbers(51, 100)) // something to look at until the page comes
	if !f.state.Room(shared.General).Stale() || f.state.Cursor() != f.log.Cursor() {
		t.Errorf("stale %v, cursor %v", f.state.Room(shared.General).Stale(), f.state.Cursor())
	}
	f.open(shared.General, 50)
	f.shows(numbers(151, 200))
	f.sameAsFresh()
}

func TestWhatWasSaidWhileOneWasAwayIsLoadedAgain(t *testing.T) {
	f, bo, _ := crowded(t, 3, 50)
	f.log.Must(f.me, shared.General, shared.Leave{})
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "4"})
	f.log.Must(f.me, shared.General, shared.Join{})
	f.state.Load(f.log.Snapshot(f.me)) // it was taken before the stream told of any of this
	f.catchUp()
	if !f.state.Room(shared.General).Stale() {
		t.Fatal("the stretch passes for whole")
	}
	f.open(shared.General, 50)
	f.shows(numbers(1, 4))
	f.sameAsFresh()
}
