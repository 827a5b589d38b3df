package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// hold keeps the committer busy until release is called: what is queued
// meanwhile becomes one batch.
func hold(t testing.TB, s *Store) (release func()) {
	t.Helper()
	held, free := make(chan struct{}), make(chan struct{})
	go s.change(context.Background(), func(*conn) error {
		close(held)
		<-free
		return nil
	})
	<-held
	return func() { close(free) }
}

// queue puts a command in the queue without waiting for its answer.
func queue(t testing.TB, s *Store, by shared.PersonID, cmd shared.Command) *doing {
	t.Helper()
	print, err := fingerprint(cmd)
	if err != nil {
		t.Fatal(err)
	}
	d := &doing{by: by, command: cmd, fingerprint: print, done: make(chan error, 1)}
	if _, err := s.committer.submit(t.Context(), d, nil); err != nil {
		t.Fatal(err)
	}
	return d
}

// batches records the sizes of the commits.
type batches struct {
	mu    sync.Mutex
	sizes []int
}

func (b *batches) observe(events int, _ time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sizes = append(b.sizes, events)
}

func TestWhatWaitsIsCommittedTogether(t *testing.T) {
	var seen batches
	s := open(t, t.TempDir(), Options{Observe: seen.observe, indexEvery: never})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	var waiting []*doing
	for i := range maxBatch + 3 {
		waiting = append(waiting, queue(t, s, ann, post(shared.General, fmt.Sprint(i))))
	}
	release()
	for i, d := range waiting {
		if err := <-d.done; err != nil {
			t.Fatal(err)
		}
		if d.reply.Seq != shared.Seq(3+i) {
			t.Fatalf("post %d is event %d", i, d.reply.Seq)
		}
	}
	must(t, s, ann, post(shared.General, "alone"))
	if want := []int{1, 0, maxBatch, 3, 1}; !slices.Equal(seen.sizes, want) {
		t.Errorf("commits of %v events, want %v", seen.sizes, want)
	}
}

func TestARefusalCostsTheOthersNothing(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	broken := errors.New("broken")
	release := hold(t, s)
	first := queue(t, s, ann, post(shared.General, "first"))
	refused := queue(t, s, ann, post("nowhere", "refused"))
	poison := &changing{done: make(chan error, 1), do: func(c *conn) error {
		if _, err := c.exec("DELETE FROM events"); err != nil {
			return err
		}
		return broken
	}}
	s.committer.submit(t.Context(), poison, nil)
	room := queue(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	inRoom := queue(t, s, ann, post("tea", "in the room of the same batch"))
	taken := queue(t, s, "u_other", command(shared.General, shared.Join{Name: "ann"}))
	release()

	want := map[*doing]shared.Code{first: "", refused: shared.CodeRoomNotFound, room: "", inRoom: "", taken: shared.CodeNameTaken}
	for d, code := range want {
		if err := <-d.done; shared.CodeOf(err) != code {
			t.Errorf("%s in %q: %v, want code %q", d.command.Kind(), d.command.Room, err, code)
		}
	}
	if err := <-poison.done; !errors.Is(err, broken) {
		t.Errorf("the failing task was answered %v", err)
	}
	if s.Head() != 5 || inRoom.reply.Seq != 5 {
		t.Errorf("head %d, the last post %d; want 5", s.Head(), inRoom.reply.Seq)
	}
}

func TestCommittedIsToldBeforeTheAnswer(t *testing.T) {
	var mu sync.Mutex
	var told []chat.Entry
	s := open(t, t.TempDir(), Options{Committed: func(entries []chat.Entry) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, entries...)
	}})
	ann := enter(t, s, "Ann")
	for i := range 20 {
		seq := must(t, s, ann, post(shared.General, fmt.Sprint(i)))
		mu.Lock()
		last := told[len(told)-1]
		mu.Unlock()
		if last.Event.Seq != seq || last.Audience != (chat.Audience{Room: shared.General}) {
			t.Fatalf("answered %d when %+v had been told", seq, last)
		}
	}
	for i, entry := range told {
		if entry.Event.Seq != shared.Seq(i+2) {
			t.Fatalf("told event %d at place %d", entry.Event.Seq, i)
		}
	}
	logged, err := s.Events(t.Context(), chat.Reading{Person: ann, Rooms: map[shared.RoomID]shared.Seq{shared.General: 2}, Limit: 100})
	if err != nil || len(logged) != len(told) {
		t.Fatalf("%d events logged, %d told, %v", len(logged), len(told), err)
	}
	for i := range told {
		if !reflect.DeepEqual(logged[i], told[i]) {
			t.Errorf("told %+v, logged %+v", told[i], logged[i])
		}
	}
}

