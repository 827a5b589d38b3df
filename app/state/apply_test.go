package state_test

import (
	"slices"
	"testing"

	"parley/app/state"
	"parley/app/state/statetest"
	"parley/shared"
)

// scene is a room with two people in it, seen by Ann.
func scene(t *testing.T) (log *statetest.Log, ann, bo shared.PersonID, f *follower) {
	log = statetest.New("e1")
	ann, bo = log.Enter("Ann"), log.Enter("Bo")
	f = follow(t, log, ann)
	f.open(shared.General, 50)
	return log, ann, bo, f
}

func TestEachKindChangesWhatItSays(t *testing.T) {
	log, ann, bo, f := scene(t)
	room := func() *state.Room { return f.state.Room(shared.General) }
	first := log.Must(bo, shared.General, shared.PostMessage{Text: "hello"})
	steps := []struct {
		what  string
		by    shared.PersonID
		body  shared.CommandBody
		holds func(m shared.Message) bool
	}{
		{"post", bo, shared.PostMessage{Text: "again"}, func(shared.Message) bool {
			return slices.Equal(f.texts(shared.General), []string{"hello", "again"}) && room().Posted == 2
		}},
		{"edit", bo, shared.EditMessage{Message: first, Text: "hallo"}, func(m shared.Message) bool {
			return m.Text == "hallo" && m.Edited > 0
		}},
		{"react", ann, shared.AddReaction{Message: first, Emoji: "👍"}, func(m shared.Message) bool {
			return m.Reacted(ann, "👍")
		}},
		{"take back", ann, shared.RemoveReaction{Message: first, Emoji: "👍"}, func(m shared.Message) bool {
			return len(m.Reactions) == 0
		}},
		{"lead on", bo, shared.EditMessage{Message: first, Text: "http://a", Rich: shared.Rich{Link: "http://a"}}, func(m shared.Message) bool {
			return m.Previewable()
		}},
		{"preview", "", shared.PreviewMessage{Message: first, Preview: shared.Preview{URL: "http://a", Title: "A"}}, func(m shared.Message) bool {
			return m.Preview != nil && m.Preview.Title == "A"
		}},
		{"no preview", bo, shared.UnpreviewMessage{Message: first}, func(m shared.Message) bool {
			return m.Preview == nil && !m.Previewable()
		}},
		{"pin", ann, shared.PinMessage{Message: first}, func(m shared.Message) bool {
			return m.Pinned && slices.Equal(room().Pins, []shared.Seq{first})
		}},
		{"unpin", bo, shared.UnpinMessage{Message: first}, func(m shared.Message) bool {
			return !m.Pinned && len(room().Pins) == 0
		}},
		{"delete", bo, shared.DeleteMessage{Message: first}, func(m shared.Message) bool {
			return m.Deleted && m.Text == "" && room().Posted == 2
		}},
		{"put back", ann, shared.UnreadRoom{Message: first}, func(shared.Message) bool {
			return room().Mine.Read == first-1 && room().Unread() == 1
		}},
		{"mute", ann, shared.SetLevel{Level: shared.LevelNone}, func(shared.Message) bool {
			return room().Level() == shared.LevelNone && room().Unread() == 1 && room().Waiting() == 0
		}},
		{"rename the room", bo, shared.RenameRoom{Name: "Hall", Topic: "All"}, func(shared.Message) bool {
			return room().Name == "Hall" && room().Topic == "All"
		}},
		{"rename oneself", bo, shared.Rename{Name: "Bob"}, func(shared.Message) bool {
			return f.state.Person(bo).Name == "Bob"
		}},
		{"say what one does", bo, shared.SetStatus{Status: "away"}, func(shared.Message) bool {
			return f.state.Person(bo).Status == "away"
		}},
		{"show one's face", bo, shared.SetPicture{Picture: "b0b"}, func(shared.Message) bool {
			return f.state.Person(bo).Picture == "b0b"
		}},
		{"give a role", ann, shared.ChangeRole{Person: bo, Role: shared.RoleModerator}, func(shared.Message) bool {
			return f.state.Person(bo).Role == shared.RoleModerator
		}},
		{"remove", ann, shared.RemovePerson{Person: bo}, func(shared.Message) bool {
			return slices.Equal(room().Members, []shared.PersonID{ann})
		}},
		{"add", ann, shared.AddPerson{Person: bo}, func(shared.Message) bool {
			return slices.Equal(room().Members, []shared.PersonID{ann, bo})
		}},
		{"talk to one", bo, shared.OpenDirect{People: []shared.PersonID{ann}}, func(shared.Message) bool {
			r := f.state.Direct(bo)
			return r != nil && r.Private && len(r.Members) == 2 && f.state.Others(r)[0].Name == "Bob"
		}},
		{"leave", bo, shared.Leave{}, func(shared.Message) bool {
			return slices.Equal(room().Members, []shared.PersonID{ann})
		}},
		{"join", bo, shared.Join{}, func(shared.Message) bool {
			return slices.Equal(room().Members, []shared.PersonID{ann, bo})
		}},
		{"open a room", ann, shared.CreateRoom{Name: "Tea"}, func(shared.Message) bool {
			return f.state.Room("tea").Name == "Tea"
		}},
		{"lock and slow down", ann, shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: true, Slow: 30}}, func(shared.Message) bool {
			return room().Locked && room().Slow == 30
		}},
		{"mute", ann, shared.MutePerson{Person: bo, Minutes: 10}, func(shared.Message) bool {
			return f.state.Person(bo).Muted == 600_000
		}},
		{"block", ann, shared.BlockPerson{Person: bo}, func(shared.Message) bool { return f.state.Blocked(bo) }},
		{"unblock", ann, shared.UnblockPerson{Person: bo}, func(shared.Message) bool { return !f.state.Blocked(bo) }},
		{"become a moderator", bo, shared.ChangeRole{Person: ann, Role: shared.RoleModerator}, func(shared.Message) bool {
			return f.state.Me().Role == shared.RoleModerator
		}},
		{"report", bo, shared.MakeReport{Person: bo}, func(shared.Message) bool { return f.state.Reports() == 1 }},
		{"see to it", ann, shared.CloseReport{}, func(shared.Message) bool { return f.state.Reports() == 0 }},
		{"ban", ann, shared.BanPerson{Person: bo}, func(shared.Message) bool {
			return slices.Equal(room().Members, []shared.PersonID{ann}) && len(f.state.Direct(bo).Members) == 1
		}},
		{"let come back", ann, shared.UnbanPerson{Person: bo}, func(shared.Message) bool {
			return f.state.Person(bo).Role == shared.RoleMember
		}},
		{"talk again", bo, shared.OpenDirect{People: []shared.PersonID{ann}}, func(shared.Message) bool {
			return f.state.Direct(bo).Whole()
		}},
		{"hide", ann, shared.HideRoom{}, func(shared.Message) bool { return f.state.Direct(bo).Hidden() }},
		{"archive", ann, shared.ArchiveRoom{}, func(shared.Message) bool { return room().Archived }},
	}
	f.hear(1)
	tested := map[shared.Kind]bool{}
	for _, step := range steps {
		in := shared.General
		if _, ok := step.body.(shared.CreateRoom); ok {
			in = "tea"
		}
		if _, ok := step.body.(shared.HideRoom); ok {
			in = f.state.Direct(bo).ID
		}
		if _, ok := step.body.(shared.CloseReport); ok {
			step.body = shared.CloseReport{Report: log.Cursor().Seq}
		}
		seq := log.Must(step.by, in, step.body)
		tested[log.Events(ann, seq-1, 1)[0].Kind()] = true
		f.hear(1)
		if m, ok := room().MessageOf(first); !ok || !step.holds(m) {
			t.Errorf("after %s: %+v, message %+v", step.what, room().Room, m)
		}
	}
	for _, kind := range shared.EventKinds() {
		if !tested[kind] {
			t.Errorf("%s is not tested", kind)
		}
	}
	f.sameAsFresh()
}

