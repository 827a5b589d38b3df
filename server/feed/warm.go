package feed

import "parley/shared"

const (
	// itemBytes is about what an item takes in memory apart from its texts.
	itemBytes = 400
	// textsOfItem is how many texts of about the size of its JSON an item has:
	// that, the body's strings, and the formats of SSE and WebSocket.
	textsOfItem = 4
)

// warm holds the newest events, all that are after floor.
type warm struct {
	items fifo[*Item]
	floor shared.Seq // the newest event that is not held
	bytes int
	limit int
}

func (w *warm) push(item *Item) {
	w.items.push(item)
	w.bytes += item.size()
}

// overfull reports whether the oldest item has to go. One is always kept.
func (w *warm) overfull() bool { return w.bytes > w.limit && w.items.len() > 1 }

func (w *warm) pop() *Item {
	item := *w.items.oldest()
	w.items.pop()
	w.bytes -= item.size()
	w.floor = item.Event.Seq
	return item
}

func (i *Item) size() int { return itemBytes + textsOfItem*len(i.JSON) }
