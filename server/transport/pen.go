package transport

import (
	"slices"
	"sync"

	"parley/server/feed"
	"parley/shared"
)

// pen is what writing a batch takes. Whoever has one uses it once: an idle stream
// has none.
type pen struct {
	format *feed.Format
	anew   func(shared.Cursor) []byte // writes a reset
	home   *sync.Pool

	batch feed.Batch
	items []*feed.Item // of what was written last
	ink   []byte       // their text
}

var (
	pens       = pensFor(&sseFormat, sseAnew)
	socketPens = pensFor(&socketFormat, socketAnew)
)

func pensFor(format *feed.Format, anew func(shared.Cursor) []byte) *sync.Pool {
	home := new(sync.Pool)
	home.New = func() any { return &pen{format: format, anew: anew, home: home} }
	return home
}

const maxInk = 1 << 20 // bytes that a pen in the pool keeps

// putDown gives the pen back. It keeps its last text, which the next listener may
// be told too.
func (p *pen) putDown() {
	p.batch.Clear()
	if cap(p.ink) <= maxInk {
		p.home.Put(p)
	}
}

// text gives a batch's bytes, which are the pen's or shared.
func (p *pen) text(b *feed.Batch) []byte {
	switch {
	case b.Reset: // alone, by the way of the feed
		return p.anew(b.Cursor)
	case len(b.Items) == 1:
		return b.Items[0].As(p.format)
	case !slices.Equal(p.items, b.Items):
		p.items = append(p.items[:0], b.Items...)
		p.ink = p.ink[:0]
		for _, item := range b.Items {
			p.ink = append(p.ink, item.As(p.format)...)
		}
	}
	return p.ink
}
