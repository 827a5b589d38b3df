package feed

import (
	"math"

	"parley/shared"
)

// lane is what is new in one topic.
type lane struct{ items []*Item }

// merge takes what is new in the person's topics, in the order of the log: a run
// of one topic after another, and most often there is but one. The lock is held
// for reading.
func (l *Listener) merge(b *Batch) {
	for m := l.person.first; m != nil && m.topic.tick > l.tick; m = m.after {
		if items := m.topic.after(max(l.seq, m.since-1)); len(items) > 0 {
			b.lanes = append(b.lanes, lane{items})
		}
	}
	for len(b.lanes) > 0 && !b.More {
		first, next := earliest(b.lanes)
		taken := b.take(b.lanes[first].items, next)
		b.lanes = pass(b.lanes, first, max(taken, 1)) // where two begin with the same item, the other keeps it
	}
	if len(b.Items) > 0 {
		last := b.Items[len(b.Items)-1]
		l.seq, l.told = last.Event.Seq, last.Event.Seq
		if l.live {
			b.Since = b.Items[0].published
		}
	}
	if !b.More {
		l.rest(b)
	}
}

// rest notes that the listener has reached the end, and adds what was told in
// passing, for which only those at the end have ears.
func (l *Listener) rest(b *Batch) {
	f := l.feed
	b.Items = l.overhear(b.Items)
	l.seq = max(l.seq, f.head)
	l.tick = f.tick
	l.awake = false
	l.live = true
}

// earliest gives the lane that begins first, and where the next one begins.
func earliest(lanes []lane) (first int, next shared.Seq) {
	next = math.MaxInt64
	for i := 1; i < len(lanes); i++ {
		if begin := lanes[i].begin(); begin < lanes[first].begin() {
			first, next = i, lanes[first].begin()
		} else {
			next = min(next, begin)
		}
	}
	return first, next
}

func (l lane) begin() shared.Seq { return l.items[0].Event.Seq }

// take adds the items before a position, as far as the bounds of a batch go, and
// tells how many.
func (b *Batch) take(items []*Item, next shared.Seq) (n int) {
	for n < len(items) && items[n].Event.Seq < next {
		b.bytes += len(items[n].JSON)
		if len(b.Items) == batchItems || b.bytes > batchBytes && len(b.Items) > 0 {
			b.More = true
			break
		}
		b.Items = append(b.Items, items[n])
		n++
	}
	return n
}

// pass takes the first n items off a lane.
func pass(lanes []lane, i, n int) []lane {
	if lanes[i].items = lanes[i].items[n:]; len(lanes[i].items) > 0 {
		return lanes
	}
	last := len(lanes) - 1
	lanes[i] = lanes[last]
	return lanes[:last]
}