func TestASnapshotIsNeverAheadOfWhatWasTold(t *testing.T) {
	telling, goOn := make(chan struct{}), make(chan struct{})
	holdBack := false
	s := open(t, t.TempDir(), Options{Committed: func([]chat.Entry) {
		if holdBack {
			close(telling)
			<-goOn
		}
	}})
	ann := enter(t, s, "Ann")
	holdBack = true
	posted := queue(t, s, ann, post(shared.General, "durable, but not told"))
	<-telling
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if snapshot, err := s.Snapshot(ctx, ann); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the snapshot at %v did not wait: %v", snapshot.Cursor, err)
	}
	close(goOn)
	if err := <-posted.done; err != nil {
		t.Fatal(err)
	}
	if snapshot, err := s.Snapshot(t.Context(), ann); err != nil || snapshot.Cursor.Seq != 3 {
		t.Errorf("snapshot at %v, %v; want 3", snapshot.Cursor, err)
	}
}

func TestAFullDiskRefusesAndHeals(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	setPages(t, s, 1) // SQLite makes it as many as there are now
	head := s.Head()
	var acknowledged int
	for refused := 0; refused < 3; {
		release := hold(t, s)
		var waiting []*doing
		for range 20 {
			waiting = append(waiting, queue(t, s, ann, post(shared.General, longText)))
		}
		release()
		failed := 0
		for _, d := range waiting {
			switch err := <-d.done; shared.CodeOf(err) {
			case "":
				acknowledged++
			case shared.CodeStorageFull:
				failed++
			default:
				t.Fatal(err)
			}
		}
		if failed != 0 && failed != len(waiting) {
			t.Fatalf("%d of %d commands of a batch failed", failed, len(waiting))
		}
		if failed > 0 {
			refused++
		}
	}
	if got := int(s.Head() - head); got != acknowledged {
		t.Errorf("%d events for %d acknowledged posts", got, acknowledged)
	}
	if s.Ailing() == nil {
		t.Error("nobody can tell that the disk is full")
	}
	setPages(t, s, 1<<20)
	must(t, s, ann, post(shared.General, longText))
	if s.Ailing() != nil {
		t.Errorf("healed, it still says %v", s.Ailing())
	}
	clean(t, dir, s)
}

// TestHealLooksForItself: without anyone who posts, a disk that has room again is
// noticed, and a full one stays full however often it is asked.
func TestHealLooksForItself(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	if err := s.Heal(t.Context()); err != nil {
		t.Errorf("nothing to heal, and %v", err)
	}
	setPages(t, s, 1)
	for shared.CodeOf(s.Heal(t.Context())) != shared.CodeStorageFull {
		s.Do(t.Context(), ann, post(shared.General, longText))
	}
	head := s.Head()
	if err := s.Heal(t.Context()); shared.CodeOf(err) != shared.CodeStorageFull || s.Ailing() == nil {
		t.Errorf("still full, and %v", err)
	}
	setPages(t, s, 1<<20)
	if err := s.Heal(t.Context()); err != nil || s.Ailing() != nil {
		t.Errorf("with room again: %v, %v", err, s.Ailing())
	}
	if s.Head() != head {
		t.Errorf("it left %d events in the log", s.Head()-head)
	}
	clean(t, dir, s)
}

// TestAStuckTransactionIsLeftBehind: a connection that could not even give up its
// transaction takes no other, so another connection has to.
func TestAStuckTransactionIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	s.change(t.Context(), func(*conn) error { return nil }) // the committer is past the batches before
	if _, err := s.committer.conn.exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	posted := post(shared.General, "hello")
	if _, err := s.Do(t.Context(), ann, posted); shared.CodeOf(err) != shared.CodeUnavailable {
		t.Errorf("in the middle of another transaction: %v", err)
	}
	must(t, s, ann, posted)
	for range cap(s.readers) {
		reader := <-s.readers
		if _, err := reader.exec("BEGIN"); err != nil {
			t.Fatal(err)
		}
		s.readers <- reader
	}
	for range 2 * cap(s.readers) {
		s.Messages(t.Context(), ann, shared.General, Range{})
	}
	if _, err := s.Messages(t.Context(), ann, shared.General, Range{}); err != nil {
		t.Errorf("readers are stuck: %v", err)
	}
	clean(t, dir, s)
}

