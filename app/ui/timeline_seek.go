package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/shared"
)

// goal is a message that the person wants to see; Seq is 0 for none. Turn tells
// one wish from the next, which may be for the same message.
type goal struct {
	Seq  shared.Seq
	Turn int
}

// search is the way to a goal.
type search struct {
	goal  goal
	seq   shared.Seq // what is looked for; 0 once it is found, or given up
	asks  bool       // whether its surroundings are to be asked for
	asked bool       // and were
	found string     // the key of the message that was found; "" for none
}

// seek brings the window to the goal. A message that is not loaded is asked for
// with its surroundings, from whatever distance; where there is no such message,
// the next one after it is shown.
func (t *Timeline) seek(room *state.Room, chunks []*state.Chunk) {
	s := &t.search
	if t.Goal != s.goal {
		*s = search{goal: t.Goal, seq: t.Goal.Seq}
	}
	if s.seq == 0 || t.ctx == nil {
		return
	}
	_, loaded := room.MessageOf(s.seq)
	if !loaded && !s.asks {
		s.asks = true
		t.ctx.Defer(func(app.Context) { t.askAround() })
	}
	if !loaded && (!s.asked || !room.Loaded() || t.Client.Loading(t.Room).Jump) {
		return
	}
	at, key := firstFrom(chunks, s.seq)
	s.seq, s.found = 0, key
	if key == "" {
		return
	}
	t.scroll.stuck = false
	t.window = window{at - 1, at + 2}.within(all(chunks))
	t.ctx.Defer(func(app.Context) { t.reveal(key) })
}

func (t *Timeline) askAround() {
	if seq := t.search.seq; seq != 0 {
		t.search.asked = true
		t.Client.Around(t.Room, seq)
	}
}

// firstFrom is the first loaded message from a position on: its chunk's ID and
// its key; "" where there is none.
func firstFrom(chunks []*state.Chunk, seq shared.Seq) (chunk int, key string) {
	for _, c := range chunks {
		for _, item := range c.Items {
			if item.Note == nil && item.Seq() >= seq {
				return c.ID, item.Key()
			}
		}
	}
	return 0, ""
}

// reveal shows a message of the window, and puts the focus on it.
func (t *Timeline) reveal(key string) {
	element := app.Window().GetElementByID(elementID(key))
	if !element.Truthy() {
		return
	}
	t.scroll.show(elementID(key))
	element.Call("focus", map[string]any{"preventScroll": true})
	t.look()
}
