package park

import (
	"math/rand/v2"
	"sync"
	"time"
)

// wheel tells connections when they are due: for a beat, or because their socket
// has been full for too long. Each is in one slot at most, which comes round when
// it is due; a slot is a list through the connections themselves.
type wheel struct {
	tick         time.Duration
	beats, stays uint32 // ticks between two beats, and that a socket may be full

	mu    sync.Mutex
	at    uint32  // the tick that it has come to; guarded by mu
	slots []*Conn // the first of each; guarded by mu
}

const (
	ticksABeat = 15
	noSlot     = -1
)

func newWheel(beat, stay time.Duration) *wheel {
	w := &wheel{tick: beat / ticksABeat, beats: ticksABeat}
	w.stays = uint32((stay + w.tick - 1) / w.tick)
	w.slots = make([]*Conn, max(w.beats, w.stays)+2)
	return w
}

// start sets a new connection's first beat, so that those that came together do
// not beat together.
func (w *wheel) start(c *Conn) { w.set(c, w.beats/2+rand.Uint32N(w.beats-w.beats/2)+1) }

// beat sets the next beat.
func (w *wheel) beat(c *Conn) { w.set(c, w.beats) }

// stick notes that a socket was found full.
func (w *wheel) stick(c *Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c.stuck = w.at
	w.put(c, w.stays+1) // this tick has begun
}

// hasTime reports whether a full socket has still time; if so, it is told when that
// is over.
func (w *wheel) hasTime(c *Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	over := c.stuck + w.stays + 1
	if left := int32(over - w.at); left > 0 {
		w.put(c, uint32(left))
		return true
	}
	return false
}

func (w *wheel) set(c *Conn, ticks uint32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.put(c, ticks)
}

// put moves a connection to the slot that is due in so many ticks. mu is locked.
func (w *wheel) put(c *Conn, ticks uint32) {
	w.take(c)
	slot := (w.at + ticks) % uint32(len(w.slots))
	c.slot, c.after = int16(slot), w.slots[slot]
	if c.after != nil {
		c.after.before = c
	}
	w.slots[slot] = c
}

// take takes a connection off the wheel. mu is locked.
func (w *wheel) take(c *Conn) {
	if c.slot == noSlot {
		return
	}
	if c.before != nil {
		c.before.after = c.after
	} else {
		w.slots[c.slot] = c.after
	}
	if c.after != nil {
		c.after.before = c.before
	}
	c.slot, c.before, c.after = noSlot, nil, nil
}

func (w *wheel) remove(c *Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.take(c)
}

// turn moves the wheel one tick on and gives those that are due, off the wheel.
func (w *wheel) turn(conns []*Conn) []*Conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at++
	slot := w.at % uint32(len(w.slots))
	for c := w.slots[slot]; c != nil; c = w.slots[slot] {
		w.take(c)
		conns = append(conns, c)
	}
	return conns
}