// Who leaves a talk of three comes back by opening it; who put it out of sight sees it
// when something is said.
func TestATalkOfThree(t *testing.T) {
	log, ann, bo, f := scene(t)
	cy := log.Enter("Cy")
	log.Must(ann, "", shared.OpenDirect{People: []shared.PersonID{bo, cy}})
	f.catchUp()
	talk := f.state.Direct(bo, cy).ID
	for _, step := range []struct {
		by      shared.PersonID
		body    shared.CommandBody
		members int
		hidden  bool
	}{
		{ann, shared.HideRoom{}, 3, true}, {cy, shared.Leave{}, 2, true}, {bo, shared.PostMessage{Text: "hm"}, 2, false},
		{cy, shared.OpenDirect{People: []shared.PersonID{bo, ann}}, 3, false}, {ann, shared.HideRoom{}, 3, true}, {ann, shared.PostMessage{Text: "so"}, 3, false},
	} {
		log.Must(step.by, talk, step.body)
		f.catchUp()
		if r := f.state.Direct(bo, cy); len(r.Members) != step.members || r.Hidden() != step.hidden {
			t.Errorf("after %s by %s: %+v", step.body.Kind(), step.by, r.Room)
		}
		f.sameAsFresh()
	}
}

func TestAnUnknownKindIsAQuietNote(t *testing.T) {
	log, _, bo, f := scene(t)
	log.Must(bo, shared.General, shared.PostMessage{Text: "before"})
	log.AddUnknown(bo, shared.General)
	log.AddUnknown(bo, "elsewhere")
	log.Must(bo, shared.General, shared.PostMessage{Text: "after"})
	f.catchUp()
	if got := f.texts(shared.General); !slices.Equal(got, []string{"before", "note poll.opened", "after"}) {
		t.Errorf("shown is %q", got)
	}
	f.sameAsFresh()
}

