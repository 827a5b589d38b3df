package feed

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// Item is one thing to tell listeners: an event of the log, or what is told in
// passing. It never changes, and is shared by all who are told it.
type Item struct {
	// Event is what happened; its Seq is 0 for what is not in the log.
	Event shared.Event
	// JSON is the wire form of the event or ephemeral, in one line.
	JSON []byte

	epoch     string
	audience  chat.Audience
	published time.Time // zero for what was read from the log

	encoding sync.Mutex
	encoded  atomic.Pointer[encoded]
	counted  *atomic.Int64 // where its bytes are counted while it is warm; guarded by encoding
}

// Logged reports whether the item is an event of the log, rather than told in
// passing.
func (i *Item) Logged() bool { return i.Event.Seq > 0 }

// Cursor is the place in the log of a logged item.
func (i *Item) Cursor() shared.Cursor {
	return shared.Cursor{Epoch: i.epoch, Seq: i.Event.Seq}
}

func (f *Feed) itemOf(entry chat.Entry, published time.Time) *Item {
	return &Item{Event: entry.Event, JSON: textOf(entry.Event), epoch: f.epoch, audience: entry.Audience, published: published}
}

func passing(e shared.Ephemeral) *Item { return &Item{JSON: textOf(e)} }

// textOf encodes what the log or this server holds: it has a wire form.
func textOf(v json.Marshaler) []byte {
	text, err := v.MarshalJSON()
	if err != nil {
		panic(fmt.Sprintf("feed: %T has no wire form: %v", v, err))
	}
	return fit(text)
}
