package state_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"parley/app/state"
	"parley/shared"
)

// post puts a message of the follower's into the outbox.
func (f *follower) post(text string) state.Pending {
	p := state.Pending{
		Command: shared.Command{ID: id(), Room: shared.General, Body: shared.PostMessage{Text: text}},
		By:      f.me, At: f.log.Now, Status: state.Waiting,
	}
	f.state.Add(p)
	return p
}

func TestAPostKeepsItsPlaceFromPendingToConfirmed(t *testing.T) {
	f, bo, _ := crowded(t, 48, 48)
	room := f.state.Room(shared.General)
	type place struct {
		chunk, item int
	}
	where := func() map[string]place {
		places := map[string]place{}
		for _, c := range room.Chunks() {
			for i, item := range c.Items {
				places[item.Key()] = place{c.ID, i}
			}
		}
		return places
	}
	var sent []state.Pending
	for _, text := range []string{"49", "50", "51", "52"} {
		sent = append(sent, f.post(text))
	}
	f.shows(append(numbers(1, 48), "49?", "50?", "51?", "52?"))
	before := where()
	for _, p := range sent {
		was := versions(room.Chunks())
		f.log.Do(f.me, p.Command)
		f.catchUp()
		if !reflect.DeepEqual(where(), before) {
			t.Fatalf("a message moved when it was confirmed: %v, was %v", where(), before)
		}
		if len(touched(was, room.Chunks())) == 0 {
			t.Error("nothing shows that the message was confirmed")
		}
	}
	f.shows(numbers(1, 52))
	f.log.Must(bo, shared.General, shared.PostMessage{Text: "53"})
	f.catchUp()
	f.sameAsFresh()
}

func TestTheOutboxSendsInOrder(t *testing.T) {
	f, _, _ := crowded(t, 0, 1)
	box := f.state.Outbox()
	a, b, c := f.post("a"), f.post("b"), f.post("c")
	foreign := state.Pending{Command: shared.Command{ID: id(), Room: shared.General, Body: shared.PostMessage{Text: "not mine"}}, By: "u_other", Status: state.Waiting}
	f.state.Add(foreign)
	next := func(want *state.Pending) {
		t.Helper()
		got := box.Next()
		if (got == nil) != (want == nil) || got != nil && got.Command.ID != want.Command.ID {
			t.Fatalf("next is %+v, wanted %+v", got, want)
		}
	}
	next(&a)
	box.Mark(a.Command.ID, state.Sending)
	next(nil) // one after another
	box.Mark(a.Command.ID, state.Waiting)
	next(&a)
	box.Refuse(a.Command.ID, shared.Errorf(shared.CodeTextInvalid, "no"))
	next(&b)
	f.state.Sent(b.Command.ID, 99)
	next(&c)
	box.Discard(c.Command.ID)
	next(nil) // never what is another person's
	box.Mark(a.Command.ID, state.Waiting)
	next(&a)
	f.shows([]string{"a?", "b?"})
	f.state.Reach(99)
	f.shows([]string{"a?"})
	if settled := box.Settled(); len(settled) != 2 || len(box.Settled()) != 0 {
		t.Errorf("settled: %v", settled)
	}
}

func TestPendingChangesShowAtOnce(t *testing.T) {
	f, _, _ := crowded(t, 0, 1)
	seq := f.log.Must(f.me, shared.General, shared.PostMessage{Text: "helo"})
	f.catchUp()
	room := f.state.Room(shared.General)
	shown := func() (shared.Message, []*state.Pending) {
		m, _ := room.MessageOf(seq)
		return room.Shown(m)
	}
	add := func(body shared.CommandBody) shared.Command {
		command := shared.Command{ID: id(), Room: shared.General, Body: body}
		was := versions(room.Chunks())
		f.state.Add(state.Pending{Command: command, By: f.me, At: 5, Status: state.Waiting})
		if len(touched(was, room.Chunks())) != 1 {
			t.Errorf("%s touched no chunk", body.Kind())
		}
		return command
	}
	edit := add(shared.EditMessage{Message: seq, Text: "hello"})
	react := add(shared.AddReaction{Message: seq, Emoji: "👍"})
	if m, changes := shown(); m.Text != "hello" || !m.Reacted(f.me, "👍") || len(changes) != 2 {
		t.Errorf("shown is %+v", m)
	}
	f.state.Outbox().Refuse(edit.ID, shared.Errorf(shared.CodeMessageNotFound, "no"))
	if m, changes := shown(); m.Text != "helo" || len(changes) != 2 {
		t.Errorf("with the edit refused, shown is %+v", m)
	}
	f.log.Do(f.me, react)
	f.catchUp()
	if m, changes := shown(); !m.Reacted(f.me, "👍") || len(changes) != 1 {
		t.Errorf("confirmed, shown is %+v", m)
	}
	f.sameAsFresh()
}

func TestAPageConfirmsWhatItHolds(t *testing.T) {
	f, _, _ := crowded(t, 1, 1)
	p := f.post("2")
	f.log.Do(f.me, p.Command)
	f.open(shared.General, 50)
	f.shows(numbers(1, 2))
	f.state.Add(p) // read from the device after the page was loaded
	f.shows(numbers(1, 2))
	if len(f.state.Outbox().Settled()) == 0 {
		t.Error("it is not told to be forgotten")
	}
}

func TestPendingSurvivesTheDevice(t *testing.T) {
	why := shared.Errorf(shared.CodeRoomArchived, "It is archived.")
	for _, was := range []state.Pending{
		{Status: state.Waiting}, {Status: state.Sending}, {Status: state.Refused, Error: why},
	} {
		was.Command = shared.Command{ID: id(), Room: "tea", Body: shared.EditMessage{Message: 7, Text: "<b>"}}
		was.By, was.At = "u_1", 12
		data, err := json.Marshal(was)
		if err != nil {
			t.Fatal(err)
		}
		var is state.Pending
		if err := json.Unmarshal(data, &is); err != nil {
			t.Fatal(err)
		}
		if was.Status == state.Sending {
			was.Status = state.Waiting // what became of it is not known
		}
		if !reflect.DeepEqual(is, was) {
			t.Errorf("%+v came back as %+v", was, is)
		}
	}
	var future state.Pending
	if json.Unmarshal([]byte(`{"command":{"id":"x","kind":"poll.open","body":{}},"by":"u_1"}`), &future) == nil {
		t.Error("a command from the future was understood")
	}
}
