package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/chat/chattest"
	"parley/shared"
)

func TestRecords(t *testing.T) {
	s, err := openScratchIn(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	t.Run("remembering", func(t *testing.T) { chattest.TestTx(t, newRecords(s.conn)) })
	for _, table := range derived {
		if _, err := s.exec("DELETE FROM " + table.name); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("forgetting", func(t *testing.T) { chattest.TestTx(t, forgetful{newRecords(s.conn)}) })
}

// forgetful reads everything from the tables.
type forgetful struct{ *records }

func (f forgetful) Person(id shared.PersonID) (chat.Person, bool, error) {
	f.forget()
	return f.records.Person(id)
}

func (f forgetful) Room(id shared.RoomID) (chat.Room, bool, error) {
	f.forget()
	return f.records.Room(id)
}

func (f forgetful) Member(room shared.RoomID, person shared.PersonID) (shared.Seq, bool, error) {
	f.forget()
	return f.records.Member(room, person)
}

// model is what the store should hold: the same rules over maps.
type model struct {
	records *chattest.Memory
	log     []chat.Entry
	done    map[string]shared.CommandReply // what was answered to each author's command
	asked   map[string]shared.Command      // as it was then
}

func newModel(first chat.Entry) *model {
	m := &model{records: chattest.NewMemory(), done: map[string]shared.CommandReply{}, asked: map[string]shared.Command{}}
	m.log = append(m.log, first)
	chat.Apply(m.records, first.Event)
	return m
}

func (m *model) do(ask chattest.Ask) (reply shared.CommandReply, code shared.Code) {
	key := string(ask.By) + string(ask.Command.ID)
	if reply, ok := m.done[key]; ok {
		before := m.asked[key]
		same := before.Room == ask.Command.Room && sameBody(before.Body, ask.Command.Body)
		if !same {
			return shared.CommandReply{}, shared.CodeCommandReused
		}
		reply.Duplicate = true
		return reply, ""
	}
	event, err := chat.Decide(m.records, ask.Command, ask.By)
	if err != nil {
		return reply, shared.CodeOf(err)
	}
	event.Seq = shared.Seq(len(m.log) + 1)
	reply.Seq = event.Seq
	if event.Room != ask.Command.Room {
		reply.Room = event.Room
	}
	m.done[key], m.asked[key] = reply, ask.Command
	m.log = append(m.log, chat.Entry{Event: event, Audience: chat.AudienceOf(event)})
	chat.Apply(m.records, event)
	return reply, ""
}

// sameBody compares as the wire does, which a name to enter under is not on.
func sameBody(a, b shared.CommandBody) bool {
	if a.Kind() == b.Kind() && a.Kind() == (shared.Join{}).Kind() {
		return true
	}
	return reflect.DeepEqual(a, b)
}

func (m *model) memberships(person shared.PersonID) map[shared.RoomID]shared.Seq {
	rooms := map[shared.RoomID]shared.Seq{}
	for room, members := range m.records.Members {
		if since, member := members[person]; member {
			rooms[room] = since
		}
	}
	return rooms
}

// still is the model's clock, which does not go.
func still() time.Time { return time.UnixMilli(0) }

// Whatever a crowd asks, in whatever batches, over restarts, the store answers
// as the rules over maps do, and holds what they hold.
func TestTheStoreKeepsToTheModel(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { keepToTheModel(t, seed) })
	}
}

