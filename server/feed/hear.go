package feed

import (
	"parley/server/chat"
)

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
