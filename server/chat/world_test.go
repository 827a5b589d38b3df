package chat_test

import (
	"fmt"
	"testing"

	"parley/server/chat"
	"parley/server/chat/chattest"
	"parley/shared"
)

// world is a log in memory and the records that it makes.
type world struct {
	t       testing.TB
	records *chattest.Memory
	log     []chat.Entry
}

const (
	ann = shared.PersonID("u_ann")
	bob = shared.PersonID("u_bob")
	cat = shared.PersonID("u_cat")
	dan = shared.PersonID("u_dan") // never enters
)

// newWorld has the general room, which nobody is in.
func newWorld(t testing.TB) *world {
	w := &world{t: t, records: chattest.NewMemory()}
	w.append(shared.Event{Room: shared.General, Body: shared.RoomCreated{Name: "General"}})
	return w
}

// newTeaParty has Ann and Bob in General (as event 2 and 3), and in Tea, which
// Ann made (4, 5), where Ann said hello (6); and Cat in General alone (7).
func newTeaParty(t testing.TB) *world {
	w := newWorld(t)
	w.must(ann, shared.General, shared.Join{Name: "Ann"})
	w.must(bob, shared.General, shared.Join{Name: "Bob"})
	w.must(ann, "tea", shared.CreateRoom{Name: "Tea", Topic: "Green or black"})
	w.must(bob, "tea", shared.Join{})
	w.must(ann, "tea", shared.PostMessage{Text: "hello"})
	w.must(cat, shared.General, shared.Join{Name: "Cat"})
	return w
}

func (w *world) append(e shared.Event) shared.Event {
	w.t.Helper()
	e.Seq = shared.Seq(len(w.log) + 1)
	e.At = int64(e.Seq) * 1000
	w.log = append(w.log, chat.Entry{Event: e, Audience: chat.AudienceOf(e)})
	if err := chat.Apply(w.records, e); err != nil {
		w.t.Fatal(err)
	}
	return e
}

// do has a command decided and, where it is accepted, done.
func (w *world) do(by shared.PersonID, cmd shared.Command) (shared.Event, error) {
	w.t.Helper()
	e, err := chat.Decide(w.records, cmd, by)
	if err != nil {
		return shared.Event{}, err
	}
	return w.append(e), nil
}

// decided has a command decided, and not done.
func (w *world) decided(by shared.PersonID, room shared.RoomID, body shared.CommandBody) (shared.Event, error) {
	return chat.Decide(w.records, shared.Command{ID: shared.NewCommandID(1), Room: room, Body: body}, by)
}

func (w *world) try(by shared.PersonID, room shared.RoomID, body shared.CommandBody) (shared.Event, error) {
	w.t.Helper()
	return w.do(by, shared.Command{ID: shared.NewCommandID(1), Room: room, Body: body})
}

func (w *world) must(by shared.PersonID, room shared.RoomID, body shared.CommandBody) shared.Event {
	w.t.Helper()
	e, err := w.try(by, room, body)
	if err != nil {
		w.t.Fatalf("%s asks for %s in %q: %v", by, body.Kind(), room, err)
	}
	return e
}

func (w *world) refused(by shared.PersonID, room shared.RoomID, body shared.CommandBody, code shared.Code) {
	w.t.Helper()
	if _, err := w.try(by, room, body); shared.CodeOf(err) != code {
		w.t.Errorf("%s asks for %s in %q: %v, want %s", by, body.Kind(), room, err, code)
	}
}

// fill puts records where commands would take long.
func (w *world) fill(n int, put func(i int) error) {
	w.t.Helper()
	for i := range n {
		if err := put(i); err != nil {
			w.t.Fatal(err)
		}
	}
}

func numberedRoom(i int) chat.Room {
	name := fmt.Sprintf("Room %d", i)
	return chat.Room{ID: shared.RoomIDOf(name), Name: name}
}
