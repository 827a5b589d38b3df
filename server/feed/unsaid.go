package feed

import (
	"sort"

	"parley/server/chat"
	"parley/shared"
)

// unsay has what warm items say of a message not told any more once it is deleted:
// who hears them from here on hears that they happened. The lock is held.
func (f *Feed) unsay(e shared.Event) {
	b, deleted := e.Body.(shared.MessageDeleted)
	t := f.topics[chat.Audience{Room: e.Room}]
	if !deleted || t == nil {
		return
	}
	hung := t.after(b.Message - 1)
	for i, item := range hung {
		if chat.Speaks(item.Event) == b.Message {
			hung[i] = f.warm.replace(item, f.itemOf(chat.Entry{Event: chat.Unsaid(item.Event), Audience: item.audience}, item.published))
		}
	}
}

// replace puts an item in the place of another one of the same event.
func (w *warm) replace(item, by *Item) *Item {
	items := w.items.all()
	at := sort.Search(len(items), func(i int) bool { return items[i].Event.Seq >= item.Event.Seq })
	items[at] = by
	item.discount()
	by.count(&w.bytes)
	return by
}