func keepToTheModel(t *testing.T, seed uint64) {
	const rounds = 60
	dir := t.TempDir()
	s := open(t, dir, Options{Clock: still})
	random := rand.New(rand.NewPCG(seed, 1))
	crowd := chattest.NewCrowd(seed, 6)
	m := newModel(logOf(t, s)[0])
	for range rounds {
		crowd.Saw(s.Head())
		var asks []chattest.Ask
		var waiting []*doing
		for range 1 + random.IntN(12) {
			ask := crowd.Next()
			asks = append(asks, ask)
			uploaded(t, s, ask)
			for _, upload := range ask.Uploads {
				m.records.Uploads[upload.File.ID] = upload
			}
		}
		release := hold(t, s)
		for _, ask := range asks {
			waiting = append(waiting, queue(t, s, ask.By, ask.Command))
		}
		release()
		for i, d := range waiting {
			reply, code := m.do(asks[i])
			if err := <-d.done; shared.CodeOf(err) != code || d.reply != reply {
				t.Fatalf("%+v: got %+v, %v; the model says %+v, %q", asks[i], d.reply, err, reply, code)
			}
		}
		for _, person := range crowd.People() {
			checkPerson(t, s, m, person, random)
		}
		if random.IntN(15) == 0 {
			s.Close()
			s = open(t, dir, Options{Clock: still})
		}
	}
	for room := range m.records.Rooms {
		checkHistory(t, s, m, room)
	}
	if report := clean(t, dir, s); report.Events != int64(len(m.log)) {
		t.Errorf("%d events were verified, the model has %d", report.Events, len(m.log))
	}
}