func TestARepeatedDeliveryChangesNothing(t *testing.T) {
	log, _, bo, f := scene(t)
	log.Must(bo, shared.General, shared.PostMessage{Text: "once"})
	events := log.Events(f.me, 0, 100)
	f.catchUp()
	before := f.state.Cursor()
	for range 3 {
		for _, e := range events {
			f.state.Apply(e)
		}
	}
	if got := f.texts(shared.General); len(got) != 1 || f.state.Cursor() != before {
		t.Errorf("shown is %q, the cursor %v", got, f.state.Cursor())
	}
	f.sameAsFresh()
}

func TestANewRoomOfOnesOwnNeedsNoSnapshot(t *testing.T) {
	log, ann, _, f := scene(t)
	log.Must(ann, "tea", shared.CreateRoom{Name: "Tea"})
	log.Must(ann, "tea", shared.PostMessage{Text: "first"})
	for _, e := range log.Events(ann, f.state.Cursor().Seq, 10) {
		f.state.Apply(e)
	}
	if f.state.NeedsSnapshot() || !slices.Equal(f.texts("tea"), []string{"first"}) {
		t.Errorf("needs a snapshot: %v; shown is %q", f.state.NeedsSnapshot(), f.texts("tea"))
	}
	f.sameAsFresh()
}

func TestLeavingTheServerIsTheEnd(t *testing.T) {
	log, ann, bo, f := scene(t)
	log.Must(bo, "", shared.Leave{})
	f.catchUp()
	if f.state.Gone() || len(f.state.Room(shared.General).Members) != 1 {
		t.Errorf("gone %v, members %v", f.state.Gone(), f.state.Room(shared.General).Members)
	}
	log.Must(ann, "", shared.Leave{})
	f.catchUp()
	if !f.state.Gone() || len(f.state.Rooms()) != 0 {
		t.Errorf("gone %v, rooms %v", f.state.Gone(), f.state.Rooms())
	}
}

func TestUnreadIsWhatWasPostedSinceReading(t *testing.T) {
	log, ann, bo, f := scene(t)
	room := f.state.Room(shared.General)
	unread := func(want int, when string) {
		t.Helper()
		f.catchUp()
		if room.Unread() != want {
			t.Errorf("%s: %d unread, not %d", when, room.Unread(), want)
		}
		f.sameAsFresh()
	}
	var last shared.Seq
	for range 3 {
		last = log.Must(bo, shared.General, shared.PostMessage{Text: "news"})
	}
	unread(3, "after three")
	if !f.state.MarkRead(shared.General) || f.state.MarkRead(shared.General) || f.state.SeenAhead(shared.General) != last {
		t.Errorf("seen up to %d ahead of the log", f.state.SeenAhead(shared.General))
	}
	unread(0, "seen here")
	log.Must(bo, shared.General, shared.PostMessage{Text: "more"})
	unread(1, "seen here, and one more")
	log.Must(ann, shared.General, shared.ReadRoom{Message: last})
	unread(1, "known to the log")
	if f.state.SeenAhead(shared.General) != 0 {
		t.Error("the log does not know yet")
	}
	f.state.MarkRead(shared.General)
	log.Must(ann, shared.General, shared.ReadRoom{Message: last - 1}) // by a device that is behind
	unread(0, "behind on another device")
	log.Must(ann, shared.General, shared.UnreadRoom{Message: last})
	unread(2, "put back by hand on another device")
	log.Must(bo, shared.General, shared.DeleteMessage{Message: last})
	unread(1, "one deleted")
	log.Must(bo, shared.General, shared.DeleteMessage{Message: last - 1})
	unread(1, "one deleted that was read")
	log.Must(ann, shared.General, shared.PostMessage{Text: "answer"})
	unread(0, "answered")
}

