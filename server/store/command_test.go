package store

import (
	"strings"
	"testing"

	"parley/shared"
)

func TestACommandIsDoneOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	create := command("tea", shared.CreateRoom{Name: "Tea"})
	created := must(t, s, ann, create)
	hello := post("tea", "hello")
	said := must(t, s, ann, hello)
	leave := command("tea", shared.Leave{})
	left := must(t, s, ann, leave)

	repeats := []struct {
		name string
		cmd  shared.Command
		seq  shared.Seq
	}{
		{"a room that exists now", create, created},
		{"a message to a room that was left", hello, said},
		{"leaving what was left", leave, left},
	}
	tryAll := func(when string) {
		for _, test := range repeats {
			reply, err := s.Do(t.Context(), ann, test.cmd)
			if want := (shared.CommandReply{Seq: test.seq, Duplicate: true}); err != nil || reply != want {
				t.Errorf("%s, %s: got %+v, %v; want %+v", when, test.name, reply, err, want)
			}
		}
	}
	tryAll("at once")
	head := s.Head()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, Options{})
	tryAll("after a restart")
	if s.Head() != head {
		t.Errorf("repeats moved the head from %d to %d", head, s.Head())
	}

	other := map[string]shared.Command{
		"another text":  {ID: hello.ID, Room: "tea", Body: shared.PostMessage{Text: "bye"}},
		"another room":  {ID: hello.ID, Room: shared.General, Body: shared.PostMessage{Text: "hello"}},
		"another kind":  {ID: hello.ID, Room: "tea", Body: shared.Join{}},
		"a refused one": {ID: hello.ID, Room: "nowhere", Body: shared.PostMessage{Text: "hello"}},
	}
	for name, cmd := range other {
		if _, err := s.Do(t.Context(), ann, cmd); shared.CodeOf(err) != shared.CodeCommandReused {
			t.Errorf("%s under a used id: %v", name, err)
		}
	}
	hello.Room = shared.General
	if reply, err := s.Do(t.Context(), bob, hello); err != nil || reply.Duplicate {
		t.Errorf("another person's id: %+v, %v", reply, err)
	}
	clean(t, dir, s)
}

func TestARepeatInTheSameBatch(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	hello := post(shared.General, "hello")
	first, again := queue(t, s, ann, hello), queue(t, s, ann, hello)
	bye := hello
	bye.Body = shared.PostMessage{Text: "bye"}
	reused := queue(t, s, ann, bye)
	next := queue(t, s, ann, post(shared.General, "next"))
	release()
	for _, d := range []*doing{first, again, next} {
		if err := <-d.done; err != nil {
			t.Fatal(err)
		}
	}
	if first.reply != (shared.CommandReply{Seq: 3}) || again.reply != (shared.CommandReply{Seq: 3, Duplicate: true}) {
		t.Errorf("got %+v, then %+v", first.reply, again.reply)
	}
	if err := <-reused.done; shared.CodeOf(err) != shared.CodeCommandReused {
		t.Errorf("another command under the id: %v", err)
	}
	if next.reply.Seq != 4 {
		t.Errorf("the next is event %d, want 4", next.reply.Seq)
	}
}

func TestARefusedCommandMayBeTriedAgain(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	hello := post("tea", "hello")
	if _, err := s.Do(t.Context(), ann, hello); shared.CodeOf(err) != shared.CodeRoomNotFound {
		t.Fatal(err)
	}
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	if reply, err := s.Do(t.Context(), ann, hello); err != nil || reply.Duplicate {
		t.Errorf("%+v, %v", reply, err)
	}
}

// The rules never come so far, so the index itself is asked.
func TestTheIndexRefusesADuplicate(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	hello := post(shared.General, "hello")
	must(t, s, ann, hello)
	err := s.change(t.Context(), func(c *conn) error {
		_, err := c.exec(`INSERT INTO events (seq, kind, room, author, at, command, fingerprint, body, audience_room, audience_person)
			SELECT seq + 1, kind, room, author, at, command, fingerprint, body, audience_room, audience_person FROM events WHERE command = $1`, hello.ID)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "UNIQUE") {
		t.Errorf("the second event of a command: %v", err)
	}
	if s.Head() != 3 {
		t.Errorf("head %d, want 3", s.Head())
	}
}
