package client_test

import (
	"testing"

	"parley/app/client"
	"parley/shared"
)

func TestAPinnedTransportIsUsed(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	for _, pin := range client.Rungs() {
		tab.Set(client.SettingTransport, string(pin))
		w.advance(1000)
		tab.over(pin)
		if !tab.Connection().Pinned {
			t.Error("it does not say so")
		}
		w.log.Must(bo, shared.General, shared.PostMessage{Text: string(pin)})
		w.advance(3000)
		again := w.boot()
		again.over(pin)
		again.close()
	}
	tab.wants("sse", "websocket", "long-poll", "poll")
	tab.Set(client.SettingTransport, "")
	w.advance(1000)
	tab.over(sse)
}

func TestAPinnedTransportThatDoesNotGetThroughSaysSo(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	w.net = network{bars: these(ws)}
	tab := w.boot()
	tab.Set(client.SettingTransport, string(ws))
	w.advance(100_000)
	c := tab.Connection()
	if c.Phase != client.Waiting || !c.Blocked || c.Transport != ws || c.RetryAt <= w.now {
		t.Errorf("it is %+v", c)
	}
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "meanwhile"})
	w.advance(31_000)
	tab.wants("meanwhile") // by asking
	tab.Set(client.SettingTransport, "")
	w.settle()
	tab.over(sse)
	tab.Set(client.SettingTransport, string(ws))
	over := w.outage()
	w.advance(20_000)
	if tab.Connection().Blocked {
		t.Error("an outage is taken for a hostile network")
	}
	over()
}

func TestCommandsGoUpTheSocket(t *testing.T) {
	w := newWorld(t)
	w.net = network{bars: these(sse)}
	tab := w.boot()
	tab.over(ws)
	tab.Post(shared.General, "up")
	w.settle()
	tab.wants("up")
	if w.count("UP ") != 1 || w.count("POST") != 0 {
		t.Errorf("asked for %q", w.requests)
	}
	w.lost = 1
	tab.Post(shared.General, "its reply is lost")
	w.advance(10_000)
	tab.live().stuck = true
	tab.Post(shared.General, "the socket breaks")
	w.settle()
	w.cut(false)
	w.advance(10_000)
	tab.wants("up", "its reply is lost", "the socket breaks")
	w.posted("up", "its reply is lost", "the socket breaks")
	w.nothingKept()
}

func TestWhoIsHereIsNotKnownOverPolls(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	tab.live().bring(shared.FrameEphemeral, "", []byte(`{"room":"general","kind":"presence","body":{"full":true,"online":["`+string(bo)+`"],"count":1}}`))
	w.settle()
	if !tab.State().Room(shared.General).Online(bo) {
		t.Fatal("Bo is not here")
	}
	tab.Set(client.SettingTransport, string(long))
	w.settle()
	tab.over(long)
	if r := tab.State().Room(shared.General); r.Online(bo) || r.OnlineCount() != 0 {
		t.Error("what nobody tells any more is held for true")
	}
}

func TestThePanelMeasures(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	tab := w.boot()
	w.lag = func() int64 { return 40 }
	over := w.outage()
	for range 100 {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: "missed"})
	}
	over()
	w.advance(2_000)
	if gap := tab.Connection().Last; gap == nil || gap.Events != 100 || gap.Checked {
		t.Fatalf("the gap is %+v", gap)
	}
	tab.Measure(true)
	w.advance(16_000)
	c := tab.Connection()
	if want := (client.Gap{From: c.Last.To - 100, To: c.Last.To, Events: 100, Checked: true}); *c.Last != want {
		t.Errorf("the gap is %+v", c.Last)
	}
	if c.RoundTrip != 40 || c.Reconnects != 1 || c.Down < 1000 || c.Caught != nil {
		t.Errorf("measured %+v", c)
	}
	tab.Measure(false)
	measured := func() int { return w.count("GET " + shared.PathPoll + "?wait=0") }
	before := measured()
	w.advance(60_000)
	if before == 0 || measured() != before {
		t.Errorf("it measured %d times, and goes on: %q", before, w.requests)
	}
}
