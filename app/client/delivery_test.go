package client_test

import (
	"slices"
	"testing"

	"parley/app/state"
	"parley/shared"
)

func (w *world) posted(want ...string) {
	w.t.Helper()
	if got := w.log.Texts(shared.General); !slices.Equal(got, want) {
		w.t.Fatalf("the log has %q, wanted %q", got, want)
	}
}

// nothingKept fails where the device keeps commands that are done.
func (w *world) nothingKept() {
	w.t.Helper()
	if len(w.records) != 0 {
		w.t.Errorf("the device still keeps %v", w.records)
	}
}

func TestAPostShowsAtOnceAndArrivesOnce(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	id := tab.Post(shared.General, "hello")
	tab.wants("hello (waiting)")
	w.settle()
	tab.wants("hello")
	w.posted("hello")
	w.nothingKept()
	if m, _ := tab.State().Room(shared.General).LastBy(w.session); m.Command != id {
		t.Errorf("it is shown as %s, not %s", m.Command, id)
	}
	if tab.Post(shared.General, " \n") != "" {
		t.Error("nothing was posted as something")
	}
}

func TestALostAnswerIsAskedForAgain(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	tab.live().stuck = true
	w.lost = 3
	tab.Post(shared.General, "a")
	tab.Post(shared.General, "b")
	w.settle()
	tab.wants("a (waiting)", "b (waiting)")
	w.advance(60_000)
	tab.wants("a", "b")
	w.posted("a", "b")
	w.nothingKept()
}

func TestOfflineThreeMessagesOnline(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	over := w.outage()
	for _, text := range []string{"1", "2", "3"} {
		tab.Post(shared.General, text)
		w.advance(7000)
	}
	tab.wants("1 (waiting)", "2 (waiting)", "3 (waiting)")
	over()
	tab.online(true)
	w.settle()
	tab.wants("1", "2", "3")
	w.posted("1", "2", "3")
	w.nothingKept()
}

func TestWhatWaitsSurvivesAReload(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	over := w.outage()
	tab.Post(shared.General, "1")
	tab.Post(shared.General, "2")
	w.settle()
	tab.close()
	over()
	again := w.boot()
	again.wants("1", "2")
	w.posted("1", "2")
	w.nothingKept()
}

func TestAReloadInMidSend(t *testing.T) {
	for _, lost := range []int{0, 1} { // whether the first command reaches the server
		w := newWorld(t)
		tab := w.boot()
		w.down = lost == 0
		w.lost = lost
		tab.Post(shared.General, "1")
		tab.Post(shared.General, "2")
		w.settle()
		tab.close()
		w.down = false
		again := w.boot()
		again.wants("1", "2")
		w.posted("1", "2")
		w.nothingKept()
	}
}

func TestARefusalIsShownRetriedAndDiscarded(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	archived := shared.Errorf(shared.CodeRoomArchived, "It is archived.")
	w.refuse = func(path string) (int, *shared.Error) {
		if path == "POST "+shared.PathCommands {
			return 409, archived
		}
		return 0, nil
	}
	first := tab.Post(shared.General, "1")
	tab.Post(shared.General, "2")
	w.settle()
	tab.wants("1 (refused)", "2 (refused)")
	tab.close()
	tab = w.boot()
	tab.wants("1 (refused)", "2 (refused)")
	if p := tab.State().Outbox().Find(first); p == nil || p.Error.Message != archived.Message {
		t.Errorf("the reason is lost: %+v", p)
	}
	w.refuse = func(string) (int, *shared.Error) { return 0, nil }
	tab.Discard(first)
	w.settle()
	tab.wants("2 (refused)")
	tab.Retry(tab.State().Outbox().Own()[0].Command.ID)
	w.settle()
	tab.wants("2")
	w.posted("2")
	w.nothingKept()
}

func TestTooFastWaitsAsLongAsTheServerSays(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	free := w.now + 4000
	w.refuse = func(path string) (int, *shared.Error) {
		if path != "POST "+shared.PathCommands || w.now >= free {
			return 0, nil
		}
		return 429, &shared.Error{Code: shared.CodeRateLimited, RetryAfter: int(free-w.now) / 1000}
	}
	tab.Post(shared.General, "1")
	w.settle()
	if tab.HeldUntil() != free {
		t.Errorf("held until %d, not %d", tab.HeldUntil(), free)
	}
	asked := w.count("POST " + shared.PathCommands)
	tab.Post(shared.General, "2")
	tab.TryNow()
	w.advance(3900)
	if w.count("POST "+shared.PathCommands) != asked {
		t.Error("the server was asked before its time")
	}
	w.advance(200)
	tab.wants("1", "2")
	if tab.HeldUntil() != 0 {
		t.Error("still held")
	}
}

