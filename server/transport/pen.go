package transport

import (
	"slices"
	"sync"

	"parley/server/feed"
)

// pen is what writing a batch as SSE takes. Whoever has one uses it once: an idle
// stream has none.
type pen struct {
	batch feed.Batch
	items []*feed.Item // of what was written last
	ink   []byte       // their text
}

var pens = sync.Pool{New: func() any { return new(pen) }}

const maxInk = 1 << 20 // bytes that a pen in the pool keeps

// putDown gives the pen back. It keeps its last text, which the next listener may
// be told too.
func (p *pen) putDown() {
	p.batch.Clear()
	if cap(p.ink) <= maxInk {
		pens.Put(p)
	}
}

// text gives a batch's bytes, which are the pen's or shared.
func (p *pen) text(b *feed.Batch) []byte {
	switch {
	case b.Reset: // alone, by the way of the feed
		return sseAnew(b.Cursor)
	case len(b.Items) == 1:
		return b.Items[0].As(&sseFormat)
	case !slices.Equal(p.items, b.Items):
		p.items = append(p.items[:0], b.Items...)
		p.ink = p.ink[:0]
		for _, item := range b.Items {
			p.ink = append(p.ink, item.As(&sseFormat)...)
		}
	}
	return p.ink
}
