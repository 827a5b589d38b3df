package client_test

import (
	"testing"

	"parley/app/client"
	"parley/shared"
)

func TestTheStreamBringsNews(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	tab.is(client.Live)
	if len(w.requests) != 0 {
		t.Errorf("the page brought everything, but the client asked for %q", w.requests)
	}
	changes := tab.changes
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "hello"})
	w.settle()
	tab.wants("hello")
	if tab.changes == changes {
		t.Error("nobody was told")
	}
}

// overEach runs a test over each transport of the ladder.
func overEach(t *testing.T, run func(t *testing.T, w *world)) {
	for _, pin := range client.Rungs() {
		t.Run(string(pin), func(t *testing.T) {
			w := newWorld(t)
			w.device["setting/"+client.SettingTransport] = string(pin)
			run(t, w)
		})
	}
}

func TestAfterAnOutageNothingIsMissing(t *testing.T) { overEach(t, afterAnOutage) }

func afterAnOutage(t *testing.T, w *world) {
	bo := w.log.Enter("Bo")
	tab := w.boot()
	from := tab.State().Cursor().Seq
	over := w.outage()
	w.advance(2_000)
	tab.is(client.Waiting)
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "a"})
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "b"})
	w.advance(20_000)
	tab.is(client.Waiting)
	if at := tab.Connection().RetryAt; at <= w.now || at > w.now+30_000 {
		t.Errorf("tries again in %d ms", at-w.now)
	}
	over()
	tab.TryNow()
	w.advance(1000)
	tab.is(client.Live)
	tab.wants("a", "b")
	want := client.Gap{From: from, To: from + 2, Events: 2}
	if got := tab.Connection().Caught; got == nil || *got != want {
		t.Errorf("caught up %+v, not %+v", got, want)
	}
	w.advance(60_000)
	if tab.Connection().Caught != nil {
		t.Error("the gap is told for ever")
	}
}

func TestAnOutageWithoutNewsIsNotTold(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	w.outage()()
	w.advance(5000)
	tab.is(client.Live)
	if tab.Connection().Caught != nil {
		t.Errorf("caught up %+v", tab.Connection().Caught)
	}
}

func TestARefusedStreamIsLookedInto(t *testing.T) {
	w := newWorld(t)
	w.net.bars = these(shared.TransportSSE)
	tab := w.open()
	snapshot := w.log.Snapshot(w.session)
	tab.Start(shared.Boot{Snapshot: &snapshot})
	tab.live().end(true) // a proxy answered in the server's place,
	w.net.bars = nil     // once
	w.settle()
	tab.is(client.Live)
	if w.count("GET "+shared.PathPoll) != 1 || tab.Connection().Transport != shared.TransportSSE {
		t.Errorf("asked for %q, and is %+v", w.requests, tab.Connection())
	}
	w.session = ""
	w.cut(true)
	w.advance(2000)
	tab.is(client.Ended)
	streams := len(tab.streams)
	w.advance(600_000)
	if len(tab.streams) != streams {
		t.Error("a client without a session goes on connecting")
	}
}

func TestADeadStreamIsFoundOut(t *testing.T) {
	for name, stir := range map[string]func(*world, *tab){
		"visible":  func(w *world, tab *tab) { tab.visible(true) },
		"online":   func(w *world, tab *tab) { tab.online(true) },
		"woken":    func(w *world, tab *tab) { tab.woke() },
		"by hand":  func(w *world, tab *tab) { tab.TryNow() },
		"slept":    func(w *world, tab *tab) { w.sleep(3_600_000) },
		"silence":  func(w *world, tab *tab) { w.advance(200_000) },
		"own post": func(w *world, tab *tab) { tab.Post(shared.General, "b"); w.advance(5000) },
	} {
		t.Run(name, func(t *testing.T) {
			overEach(t, func(t *testing.T, w *world) { aDeadStreamIsFoundOut(w, stir) })
		})
	}
}

