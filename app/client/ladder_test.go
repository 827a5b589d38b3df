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

// TestAQuietReaderNoticesToo never writes, so that no reply names what is missing.
func TestAQuietReaderNoticesToo(t *testing.T) {
	w := newWorld(t)
	bo := w.log.Enter("Bo")
	w.net = network{mutes: these(sse)}
	tab := w.boot()
	for range 4 {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: "hello?"})
		w.advance(15_000)
	}
	tab.over(ws)
	w.net = network{}
	asked := len(w.requests)
	w.advance(10 * 60_000)
	if n := len(w.requests) - asked; n > 10 {
		t.Errorf("asked %d times in ten quiet minutes", n)
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
