package park

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestWheel sets, moves and removes at random: each is told once, when it is due.
func TestWheel(t *testing.T) {
	w := newWheel(15*time.Second, 30*time.Second)
	chance := rand.New(rand.NewPCG(1, 2))
	at := map[*Conn]int{} // the tick at which each is due
	var conns []*Conn
	for range 300 {
		conns = append(conns, &Conn{slot: noSlot})
	}
	for tick := 1; tick < 2000; tick++ {
		for range 40 {
			c := conns[chance.IntN(len(conns))]
			switch chance.IntN(4) {
			case 0:
				w.remove(c)
				delete(at, c)
			case 1:
				w.beat(c)
				at[c] = tick - 1 + 15
			case 2:
				w.stick(c)
				at[c] = tick - 1 + 31
			case 3:
				n := 1 + chance.IntN(31)
				w.set(c, uint32(n))
				at[c] = tick - 1 + n
			}
		}
		for _, c := range w.turn(nil) {
			if at[c] != tick {
				t.Fatalf("told at %d, due at %d", tick, at[c])
			}
			delete(at, c)
		}
		for _, due := range at {
			if due <= tick {
				t.Fatalf("at %d one that was due at %d was not told", tick, due)
			}
		}
	}
}

func TestWheelSpreadsTheFirstBeats(t *testing.T) {
	w := newWheel(15*time.Second, 30*time.Second)
	for range 3000 {
		w.start(&Conn{slot: noSlot})
	}
	for tick := 1; tick <= 15; tick++ {
		if n := len(w.turn(nil)); n > 700 || tick < 8 && n > 0 {
			t.Errorf("%d beat together at %d", n, tick)
		}
	}
	for _, left := range w.slots {
		if left != nil {
			t.Error("one waits for longer than a beat")
		}
	}
}

func TestWheelKnowsWhoIsStuck(t *testing.T) {
	w := newWheel(15*time.Second, 30*time.Second)
	c := &Conn{slot: noSlot}
	w.stick(c)
	for tick := 1; tick <= 30; tick++ {
		if due := w.turn(nil); len(due) > 0 || !w.hasTime(c) {
			t.Fatalf("no more time after %d s", tick)
		}
	}
	if due := w.turn(nil); len(due) != 1 || w.hasTime(c) {
		t.Errorf("after more than 30 s %d are due, and there is time", len(due))
	}
}
