package client_test

import (
	"fmt"
	"slices"
	"testing"

	"parley/app/client"
	"parley/shared"
)

const (
	sse   = shared.TransportSSE
	ws    = shared.TransportWebSocket
	long  = shared.TransportLongPoll
	short = shared.TransportPoll
)

func these(all ...shared.Transport) map[shared.Transport]bool {
	set := map[shared.Transport]bool{}
	for _, t := range all {
		set[t] = true
	}
	return set
}

// over expects the client to be live over a transport.
func (t *tab) over(want shared.Transport) {
	t.w.t.Helper()
	t.is(client.Live)
	if got := t.Connection().Transport; got != want {
		t.w.t.Fatalf("it is live over %s, not %s: %+v", got, want, t.Connection())
	}
}

// hostile are networks, each with what gets through it and within how long.
var hostile = map[string]struct {
	net    network
	want   shared.Transport
	within int64
	why    []client.Hurdle
}{
	"friendly":                       {network{}, sse, 0, nil},
	"buffers streams":                {network{holds: these(sse)}, ws, 5_000, []client.Hurdle{{sse, client.HeldBack}}},
	"buffers, and bars upgrades":     {network{holds: these(sse), bars: these(ws)}, long, 6_000, []client.Hurdle{{sse, client.HeldBack}, {ws, client.TurnedAway}}},
	"refuses streams":                {network{bars: these(sse)}, ws, 1_000, []client.Hurdle{{sse, client.TurnedAway}}},
	"refuses streams and upgrades":   {network{bars: these(sse, ws)}, long, 1_000, nil},
	"lets upgrades hang":             {network{holds: these(sse, ws)}, long, 9_000, nil},
	"cuts after two seconds":         {network{cutAt: 2_000}, long, 60_000, []client.Hurdle{{sse, client.CutOff}, {ws, client.CutOff}}},
	"cuts after less than a second":  {network{cutAt: 300}, short, 60_000, nil},
	"cuts after twenty seconds":      {network{cutAt: 20_000}, long, 240_000, nil},
	"keeps to itself what is new":    {network{mutes: these(sse)}, ws, 30_000, []client.Hurdle{{sse, client.HeldBack}}},
	"the same, and bars upgrades":    {network{mutes: these(sse), bars: these(ws)}, long, 30_000, nil},
	"buffers anything that waits":    {network{holds: these(sse, ws, long)}, short, 60_000, nil},
	"keeps to itself all but a poll": {network{mutes: these(sse, ws)}, long, 60_000, nil},
}

func TestHostileNetworks(t *testing.T) {
	for name, c := range hostile {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			bo := w.log.Enter("Bo")
			w.net = c.net
			tab := w.boot()
			var heard []shared.Seq
			tab.Heard(func(e shared.Event) { heard = append(heard, e.Seq) })
			from := tab.State().Cursor().Seq
			said, began := 0, w.now
			for w.now-began <= c.within || tab.Connection().Phase != client.Live {
				if w.now-began > c.within {
					t.Fatalf("after %d ms it is %+v", w.now-began, tab.Connection())
				}
				w.log.Must(bo, shared.General, shared.PostMessage{Text: fmt.Sprint(said)})
				if said++; said%3 == 0 {
					tab.Post(shared.General, "mine")
				}
				w.advance(500)
			}
			tab.over(c.want)
			w.advance(5_000)
			var all []shared.Seq
			for _, e := range w.log.Events(w.session, from, 10_000) {
				all = append(all, e.Seq)
			}
			if !slices.Equal(heard, all) {
				t.Errorf("heard %v of %v", heard, all)
			}
			if c.why != nil && !slices.Equal(tab.Connection().Hurdles, c.why) {
				t.Errorf("the hurdles are %+v", tab.Connection().Hurdles)
			}
			w.nothingKept()
		})
	}
}

func TestAnOutageIsNotTheTransportsFault(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	for range 10 {
		over := w.outage()
		w.advance(40_000)
		over()
		w.advance(40_000)
	}
	tab.over(sse)
	if len(tab.Connection().Hurdles) != 0 {
		t.Errorf("hurdles: %+v", tab.Connection().Hurdles)
	}
}

func TestTheServersRestartsAreNotTheTransportsFault(t *testing.T) {
	w := newWorld(t)
	w.net.bars = these(sse)
	tab := w.boot()
	tab.over(ws)
	for range 6 {
		tab.live().closes(1012, "retry=1500")
		w.settle()
		tab.is(client.Waiting)
		w.advance(10_000)
		tab.over(ws)
	}
	tab.live().closes(1008, "the session has ended")
	w.settle()
	tab.is(client.Ended)
}

