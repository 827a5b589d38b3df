package feed

import (
	"parley/server/chat"
)

// lane is what is new in one topic.
type lane struct{ items []*Item }

// hear fills the batch from memory. What is older than that it gives as a
// reading to be made without the lock.
func (l *Listener) hear(b *Batch) (cold *chat.Reading, err error) {
	f := l.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	b.before = l.place
	switch {
	case l.ended != nil:
		return nil, l.ended
	case l.who.over():
		return nil, ErrFinished
	case l.stale:
		l.stale = false
		l.seq = max(l.seq, f.head)
		l.told = l.seq
		b.Reset, b.More = true, true
	case l.seq < f.warm.floor:
		reading := l.person.reading(l.seq, f.warm.floor)
		return &reading, nil
	default:
		l.merge(b)
		if f.finished && !b.More {
			if len(b.Items) == 0 {
				return nil, ErrFinished
			}
			b.More = true
		}
	}
	b.Cursor = f.cursor(l.seq)
	return nil, nil
}

// merge takes what is new in the person's topics, in the order of the log. The
// lock is held for reading.
func (l *Listener) merge(b *Batch) {
	for m := l.person.first; m != nil && m.topic.tick > l.tick; m = m.after {
		if items := m.topic.after(max(l.seq, m.since-1)); len(items) > 0 {
			b.lanes = append(b.lanes, lane{items})
		}
	}
	for size := 0; ; {
		item := earliest(b.lanes)
		if item == nil {
			l.rest(b)
			return
		}
		size += len(item.JSON)
		if len(b.Items) == batchItems || size > batchBytes && len(b.Items) > 0 {
			b.More = true
			return
		}
		b.lanes = pass(b.lanes, item)
		if l.live && len(b.Items) == 0 {
			b.Since = item.published
		}
		b.Items = append(b.Items, item)
		l.seq, l.told = item.Event.Seq, item.Event.Seq
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

func earliest(lanes []lane) (first *Item) {
	for _, lane := range lanes {
		if first == nil || lane.items[0].Event.Seq < first.Event.Seq {
			first = lane.items[0]
		}
	}
	return first
}

// pass takes an item off every lane that begins with it.
func pass(lanes []lane, item *Item) []lane {
	for i := len(lanes) - 1; i >= 0; i-- {
		if lanes[i].items[0] != item {
			continue
		}
		if lanes[i].items = lanes[i].items[1:]; len(lanes[i].items) == 0 {
			lanes[i] = lanes[len(lanes)-1]
			lanes = lanes[:len(lanes)-1]
		}
	}
	return lanes
}

// recall fills the batch with a page of the log, as far as its bytes go. What the
// person may no longer see by now is left out.
func (l *Listener) recall(b *Batch, page chat.Reading, entries []chat.Entry) {
	f := l.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	b.before = l.place
	l.seq = page.Until
	if len(entries) == page.Limit {
		l.seq = entries[len(entries)-1].Event.Seq
	}
	size := 0
	for _, entry := range entries {
		if !l.person.sees(entry.Audience, entry.Event.Seq) {
			continue
		}
		item := &Item{Event: entry.Event, JSON: textOf(entry.Event), epoch: f.epoch}
		if size += len(item.JSON); size > batchBytes && len(b.Items) > 0 {
			l.seq = entry.Event.Seq - 1 // the rest is read again
			break
		}
		b.Items = append(b.Items, item)
		l.told = entry.Event.Seq
	}
	b.Cursor, b.More = f.cursor(l.seq), true
}
