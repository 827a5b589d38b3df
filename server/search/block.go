package search

import (
	"slices"

	"parley/shared"
)

// BlockSpan is how many positions of the log a block covers.
const BlockSpan = 4096

// BlockOf is the block that a message is in, and its place there.
func BlockOf(seq shared.Seq) (block int64, place int) {
	return int64(seq) / BlockSpan, int(int64(seq) % BlockSpan)
}

// SeqAt is the message at a place of a block.
func SeqAt(block int64, place int) shared.Seq { return shared.Seq(block*BlockSpan + int64(place)) }

// Block is the index of one stretch of the log, to be changed: for each term the
// places of its messages, in order.
type Block map[string][]uint16

// Post files a message that was posted.
func (b Block) Post(place int, e shared.Event, posted shared.MessagePosted) {
	for _, term := range []string{roomTerm(e.Room), authorTerm(e.By), dayTerm(e.At)} {
		b.file(place, term)
	}
	if len(posted.Files) > 0 {
		b.file(place, withFile)
	}
	b.Say(place, Parts(posted.Text, posted.HTML, posted.Files)...)
}

// HasFile reports whether a message is filed as having one.
func (b Block) HasFile(place int) bool {
	_, has := slices.BinarySearch(b[withFile], uint16(place))
	return has
}

// Say files a message under the words of its parts.
func (b Block) Say(place int, parts ...string) {
	for _, part := range parts {
		fileText(part, func(term string) { b.file(place, term) })
	}
}

// Unsay takes a message out from under the words of its parts.
func (b Block) Unsay(place int) { b.remove(place, ofText) }

// Delete takes a message out of the index.
func (b Block) Delete(place int) { b.remove(place, func(string) bool { return true }) }

func (b Block) file(place int, term string) {
	list := b[term]
	if at, known := slices.BinarySearch(list, uint16(place)); !known {
		b[term] = slices.Insert(list, at, uint16(place))
	}
}

func (b Block) remove(place int, from func(term string) bool) {
	for term, list := range b {
		at, known := slices.BinarySearch(list, uint16(place))
		if !known || !from(term) {
			continue
		}
		if b[term] = slices.Delete(list, at, at+1); len(b[term]) == 0 {
			delete(b, term)
		}
	}
}
