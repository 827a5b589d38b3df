package feed

import (
	"sync/atomic"
	"unsafe"

	"parley/shared"
)

// What the warm end takes in memory beside texts, as the allocator rounds it.
const (
	slotBytes = 32 // of a queue for each thing in it: half of them can be of what is gone, and there is room to grow
	// itemBytes is an item with its slots in the queue of all and in those of
	// its topics, of which there can be two.
	itemBytes = int(unsafe.Sizeof(Item{})) + 16 + 3*slotBytes
	// topicBytes is a topic with its entry in Feed.topics, which are there for
	// their items alone where nobody listens.
	topicBytes   = int(unsafe.Sizeof(topic{})) + 96
	encodedBytes = int(unsafe.Sizeof(encoded{})) + 8
)

// warm holds the newest events, all that are after floor, and counts the memory
// that they take.
type warm struct {
	items fifo[*Item]
	floor shared.Seq   // the newest event that is not held
	bytes atomic.Int64 // of items, in all formats that were made, and of topics that have some
	limit int64
}

func (w *warm) push(item *Item) {
	w.items.push(item)
	item.count(&w.bytes)
}

// overfull reports whether the oldest item has to go. One is always kept.
func (w *warm) overfull() bool { return w.bytes.Load() > w.limit && w.items.len() > 1 }

func (w *warm) pop() *Item {
	item := *w.items.oldest()
	w.items.pop()
	w.floor = item.Event.Seq
	item.discount()
	return item
}

// hang puts an item on a topic, and unhang takes off the oldest there.
func (w *warm) hang(t *topic, item *Item) {
	if t.items.len() == 0 {
		w.bytes.Add(int64(topicBytes))
	}
	t.items.push(item)
}

func (w *warm) unhang(t *topic) {
	if t.items.pop(); t.items.len() == 0 {
		w.bytes.Add(-int64(topicBytes))
	}
}