// Of more calls than are told, the newest are; when one of those is deleted, the
// one that takes its place is asked for.
func TestManyCalls(t *testing.T) {
	log, ann, bo, f := scene(t)
	room := f.state.Room(shared.General)
	call := shared.PostMessage{Text: "@Ann", Rich: shared.Rich{Mentions: []shared.PersonID{ann}}}
	var last shared.Seq
	for range shared.MaxUnreadCalls + 5 {
		last = log.Must(bo, shared.General, call)
	}
	f.catchUp()
	if room.Calls() != shared.MaxUnreadCalls || room.Unread() != shared.MaxUnreadCalls+5 {
		t.Errorf("%d calls, %d unread", room.Calls(), room.Unread())
	}
	for range 3 {
		log.Must(bo, shared.General, shared.DeleteMessage{Message: last})
		last--
		f.catchUp()
		f.sameAsFresh()
	}
	f.state.Seen(shared.General, last-1, room.Posted-4)
	if room = f.state.Room(shared.General); room.Calls() != 1 {
		t.Errorf("%d calls after what was seen here", room.Calls())
	}
	f.state.MarkRead(shared.General)
	if room.Calls() != 0 || room.Unread() != 0 {
		t.Errorf("%d calls, %d unread after all was seen", room.Calls(), room.Unread())
	}
	log.Must(bo, shared.General, call)
	f.catchUp()
	f.sameAsFresh()
	if room.Calls() != 1 || room.Unread() != 1 {
		t.Errorf("%d calls, %d unread after one more", room.Calls(), room.Unread())
	}
}

func TestTypingEndsByTimeOrByPosting(t *testing.T) {
	log, ann, bo, f := scene(t)
	room := f.state.Room(shared.General)
	lasts := shared.TypingFor.Milliseconds()
	for _, by := range []shared.PersonID{bo, ann, bo} {
		f.state.Whisper(shared.Ephemeral{Room: shared.General, Body: shared.Typing{By: by}}, 1000)
	}
	if got := room.Typing(1000); !slices.Equal(got, []shared.PersonID{bo}) {
		t.Errorf("typing: %v", got)
	}
	if next := f.state.Forget(1000); next != 1000+lasts {
		t.Errorf("to be forgotten at %d", next)
	}
	if next := f.state.Forget(1000 + lasts); next != 0 || len(room.Typing(1000)) != 0 {
		t.Errorf("typing after its time: %v", room.Typing(1000))
	}
	f.state.Whisper(shared.Ephemeral{Room: shared.General, Body: shared.Typing{By: bo}}, 1000)
	log.Must(bo, shared.General, shared.PostMessage{Text: "done"})
	f.catchUp()
	if got := room.Typing(1000); len(got) != 0 {
		t.Errorf("typing after posting: %v", got)
	}
}

func TestPresence(t *testing.T) {
	_, ann, bo, f := scene(t)
	room := f.state.Room(shared.General)
	for _, step := range []struct {
		told   shared.Presence
		online []shared.PersonID
		count  int
	}{
		{shared.Presence{Full: true, Online: []shared.PersonID{ann}, Count: 1}, []shared.PersonID{ann}, 1},
		{shared.Presence{Online: []shared.PersonID{bo}, Count: 2}, []shared.PersonID{ann, bo}, 2},
		{shared.Presence{Offline: []shared.PersonID{ann}, Count: 1}, []shared.PersonID{bo}, 1},
		{shared.Presence{Count: 700}, nil, 700},
		{shared.Presence{Full: true, Count: 0}, nil, 0},
	} {
		f.state.Whisper(shared.Ephemeral{Room: shared.General, Body: step.told}, 0)
		for _, p := range []shared.PersonID{ann, bo} {
			if room.Online(p) != slices.Contains(step.online, p) {
				t.Errorf("after %+v: %s online is %v", step.told, p, room.Online(p))
			}
		}
		if room.OnlineCount() != step.count {
			t.Errorf("after %+v: %d online", step.told, room.OnlineCount())
		}
	}
	f.state.Whisper(shared.Ephemeral{Room: shared.General}, 0) // of a kind from the future
	f.state.Whisper(shared.Ephemeral{Room: "elsewhere", Body: shared.Typing{By: bo}}, 0)
}