// setPages limits the size of the database, in pages.
func setPages(t testing.TB, s *Store, pages int) {
	t.Helper()
	err := s.change(t.Context(), func(c *conn) error {
		var now int
		_, err := c.one(fmt.Sprintf("PRAGMA max_page_count = %d", pages), nil, &now)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFailedCommitLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	// A deferred constraint fails when the commit is tried, and not before.
	breaking := &changing{done: make(chan error, 1), do: func(c *conn) error {
		for _, statement := range []string{
			"CREATE TABLE parent (id BIGINT PRIMARY KEY)",
			"CREATE TABLE child (id BIGINT REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
			"INSERT INTO child VALUES (1)",
		} {
			if _, err := c.exec(statement); err != nil {
				return err
			}
		}
		return nil
	}}
	foreignKeys(t, s, release, breaking)
	if err := <-breaking.done; shared.CodeOf(err) != shared.CodeUnavailable {
		t.Errorf("the failed commit was answered %v", err)
	}
	posted := post(shared.General, "again")
	first := queue(t, s, ann, posted)
	if err := <-first.done; err != nil || first.reply.Duplicate {
		t.Errorf("after the failed commit: %+v, %v", first.reply, err)
	}
	clean(t, dir, s)
}

// foreignKeys lets a task meet foreign keys, which Parley's tables don't use.
func foreignKeys(t testing.TB, s *Store, release func(), breaking task) {
	t.Helper()
	release()
	s.change(t.Context(), func(*conn) error { return nil }) // the committer is past the held batch
	if _, err := s.committer.conn.exec("PRAGMA foreign_keys = 1"); err != nil {
		t.Fatal(err)
	}
	s.committer.submit(t.Context(), breaking, nil)
}

func TestCloseAnswersWhatIsQueued(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	var waiting []*doing
	for range 5 {
		waiting = append(waiting, queue(t, s, ann, post(shared.General, "last words")))
	}
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	release()
	for _, d := range waiting {
		if err := <-d.done; err != nil {
			t.Errorf("queued before the end, answered %v", err)
		}
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := s.Do(t.Context(), ann, post(shared.General, "too late")); shared.CodeOf(err) != shared.CodeUnavailable {
		t.Errorf("after the end, answered %v", err)
	}
	if _, err := s.Snapshot(t.Context(), ann); shared.CodeOf(err) != shared.CodeUnavailable {
		t.Errorf("read after the end: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	if again := open(t, dir, Options{}); again.Head() != 7 || again.Epoch() != s.Epoch() {
		t.Errorf("opened again at %s-%d, was at %s-7", again.Epoch(), again.Head(), s.Epoch())
	}
}

func TestAnEndedContextStopsWaiting(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	said := post(shared.General, "hello")
	if _, err := s.Do(ctx, ann, said); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	release()
	must(t, s, ann, said) // done once, now or before
	page, err := s.Messages(t.Context(), ann, shared.General, Range{})
	if err != nil || len(page.Messages) != 1 {
		t.Errorf("%d messages, %v", len(page.Messages), err)
	}
}

func TestOneServerAtATime(t *testing.T) {
	before := toLock
	toLock = nil // no waiting
	defer func() { toLock = before }()
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if _, err := Open(t.Context(), dir, Options{}); err == nil {
		t.Error("two stores have the folder open")
	}
	enter(t, s, "Ann")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, Options{})
}

// TestACommitIsMeasuredUntilItIsDurable: what whoever follows makes of it is
// another matter.
func TestACommitIsMeasuredUntilItIsDurable(t *testing.T) {
	clock := newTestClock(1_700_000_000_000)
	longest := make(chan time.Duration, 1)
	s := open(t, t.TempDir(), Options{
		Clock:     clock.now,
		Committed: func([]chat.Entry) { clock.pass(time.Hour) },
		Observe:   func(_ int, took time.Duration) { longest <- took },
	})
	enter(t, s, "Ann")
	if took := <-longest; took != 0 {
		t.Errorf("a commit took %v by a clock that only moved after it", took)
	}
}