func TestItClimbsWhenTheNetworkGetsBetter(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	w.net = network{holds: these(sse), bars: these(ws)}
	tab := w.boot()
	w.advance(10_000)
	tab.over(long)
	heard := 0
	tab.Heard(func(shared.Event) { heard++ })
	at := tab.Connection().ClimbAt
	if at <= w.now || at > w.now+5*60_000 {
		t.Errorf("it climbs in %d ms", at-w.now)
	}
	streams := len(tab.streams)
	w.advance(at - w.now + 1000)
	tab.over(long) // the try came to nothing, and nobody noticed
	if len(tab.streams) != streams+1 || tab.live() != nil {
		t.Errorf("%d streams were tried", len(tab.streams)-streams)
	}
	if next := tab.Connection().ClimbAt; next-w.now < 9*60_000 || next-w.now > 10*60_000 {
		t.Errorf("the next try is in %d ms", next-w.now)
	}
	w.net = network{}
	for range 4 * 60 {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: "?"})
		w.advance(10_000)
	}
	tab.over(sse)
	if heard != 4*60 {
		t.Errorf("heard %d of %d", heard, 4*60)
	}
	if c := tab.Connection(); c.ClimbAt != 0 || len(c.Hurdles) != 0 || c.Reconnects != 0 {
		t.Errorf("it is %+v", c)
	}
	if len(tab.polls) != 0 {
		t.Error("the polls go on")
	}
}

func TestAClimbThatDoesNotHoldIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.net = network{cutAt: 2_000}
	tab := w.boot()
	w.advance(60_000)
	tab.over(long)
	var tries []int64
	before := len(tab.streams)
	for range 4 * 60 * 6 {
		w.advance(10_000)
		if n := len(tab.streams); n != before {
			before = n
			tries = append(tries, w.now)
		}
	}
	tab.over(long)
	if len(tries) < 4 || len(tries) > 9 {
		t.Errorf("%d tries in four hours", len(tries))
	}
	for i := 1; i < len(tries); i++ {
		if pause := tries[i] - tries[i-1]; pause < 5*60_000 {
			t.Errorf("tried again after %d ms", pause)
		}
	}
}

func TestAnotherNetworkIsTriedAtOnce(t *testing.T) {
	w := newWorld(t)
	w.net = network{name: "hotel", holds: these(sse), bars: these(ws)}
	tab := w.boot()
	w.advance(10_000)
	tab.over(long)
	w.net = network{name: "home"}
	tab.woke()
	w.advance(1_000)
	tab.over(sse)
	w.net = network{name: "hotel", holds: these(sse), bars: these(ws)}
	tab.close()
	tab = w.boot()
	tab.over(long) // as it was remembered
	if got := tab.Connection().Hurdles; !slices.Equal(got, []client.Hurdle{{sse, client.Remembered}, {ws, client.Remembered}}) {
		t.Errorf("hurdles: %+v", got)
	}
	w.net = network{name: "home"}
	w.boot().over(sse)
}

func TestNetworksAreForgotten(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.net = network{name: fmt.Sprint("hotel ", i), bars: these(sse)}
		tab := w.boot()
		tab.over(ws)
		tab.close()
		w.advance(1000)
	}
	w.net = network{name: "hotel 29"}
	w.boot().over(ws)
	kept := func() (n int) {
		for key := range w.device {
			if len(key) > 8 && key[:8] == "network/" {
				n++
			}
		}
		return n
	}
	if kept() != 20 {
		t.Errorf("%d networks are kept", kept())
	}
	w.now += 31 * 24 * 60 * 60_000
	w.boot().over(sse)
	if kept() != 0 {
		t.Errorf("%d networks are kept for ever", kept())
	}
}

func TestANetworkWithoutANameIsRememberedToo(t *testing.T) {
	w := newWorld(t)
	w.net = network{bars: these(sse, ws)}
	tab := w.boot()
	tab.over(long)
	tab.close()
	tab = w.boot()
	tab.over(long)
	if len(tab.streams) != 0 {
		t.Error("it tried what did not work")
	}
}

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
	asked := len(w.requests)
	w.advance(60_000)
	if len(w.requests) != asked {
		t.Errorf("it goes on measuring: %q", w.requests[asked:])
	}
}
