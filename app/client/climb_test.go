package client_test

import (
	"fmt"
	"slices"
	"testing"

	"parley/app/client"
	"parley/shared"
)

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
	w.advance(6 * 60_000)
	if got := tab.Connection().Hurdles; !slices.Equal(got, []client.Hurdle{{sse, client.Remembered}, {ws, client.TurnedAway}}) {
		t.Errorf("after a try, hurdles: %+v", got)
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