func aDeadStreamIsFoundOut(w *world, stir func(*world, *tab)) {
	bo := w.log.Enter("Bo")
	tab := w.boot()
	dead := tab.freeze()
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "a"})
	w.settle()
	tab.wants()
	stir(w, tab)
	w.settle()
	if got := tab.shows(); len(got) == 0 || got[0] != "a" {
		w.t.Errorf("shown is %q", got)
	}
	if !dead() || tab.live() == nil && len(tab.polls) == 0 && tab.Connection().Transport != shared.TransportPoll {
		w.t.Error("the dead stream was kept")
	}
}

func TestALateCheckOfAnOlderStreamIsVoid(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	w.lag = func() int64 { return 5000 }
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "a"})
	w.down = true
	tab.TryNow()
	w.settle() // the check fails, but that is not known yet
	w.down = false
	w.cut(false)
	w.advance(2000)
	kept := tab.live()
	w.advance(10_000)
	if kept == nil || tab.live() != kept {
		t.Error("the new stream was given up for what is known of the old one")
	}
	tab.is(client.Live)
	tab.wants("a")
}

func TestALivelyStreamIsKept(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	kept := tab.live()
	tab.visible(true)
	tab.online(true)
	w.settle()
	if tab.live() != kept || w.count("GET "+shared.PathPoll) != 1 {
		t.Errorf("asked for %q", w.requests)
	}
}

func TestOfflineIsSaidAndOverAtOnce(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	over := w.outage()
	tab.offline = true
	tab.online(false)
	w.advance(10_000)
	tab.is(client.Offline)
	over()
	tab.offline = false
	tab.online(true)
	w.settle()
	tab.is(client.Live)
}

func TestADeviceThatIsWrongAboutItsNetworkStaysLive(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	tab.offline = true
	tab.online(false)
	w.advance(10_000)
	tab.is(client.Live)
}

func TestAResetTakesAFreshSnapshotAndPage(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "kept"})
	tab := w.boot()
	w.log.Epoch = "e2" // the server came back from a backup
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "new"})
	w.cut(false)
	w.advance(5000)
	tab.is(client.Live)
	tab.wants("kept", "new")
	if tab.State().Cursor() != w.log.Cursor() {
		t.Errorf("the cursor is %v", tab.State().Cursor())
	}
	if gap := tab.Connection().Last; gap != nil {
		t.Errorf("what a snapshot told is called caught up: %+v", gap)
	}
}

func TestWhatCannotBeReadIsNotSteppedOver(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "a"})
	s := tab.live()
	s.message("message", `{"seq":`, w.log.Cursor().String())
	s.after = w.log.Cursor().Seq
	w.advance(5000)
	tab.is(client.Live)
	tab.wants("a")
}

func TestJoiningTakesAFreshSnapshot(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	w.log.Must(bo, "tea", shared.CreateRoom{Name: "Tea"})
	w.log.Must(bo, "tea", shared.PostMessage{Text: "before Ann"})
	tab := w.boot()
	answers := 0
	tab.Join("tea", func(err *shared.Error) {
		if answers++; err != nil {
			t.Error(err)
		}
	})
	w.settle()
	room := tab.State().Room("tea")
	if answers != 1 || room == nil || len(room.Members) != 2 || room.Unread() != 0 {
		t.Fatalf("%d answers, the room is %+v", answers, room)
	}
	w.log.Must(bo, "tea", shared.PostMessage{Text: "after"})
	w.settle()
	if room.Unread() != 1 {
		t.Errorf("%d unread", room.Unread())
	}
	tab.Leave("tea", func(*shared.Error) {})
	w.settle()
	if tab.State().Room("tea") != nil {
		t.Error("still in the room")
	}
}

func TestANewVersionIsTold(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	if tab.NewVersion() {
		t.Error("a new version of the same build")
	}
	w.version = "2"
	w.cut(false)
	w.advance(5000)
	if !tab.NewVersion() || tab.updates != 0 {
		t.Errorf("new %v, updated %d times", tab.NewVersion(), tab.updates)
	}
	w.version = "dev-3"
	for range 3 {
		w.cut(false)
		w.advance(5000)
	}
	if tab.updates != 1 {
		t.Errorf("followed the build %d times", tab.updates)
	}
}
