package chat_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"parley/server/chat"
	"parley/server/chat/chattest"
	"parley/shared"
)

func TestMemory(t *testing.T) { chattest.TestTx(t, chattest.NewMemory()) }

// Whatever a crowd does, the log has no gap, the records are those that it makes
// from nothing, and they agree with each other.
func TestRecordsFollowFromTheLog(t *testing.T) {
	const seeds, steps, checkEvery = 40, 300, 4
	kinds := map[shared.Kind]int{}
	for seed := range uint64(seeds) {
		w := newWorld(t)
		crowd := chattest.NewCrowd(seed, 6)
		for range steps {
			crowd.Saw(shared.Seq(len(w.log)))
			ask := crowd.Next()
			before := len(w.log)
			for _, upload := range ask.Uploads {
				w.records.Uploads[upload.File.ID] = upload
			}
			event, err := w.do(ask.By, ask.Command)
			if err != nil {
				if shared.CodeOf(err) == shared.CodeInternal {
					t.Fatalf("seed %d: %v is no refusal", seed, err)
				}
				if len(w.log) != before {
					t.Fatalf("seed %d: refused, yet there is an event", seed)
				}
				continue
			}
			if kinds[event.Kind()]++; len(w.log)%checkEvery == 0 {
				w.check(seed)
			}
		}
		w.check(seed)
	}
	for _, kind := range shared.EventKinds() {
		if kinds[kind] == 0 {
			t.Errorf("%s never happened: the crowd does not test it", kind)
		}
	}
}

// check re-reads the whole log.
func (w *world) check(seed uint64) {
	w.t.Helper()
	rebuilt := chattest.NewMemory()
	for i, entry := range w.log {
		if entry.Event.Seq != shared.Seq(i+1) {
			w.t.Fatalf("seed %d: event %d is at place %d", seed, entry.Event.Seq, i+1)
		}
		if err := chat.Apply(rebuilt, throughJSON(w.t, entry.Event)); err != nil {
			w.t.Fatalf("seed %d: %v", seed, err)
		}
	}
	rebuilt.Uploads = w.records.Uploads
	dropEmpty(rebuilt)
	dropEmpty(w.records)
	if !reflect.DeepEqual(rebuilt, w.records) {
		w.t.Fatalf("seed %d: after %d events the records are\n%+v\nthe log makes\n%+v", seed, len(w.log), w.records, rebuilt)
	}
	w.checkAgreement(seed)
}

func (w *world) checkAgreement(seed uint64) {
	w.t.Helper()
	names := map[string]shared.PersonID{}
	for id, person := range w.records.Persons {
		if other, taken := names[chat.NameKey(person.Name)]; taken && !person.Left {
			w.t.Fatalf("seed %d: %s and %s are both called %q", seed, id, other, person.Name)
		}
		if person.Left && person.Role != shared.RoleGuest {
			w.t.Fatalf("seed %d: %s left the server, and is a %s", seed, id, person.Role)
		}
		if !person.Left {
			names[chat.NameKey(person.Name)] = id
		}
	}
	for id, a := range w.records.Files {
		m := w.records.Messages[a.Room][a.Message]
		if !slices.Contains(m.Files, a.File) && (m.Preview == nil || m.Preview.Picture == nil || *m.Preview.Picture != a.File) {
			w.t.Fatalf("seed %d: %s is a file of %+v", seed, id, w.records.Messages[a.Room][a.Message])
		}
	}
	for id, room := range w.records.Rooms {
		if room.Direct && (!room.Private || chat.DirectRoomID(room.People) != id || room.Members > len(room.People)) {
			w.t.Fatalf("seed %d: %s is %+v", seed, id, room)
		}
		if room.Members != len(w.records.Members[id]) || int(room.Posted) != len(w.records.Messages[id]) {
			w.t.Fatalf("seed %d: %+v, but %d members and %d messages", seed, room, len(w.records.Members[id]), len(w.records.Messages[id]))
		}
		if len(w.records.Stands[id]) != len(w.records.Members[id]) {
			w.t.Fatalf("seed %d: %d are in %s, and %d stand to it", seed, len(w.records.Members[id]), id, len(w.records.Stands[id]))
		}
		for person := range w.records.Members[id] {
			w.checkStanding(seed, id, person)
			if w.records.Persons[person].Left {
				w.t.Fatalf("seed %d: %s left the server, but is in %s", seed, person, id)
			}
		}
	}
}

// checkStanding counts what a person has not read one by one.
func (w *world) checkStanding(seed uint64, id shared.RoomID, person shared.PersonID) {
	w.t.Helper()
	room, at := w.records.Rooms[id], w.records.Stands[id][person]
	told, err := chat.StandingIn(w.records, room, person, at)
	want := shared.Standing{Read: at.Read, Level: at.Level, Hidden: at.Hidden}
	for _, entry := range w.log {
		e := entry.Event
		b, post := e.Body.(shared.MessagePosted)
		if !post || e.Room != id || e.Seq <= at.Read || w.records.Messages[id][e.Seq].Deleted {
			continue
		}
		want.Unread++
		if b.Calls(person) && e.By != person && !w.records.Blocks[person][e.By] {
			want.Calls = append(want.Calls, e.Seq)
		}
	}
	if err != nil || !reflect.DeepEqual(told, want) {
		w.t.Fatalf("seed %d: %s stands to %s as %+v (%v), not %+v", seed, person, id, told, err, want)
	}
}

// throughJSON is the event as the log keeps it.
func throughJSON(t testing.TB, e shared.Event) (back shared.Event) {
	t.Helper()
	data, err := json.Marshal(e)
	if err == nil {
		err = json.Unmarshal(data, &back)
	}
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// dropEmpty makes rooms that everyone left equal to rooms that nobody entered.
func dropEmpty(m *chattest.Memory) {
	for room, members := range m.Members {
		if len(members) == 0 {
			delete(m.Members, room)
			delete(m.Stands, room)
		}
	}
}

func TestUnknownKindsChangeNothing(t *testing.T) {
	w := newTeaParty(t)
	before := newTeaParty(t)
	w.append(shared.Event{Room: "tea", By: ann, Body: shared.Unknown{Name: "poll.opened", Raw: []byte(`{"question":"?"}`)}})
	for room, messages := range before.records.Messages {
		for seq, message := range messages {
			message.Command = w.records.Messages[room][seq].Command // minted anew in each world
			messages[seq] = message
		}
	}
	if !reflect.DeepEqual(w.records, before.records) {
		t.Errorf("an event of the future changed the records: %+v", w.records)
	}
}

func TestApplyNoticesALogThatContradictsItself(t *testing.T) {
	for _, e := range []shared.Event{
		{Room: "nowhere", By: ann, Body: shared.MessagePosted{Text: "x"}},
		{Room: "tea", By: ann, Body: shared.MessageEdited{Message: 99}},
		{Room: "nowhere", By: ann, Body: shared.RoomRenamed{Name: "x"}},
		{By: dan, Body: shared.PersonRenamed{Name: "x"}},
		{By: dan, Body: shared.PersonLeft{}},
		{Body: shared.PersonRoleChanged{Person: dan}},
	} {
		if err := chat.Apply(newTeaParty(t).records, e); err == nil {
			t.Errorf("%s was applied to what isn't there", e.Kind())
		}
	}
}
