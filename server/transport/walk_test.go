package transport

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// TestOneListenerOverAllTransports has one person hear the log over a way that
// is drawn by lot each time, while connections break in the middle of a byte's
// neighbours, the server goes and comes back, and people come and go. In the end
// she has received exactly the log.
//
// A page has no cursor in its client, so it can't carry hers on: it is looked at
// in between, and holds the log of its room for as long as it stands.
func TestOneListenerOverAllTransports(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := &walk{scene: set(t, ways[0]), chance: rand.New(rand.NewPCG(seed, 7)), in: map[shared.RoomID]bool{"a": true}}
			w.ann = w.person("ann")
			for range 150 {
				w.happens()
				w.listens()
			}
			w.line.breaks(0)
			w.scene.way = ways[0]
			w.ann.opens()
			w.ann.hears(w.Happen("", "bob", shared.PersonRenamed{Name: "Bob"}))
			if n := len(w.ann.heard.Events); n < 1000 {
				t.Errorf("only %d events", n)
			}
		})
	}
}

type walk struct {
	*scene
	chance *rand.Rand
	ann    *ear
	in     map[shared.RoomID]bool // where she is
}

// happens is a while in which she does not listen.
func (w *walk) happens() {
	if w.chance.IntN(15) == 0 {
		w.restart()
	}
	for range w.chance.IntN(40) {
		w.one()
	}
}

func (w *walk) one() {
	switch room := shared.RoomID([]string{"a", "b"}[w.chance.IntN(2)]); {
	case w.chance.IntN(30) > 0:
		w.Say(room, "bob", strings.Repeat("é", w.chance.IntN(60)))
	case w.in[room]:
		if w.chance.IntN(2) == 0 {
			w.Leave(room, "ann")
		} else {
			w.Happen(room, "bob", shared.PersonRemoved{Person: "ann"})
		}
		w.in[room] = false
	default:
		if w.chance.IntN(2) == 0 {
			w.Join(room, "ann")
		} else {
			w.Happen(room, "bob", shared.PersonAdded{Person: shared.Person{ID: "ann"}})
		}
		w.in[room] = true
	}
}

// listens connects her over some way, by a line that may break. More happens
// while she listens, until she is cut off, has enough, or is at the end.
func (w *walk) listens() {
	w.line.breaks(w.chance.Int64N(2) * (1 + w.chance.Int64N(1<<(6+w.chance.IntN(10)))))
	w.scene.way = ways[w.chance.IntN(len(ways))]
	who := w.ann
	if w.page() {
		who = &ear{scene: w.scene, id: "ann", heard: feedtest.Heard{Person: "ann", Room: "a", Until: w.Head()}}
		who.heard.After = w.Head() // nothing, until the page begins
	}
	who.opens()
	for range w.chance.IntN(20) {
		w.one()
	}
	until := w.Happen("", "bob", shared.PersonRenamed{Name: "Bob"})
	if w.page() {
		until = w.Say("a", "bob", "on the page, if she is there")
	}
	for patience := w.chance.IntN(100); patience > 0 && who.last() < until; patience-- {
		if _, ok := who.read(); !ok {
			break
		}
	}
	who.check()
	who.cut()
}
