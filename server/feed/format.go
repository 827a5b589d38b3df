package feed

import (
	"bytes"
	"sync/atomic"
)

// Format is a way to write items on a wire. Formats are told apart by address.
type Format func(*Item) []byte

// encoded is an item in one format; next is the same in another.
type encoded struct {
	format *Format
	bytes  []byte
	next   *encoded
}

// As gives the item in a format, which is made at the first call. The caller
// must not change it.
func (i *Item) As(format *Format) []byte {
	if e := i.encoded.Load().find(format); e != nil {
		return e.bytes
	}
	i.encoding.Lock()
	defer i.encoding.Unlock()
	known := i.encoded.Load()
	if e := known.find(format); e != nil {
		return e.bytes
	}
	e := &encoded{format, fit((*format)(i)), known}
	i.encoded.Store(e)
	if i.counted != nil {
		i.counted.Add(e.size())
	}
	return e.bytes
}

func (e *encoded) find(format *Format) *encoded {
	for e != nil && e.format != format {
		e = e.next
	}
	return e
}

// count adds what the item takes in memory to a sum, now and whenever it is made
// in another format, until discount takes it off.
func (i *Item) count(sum *atomic.Int64) {
	i.encoding.Lock()
	defer i.encoding.Unlock()
	i.counted = sum
	sum.Add(i.size())
}

func (i *Item) discount() {
	i.encoding.Lock()
	defer i.encoding.Unlock()
	i.counted.Add(-i.size())
	i.counted = nil
}

// size is what the item takes in memory. The strings of the event are about as
// long as its JSON.
func (i *Item) size() int64 {
	size := int64(itemBytes + len(i.JSON) + cap(i.JSON))
	for e := i.encoded.Load(); e != nil; e = e.next {
		size += e.size()
	}
	return size
}

func (e *encoded) size() int64 { return int64(encodedBytes + cap(e.bytes)) }

// fit gives a text that is to be kept without the room to grow that its making
// left, where that is much.
func fit(text []byte) []byte {
	if cap(text)-len(text) > len(text)/8 {
		return bytes.Clone(text)
	}
	return text
}
