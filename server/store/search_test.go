package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/chat/chattest"
	"parley/server/search"
	"parley/shared"
)

// seqsOf lists what was found.
func seqsOf(results shared.SearchResults) (seqs []shared.Seq) {
	for _, hit := range results.Hits {
		seqs = append(seqs, hit.Seq)
	}
	return seqs
}

// find gives what a person finds, of all pages of the answer.
func find(t testing.TB, s *Store, me shared.PersonID, typed string) (seqs []shared.Seq) {
	t.Helper()
	asked := Search{Typed: typed, Zone: time.UTC, Me: me}
	for {
		results, err := s.Search(t.Context(), asked)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		seqs = append(seqs, seqsOf(results)...)
		if results.Next == 0 {
			return seqs
		}
		if len(results.Hits) == 0 && (asked.Before != 0 && results.Next >= asked.Before) {
			t.Fatalf("%q goes on from %d, after %d", typed, results.Next, asked.Before)
		}
		asked.Before = results.Next
	}
}

// indexAll waits until the whole log is in the index: the store has to index
// every event.
func indexAll(t testing.TB, s *Store) {
	t.Helper()
	if err := s.indexer.at.wait(t.Context(), s.Head()); err != nil {
		t.Fatal(err)
	}
}

const (
	atOnce = 1       // every event is indexed when it is there
	never  = 1 << 40 // none is
)

func TestSearch(t *testing.T) {
	for name, every := range map[string]shared.Seq{"by the index": atOnce, "by looking": never} {
		t.Run(name, func(t *testing.T) { testSearch(t, every) })
	}
}

func testSearch(t *testing.T, every shared.Seq) {
	dir := t.TempDir()
	s := open(t, dir, Options{indexEvery: every})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob Lee")
	hello := must(t, s, ann, post(shared.General, "Hello, world"))
	answer := must(t, s, bob, post(shared.General, "hello yourself 你好"))
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Green tea"}))
	tea := must(t, s, ann, post("tea", "hello, tea 你好吗"))
	edited := must(t, s, ann, post(shared.General, "nothing"))
	must(t, s, ann, command(shared.General, shared.EditMessage{Message: edited, Text: "something else"}))
	deleted := must(t, s, ann, post(shared.General, "hello for a while"))
	must(t, s, ann, command(shared.General, shared.DeleteMessage{Message: deleted}))
	if every == atOnce {
		indexAll(t, s)
	}
	tests := []struct {
		me    shared.PersonID
		typed string
		want  []shared.Seq
	}{
		{ann, "hello", []shared.Seq{tea, answer, hello}},
		{bob, "hello", []shared.Seq{answer, hello}},
		{ann, "hel 你好", []shared.Seq{tea, answer}},
		{ann, "你", []shared.Seq{tea, answer}},
		{ann, "好吗", []shared.Seq{tea}},
		{ann, "nothing", nil},
		{ann, "something", []shared.Seq{edited}},
		{ann, "from:me hello", []shared.Seq{tea, hello}},
		{ann, `from:"bob lee"`, []shared.Seq{answer}},
		{ann, `from:me from:@"Bob Lee" hello`, []shared.Seq{tea, answer, hello}},
		{ann, "from:nobody", nil},
		{ann, "in:tea", []shared.Seq{tea}},
		{ann, `in:"green TEA" hello`, []shared.Seq{tea}},
		{bob, "in:tea", nil},
		{bob, "in:nowhere", nil},
		{ann, "before:2000", nil},
		{ann, "before:2999-12-31 in:general", []shared.Seq{edited, answer, hello}},
		{"u_stranger", "hello", nil},
		{ann, " ?! ", nil},
	}
	for _, test := range tests {
		if got := find(t, s, test.me, test.typed); !slices.Equal(got, test.want) {
			t.Errorf("%q gave %v, want %v", test.typed, got, test.want)
		}
	}
	must(t, s, ann, command("tea", shared.Leave{}))
	if got := find(t, s, ann, "hello"); !slices.Equal(got, []shared.Seq{answer, hello}) {
		t.Errorf("after leaving, %v", got)
	}
	clean(t, dir, s)
}

func TestASearchGivesAPageAtATime(t *testing.T) {
	s := open(t, t.TempDir(), Options{indexEvery: 16})
	ann := enter(t, s, "Ann")
	var want []shared.Seq
	for i := range 3*shared.SearchPage + 1 {
		want = append(want, must(t, s, ann, post(shared.General, fmt.Sprint("number ", i))))
	}
	slices.Reverse(want)
	results, err := s.Search(t.Context(), Search{Typed: "number", Zone: time.UTC, Me: ann})
	if err != nil || len(results.Hits) != shared.SearchPage || results.Next != want[shared.SearchPage-1] {
		t.Errorf("%d hits, next %d, %v", len(results.Hits), results.Next, err)
	}
	if len(results.People) != 1 || results.People[0].Name != "Ann" {
		t.Errorf("by %+v", results.People)
	}
	if got := find(t, s, ann, "number"); !slices.Equal(got, want) {
		t.Errorf("all pages gave %v, want %v", got, want)
	}
}