// A full disk refuses for as long as it is full, which can be hours: nothing is
// given up for it.
func TestAFullDiskIsWaitedOut(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	full := true
	w.refuse = func(path string) (int, *shared.Error) {
		if path != "POST "+shared.PathCommands || !full {
			return 0, nil
		}
		return 507, &shared.Error{Code: shared.CodeStorageFull, RetryAfter: 10}
	}
	tab.Post(shared.General, "1")
	tab.Post(shared.General, "2")
	w.advance(3_600_000)
	tab.wants("1 (waiting)", "2 (waiting)")
	if !tab.DiskFull() {
		t.Error("nobody learns why it waits")
	}
	if asked := w.count("POST " + shared.PathCommands); asked > 3_600/10+2 {
		t.Errorf("the server was asked %d times in an hour", asked)
	}
	full = false
	w.advance(10_000)
	tab.wants("1", "2")
	w.posted("1", "2")
	w.nothingKept()
	if tab.DiskFull() {
		t.Error("it is told to be full still")
	}
}

func TestTheServersOwnFaultIsGivenUpInTheEnd(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	bad := tab.Post(shared.General, "bad")
	w.refuse = func(path string) (int, *shared.Error) {
		if path == "POST "+shared.PathCommands && tab.State().Outbox().Find(bad).Status == state.Sending {
			return 500, shared.Errorf(shared.CodeInternal, "no")
		}
		return 0, nil
	}
	tab.Post(shared.General, "good")
	w.advance(300_000)
	if p := tab.State().Outbox().Find(bad); p.Status != state.Refused {
		t.Errorf("it is %s", p.Status)
	}
	w.posted("good")
}

func TestChangesGoTheSameWay(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	tab.Post(shared.General, "helo")
	w.settle()
	m, _ := tab.State().Room(shared.General).LastBy(w.session)
	tab.Edit(shared.General, m.Seq, "hello")
	tab.React(shared.General, m.Seq, "👍", true)
	w.settle()
	if m, _ = tab.State().Room(shared.General).MessageOf(m.Seq); m.Text != "hello" || !m.Reacted(w.session, "👍") {
		t.Errorf("it is %+v", m)
	}
	tab.React(shared.General, m.Seq, "👍", false)
	tab.Delete(shared.General, m.Seq)
	w.settle()
	if m, _ = tab.State().Room(shared.General).MessageOf(m.Seq); !m.Deleted {
		t.Errorf("it is %+v", m)
	}
	w.nothingKept()
}

func TestTwoTabsSendEachThingOnce(t *testing.T) {
	w := newWorld(t)
	one, two := w.boot(), w.boot()
	over := w.outage()
	one.Post(shared.General, "1")
	w.settle()
	two.Post(shared.General, "2")
	gone := one.Post(shared.General, "3")
	w.settle()
	one.wants("1 (waiting)", "3 (waiting)", "2 (waiting)")
	two.Discard(gone)
	w.settle()
	one.wants("1 (waiting)", "2 (waiting)")
	two.wants("1 (waiting)", "2 (waiting)")
	one.close()
	over()
	w.advance(60_000)
	two.wants("1", "2")
	w.nothingKept()
	if n := w.count("POST " + shared.PathCommands); n > 12 {
		t.Errorf("%d attempts", n)
	}
}

func TestTheOtherTabDoesNotSendItAgain(t *testing.T) {
	w := newWorld(t)
	one, two := w.boot(), w.boot()
	for _, text := range []string{"1", "2", "3"} {
		one.Post(shared.General, text)
	}
	w.settle()
	one.wants("1", "2", "3")
	two.wants("1", "2", "3")
	if n := w.count("POST " + shared.PathCommands); n != 3 {
		t.Errorf("%d attempts", n)
	}
	if own := two.State().Outbox().Own(); len(own) != 0 {
		t.Errorf("pending in the other tab: %+v", own[0])
	}
}

func TestTabsThatDoNotHearEachOtherSendItOnce(t *testing.T) {
	w := newWorld(t)
	one := w.boot()
	over := w.outage()
	one.Post(shared.General, "1")
	w.settle()
	two := w.boot()
	two.wants("1 (waiting)")
	w.deaf = true
	over()
	asked := w.count("POST " + shared.PathCommands)
	w.advance(60_000)
	one.wants("1")
	two.wants("1")
	if n := w.count("POST "+shared.PathCommands) - asked; n != 1 {
		t.Errorf("%d attempts", n)
	}
}

func TestTypingIsToldNowAndThen(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	for range 10 {
		tab.Typing(shared.General)
		w.advance(1000)
	}
	if n := w.count("POST " + shared.PathTyping(shared.General)); n != 4 {
		t.Errorf("told %d times in ten seconds", n)
	}
}