func logOf(t testing.TB, s *Store) (entries []chat.Entry) {
	t.Helper()
	err := s.read(t.Context(), func(v view) (err error) {
		entries, err = v.entries("seq > $1 ORDER BY seq", args{0})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// checkPerson compares what one person may see, in a random stretch of the log.
func checkPerson(t *testing.T, s *Store, m *model, person shared.PersonID, random *rand.Rand) {
	t.Helper()
	rooms, at, err := s.Memberships(t.Context(), person)
	if err != nil || at != shared.Seq(len(m.log)) || !reflect.DeepEqual(rooms, m.memberships(person)) {
		t.Fatalf("memberships of %s at %d: %v, %v; want %v", person, at, rooms, err, m.memberships(person))
	}
	reading := chat.Reading{Person: person, Rooms: rooms, After: shared.Seq(random.IntN(len(m.log) + 2)), Limit: 1 + random.IntN(20)}
	if random.IntN(2) == 0 {
		reading.Until = reading.After + shared.Seq(random.IntN(20))
	}
	got, err := s.Events(t.Context(), reading)
	if err != nil {
		t.Fatal(err)
	}
	want := m.read(reading)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v gave %+v, want %+v", reading, got, want)
	}
	checkSnapshot(t, s, m, person)
}

func (m *model) read(reading chat.Reading) (entries []chat.Entry) {
	for _, entry := range m.log {
		seq := entry.Event.Seq
		if seq > reading.After && (reading.Until == 0 || seq <= reading.Until) && reading.Sees(entry) && len(entries) < reading.Limit {
			if m.records.Messages[entry.Event.Room][chat.Speaks(entry.Event)].Deleted {
				entry.Event = chat.Unsaid(entry.Event)
			}
			entries = append(entries, entry)
		}
	}
	return entries
}

func checkSnapshot(t *testing.T, s *Store, m *model, person shared.PersonID) {
	t.Helper()
	snapshot, err := s.Snapshot(t.Context(), person)
	me, known := m.records.Persons[person]
	if !known || me.Left {
		if shared.CodeOf(err) != shared.CodeNoSession {
			t.Fatalf("a snapshot for %s, who is not here: %v", person, err)
		}
		return
	}
	if err != nil || snapshot.Me != me.Person || snapshot.Cursor.Seq != shared.Seq(len(m.log)) {
		t.Fatalf("snapshot of %s: %+v, %v", person, snapshot, err)
	}
	people := map[shared.PersonID]shared.Person{person: me.Person}
	for _, room := range snapshot.Rooms {
		want := m.records.Rooms[room.ID].With(room.Members)
		want.Mine = m.standing(room.ID, person)
		if !reflect.DeepEqual(room, want) || len(room.Members) != len(m.records.Members[room.ID]) {
			t.Fatalf("room %+v, want %+v", room, want)
		}
		if !slices.IsSortedFunc(room.Members, func(a, b shared.PersonID) int {
			return cmp.Or(cmp.Compare(m.records.Members[room.ID][a], m.records.Members[room.ID][b]), cmp.Compare(a, b))
		}) {
			t.Fatalf("the members of %s, %v, are not in the order of joining", room.ID, room.Members)
		}
		for _, member := range append(room.With, room.Members...) {
			people[member] = m.records.Persons[member].Person
		}
	}
	waiting := 0
	if me.Role.AtLeast(shared.RoleModerator) {
		waiting = len(m.records.Reports)
	}
	rooms := m.memberships(person)
	delete(rooms, chat.Moderators)
	if blocked, _ := m.records.Blocked(person); !slices.Equal(snapshot.Blocked, blocked) {
		t.Fatalf("%s blocked %v, want %v", person, snapshot.Blocked, blocked)
	}
	if snapshot.Reports != waiting {
		t.Fatalf("%d reports wait for %s, want %d", snapshot.Reports, person, waiting)
	}
	if len(snapshot.Rooms) != len(rooms) || len(snapshot.People) != len(people) {
		t.Fatalf("%d rooms, %d people; want %d, %d", len(snapshot.Rooms), len(snapshot.People), len(rooms), len(people))
	}
	for _, who := range snapshot.People {
		if people[who.ID] != who {
			t.Fatalf("the snapshot has %+v", who)
		}
	}
}

// standing counts what a person has not read one by one.
func (m *model) standing(room shared.RoomID, person shared.PersonID) shared.Standing {
	at := m.records.Stands[room][person]
	told := shared.Standing{Read: at.Read, Level: at.Level, Hidden: at.Hidden}
	for _, entry := range m.log {
		e := entry.Event
		b, post := e.Body.(shared.MessagePosted)
		if !post || e.Room != room || e.Seq <= told.Read || m.records.Messages[room][e.Seq].Deleted {
			continue
		}
		told.Unread++
		if b.Calls(person) && e.By != person && !m.records.Blocks[person][e.By] {
			told.Calls = append(told.Calls, e.Seq)
		}
	}
	return told
}

// checkHistory compares a room's messages, read by one who is in it.
func checkHistory(t *testing.T, s *Store, m *model, room shared.RoomID) {
	t.Helper()
	for person := range m.records.Members[room] {
		page, err := s.Messages(t.Context(), person, room, Range{Limit: shared.MaxPage})
		if err != nil {
			t.Fatal(err)
		}
		for _, message := range page.Messages {
			want := m.records.Messages[room][message.Seq]
			if !reflect.DeepEqual(message, want) {
				t.Fatalf("message %+v, want %+v", message, want)
			}
		}
		if len(page.Messages) != min(len(m.records.Messages[room]), shared.MaxPage) {
			t.Fatalf("%d messages of %d", len(page.Messages), len(m.records.Messages[room]))
		}
		return
	}
}

func TestAKilledStoreLosesNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{Clock: still})
	ann := enter(t, s, "Ann")
	for i := range 50 {
		must(t, s, ann, post(shared.General, fmt.Sprint(i)))
	}
	killed := t.TempDir() // what a kill would leave: the files as they are now
	for _, name := range []string{fileName, fileName + "-wal"} {
		copyFile(t, filepath.Join(dir, name), filepath.Join(killed, name))
	}
	report, err := Verify(t.Context(), killed, nil)
	if err != nil || report.Count != 0 || report.Events != 52 {
		t.Errorf("before the restart: %+v, %v", report, err)
	}
	again := open(t, killed, Options{Clock: still})
	if again.Head() != 52 || again.Epoch() != s.Epoch() {
		t.Errorf("after the restart at %s-%d, want %s-52", again.Epoch(), again.Head(), s.Epoch())
	}
	clean(t, killed, again)
}
