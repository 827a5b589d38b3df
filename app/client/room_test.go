package client_test

import (
	"math/rand/v2"
	"testing"

	"parley/app/client"
	"parley/shared"
)

// TestNoRoomIsSaidAndWaitedFor over each transport: it is not taken for an outage
// nor for the network's fault, the server is not asked before it wants to be, and
// not much more often; what is written goes out meanwhile.
func TestNoRoomIsSaidAndWaitedFor(t *testing.T) {
	overEach(t, func(t *testing.T, w *world) {
		tab := w.boot()
		tab.is(client.Live)
		at := tab.Connection().Transport
		if at == short {
			return // it holds nothing open that there has to be room for
		}
		w.full = true
		w.cut(false)
		w.advance(2_000)
		for range 20 {
			tab.is(client.Waiting)
			c := tab.Connection()
			if c.NoRoom != shared.CodeTooManyStreams || c.Blocked {
				t.Fatalf("it is %+v", c)
			}
			asked := len(w.requests) + len(tab.streams)
			w.advance(c.RetryAt - w.now - 1)
			if n := len(w.requests) + len(tab.streams); n != asked {
				t.Errorf("%d were asked for before the server wants it", n-asked)
			}
			w.advance(10)
			if n := len(w.requests) + len(tab.streams); n == asked || n > asked+2 {
				t.Errorf("%d were asked for at once", n-asked)
			}
			if wait := tab.Connection().RetryAt - w.now; wait < roomIn-10 || wait > roomIn+30_000 {
				t.Errorf("asks again in %d ms", wait)
			}
		}
		tab.Post(shared.General, "written meanwhile")
		w.advance(1_000)
		if n := w.count("POST " + shared.PathCommands); n != 1 {
			t.Errorf("%d commands were sent", n)
		}
		w.full = false
		w.advance(40_000)
		tab.over(at)
		if c := tab.Connection(); c.NoRoom != "" || len(c.Hurdles) > 0 {
			t.Errorf("it is %+v", c)
		}
		tab.wants("written meanwhile")
	})
}

// TestNoRoomIsForgottenInAnOutage that follows it.
func TestNoRoomIsForgottenInAnOutage(t *testing.T) {
	w := newWorld(t)
	w.full = true
	tab := w.boot()
	if tab.Connection().NoRoom == "" {
		t.Fatalf("it is %+v", tab.Connection())
	}
	w.full, w.down = false, true
	w.advance(30_000)
	tab.is(client.Waiting)
	if why := tab.Connection().NoRoom; why != "" {
		t.Errorf("the server is away, and %q is told", why)
	}
}

// TestAHerdComesBackSpread: of those who lost the server together, no moment
// brings many back, be it after an outage or after there was no room.
func TestAHerdComesBackSpread(t *testing.T) {
	const many, within = 300, 45 // clients, and the seconds in which all are back
	for name, absent := range map[string]func(w *world, is bool){
		"an outage": func(w *world, is bool) { w.down = is },
		"no room":   func(w *world, is bool) { w.full = is },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			chance := rand.New(rand.NewPCG(1, 2))
			w.random = chance.Float64
			for range many {
				snapshot := w.log.Snapshot(w.session)
				w.open().Start(shared.Boot{Version: "1", Snapshot: &snapshot})
			}
			w.settle()
			absent(w, true)
			w.cut(false)
			w.advance(240_000)
			absent(w, false)
			back := 0
			for range within {
				w.advance(1_000)
				now := 0
				for _, tab := range w.tabs {
					if tab.Connection().Phase == client.Live {
						now++
					}
				}
				if came := now - back; came > many/10 {
					t.Errorf("%d of %d came back within one second", came, many)
				}
				back = now
			}
			if back != many {
				t.Errorf("%d of %d are back", back, many)
			}
		})
	}
}