// Whatever a crowd does, the index, however far it has come, finds what looking
// at every message finds, and nobody finds what is in a room they are not in.
func TestTheIndexFindsWhatIsThere(t *testing.T) {
	typed := []string{"hello", "hel", "你好", "好", "script alert", "<script>", "evil", "a", "b", "bom", "👋", "from:ann", "in:tea hello", "from:me", "before:2999 hello"}
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := t.TempDir()
			random := rand.New(rand.NewPCG(seed, 2))
			s := open(t, dir, Options{indexEvery: 64})
			crowd := chattest.NewCrowd(seed, 6)
			for range 6 {
				for range 60 {
					crowd.Saw(s.Head())
					ask := crowd.Next()
					s.Do(t.Context(), ask.By, ask.Command)
				}
				for _, person := range crowd.People() {
					for range 4 {
						typed := typed[random.IntN(len(typed))]
						if got, want := find(t, s, person, typed), findAll(t, s, person, typed); !slices.Equal(got, want) {
							t.Fatalf("%s finds %v by %q, and should find %v", person, got, typed, want)
						}
					}
				}
				if random.IntN(3) == 0 {
					s.Close()
					s = open(t, dir, Options{indexEvery: 1 + shared.Seq(random.IntN(100))})
				}
			}
			clean(t, dir, s)
		})
	}
}

// findAll looks at every message of a person's rooms.
func findAll(t *testing.T, s *Store, me shared.PersonID, typed string) (seqs []shared.Seq) {
	t.Helper()
	query := search.Parse(typed, time.UTC)
	err := s.read(t.Context(), func(v view) error {
		records := newRecords(v.conn)
		rooms, err := records.RoomsOf(me)
		if err != nil {
			return err
		}
		for _, room := range rooms {
			if len(query.In) > 0 && !slices.Contains(query.In, string(room)) && !sameName(t, records, room, query.In[0]) {
				continue
			}
			messages, err := v.newer(room, 0, 1<<20)
			if err != nil {
				return err
			}
			for _, m := range messages {
				if _, ok := query.Find(m); ok && (len(query.From) == 0 || isAuthor(records, me, m.By, query.From[0])) {
					seqs = append(seqs, m.Seq)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(seqs)
	slices.Reverse(seqs)
	return seqs
}

func sameName(t *testing.T, records *records, room shared.RoomID, name string) bool {
	t.Helper()
	record, _, err := records.Room(room)
	if err != nil {
		t.Fatal(err)
	}
	return chat.NameKey(record.Name) == chat.NameKey(name)
}

func isAuthor(records *records, me, by shared.PersonID, name string) bool {
	if name == "me" {
		return by == me
	}
	author, _, _ := records.Person(by)
	return !author.Left && chat.NameKey(author.Name) == chat.NameKey(name)
}

// An answer is bounded: what looks like what is looked for, and is not, is given
// up after a while, and gone on with from there.
func TestASearchGivesUpAfterAWhile(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	first := must(t, s, ann, post(shared.General, "to be"))
	release := hold(t, s)
	var last *doing
	for range 500 {
		last = queue(t, s, ann, post(shared.General, "be to"))
	}
	release()
	<-last.done
	asked := Search{Typed: `"to be"`, Zone: time.UTC, Me: ann, most: 100}
	for range 5 {
		results, err := s.Search(t.Context(), asked)
		if err != nil || len(results.Hits) != 0 || results.Next == 0 {
			t.Fatalf("%+v, %v", results, err)
		}
		asked.Before = results.Next
	}
	results, err := s.Search(t.Context(), asked)
	if err != nil || !slices.Equal(seqsOf(results), []shared.Seq{first}) || results.Next != 0 {
		t.Errorf("at last %+v, %v", results, err)
	}
}

// What a message said is not in the database's index once it says it no more.
func TestTheIndexForgets(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{indexEvery: atOnce})
	ann := enter(t, s, "Ann")
	said := must(t, s, ann, post(shared.General, "secretword"))
	again := must(t, s, ann, post(shared.General, "hiddenword"))
	indexAll(t, s)
	must(t, s, ann, command(shared.General, shared.EditMessage{Message: said, Text: "plain"}))
	must(t, s, ann, command(shared.General, shared.DeleteMessage{Message: again}))
	indexAll(t, s)
	err := s.read(t.Context(), func(v view) error {
		return v.each("SELECT data FROM search_pages", nil, func(scan func(...any) error) error {
			var data string
			err := scan(&data)
			if strings.Contains(data, "secret") || strings.Contains(data, "hidden") {
				t.Errorf("it remembers: %q", data)
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	clean(t, dir, s)
}

// A database from before there was an index is indexed while it is used.
func TestWhatWasSaidBeforeIsIndexed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{indexEvery: never})
	ann := enter(t, s, "Ann")
	said := must(t, s, ann, post(shared.General, "long ago"))
	s.Close()
	s = open(t, dir, Options{indexEvery: atOnce})
	indexAll(t, s)
	if got := find(t, s, ann, "ago"); !slices.Equal(got, []shared.Seq{said}) {
		t.Errorf("found %v", got)
	}
	clean(t, dir, s)
}

func TestVerifyKnowsTheIndex(t *testing.T) {
	whole := t.TempDir()
	s := open(t, whole, Options{indexEvery: atOnce})
	ann := enter(t, s, "Ann")
	must(t, s, ann, post(shared.General, "hello"))
	indexAll(t, s)
	clean(t, whole, s)
	for _, broken := range []string{
		"DELETE FROM search_pages",
		"INSERT INTO search_pages VALUES (7, x'61', x'00')",
		"UPDATE search_pages SET data = data || x'00'",
		"UPDATE meta SET value = '1' WHERE name = 'indexed'",
		"UPDATE meta SET value = '99' WHERE name = 'indexed'",
	} {
		dir := t.TempDir()
		copyFile(t, filepath.Join(whole, fileName), filepath.Join(dir, fileName))
		damage(t, dir, broken)
		if report, err := Verify(t.Context(), dir, nil); err != nil || report.Count != 1 || !strings.Contains(report.Differences[0], "search") {
			t.Errorf("%s: %q, %v", broken, report.Differences, err)
		}
	}
}
