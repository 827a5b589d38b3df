package search

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// pageBytes is how long a page grows before the next begins: one fits a page of
// the database.
const pageBytes = 3800

// Page is a part of a block as it is kept. First is the first of its terms.
//
// Its data is a sequence of entries, in the order of their terms: how many bytes
// the term has in common with the one before it, how many others follow, these;
// how many bytes its list takes, and the list: the first place, then the
// distances. All numbers are unsigned varints.
type Page struct{ First, Data []byte }

// Pages gives the block as it is kept. Equal blocks give equal pages.
func (b Block) Pages() (pages []Page) {
	var last string
	var page *Page
	for _, term := range slices.Sorted(maps.Keys(b)) {
		if page == nil || len(page.Data) >= pageBytes {
			pages = append(pages, Page{First: []byte(term)})
			page, last = &pages[len(pages)-1], ""
		}
		page.Data = appendEntry(page.Data, last, term, b[term])
		last = term
	}
	return pages
}

func appendEntry(data []byte, last, term string, list []uint16) []byte {
	common := 0
	for common < min(len(last), len(term)) && last[common] == term[common] {
		common++
	}
	data = binary.AppendUvarint(data, uint64(common))
	data = binary.AppendUvarint(data, uint64(len(term)-common))
	data = append(data, term[common:]...)
	places := make([]byte, 0, 2*len(list))
	before := uint16(0)
	for _, place := range list {
		places = binary.AppendUvarint(places, uint64(place-before))
		before = place
	}
	data = binary.AppendUvarint(data, uint64(len(places)))
	return append(data, places...)
}

// Load adds what a page holds to the block that it is of.
func (b Block) Load(page []byte) error {
	return eachEntry(page, func(term []byte, list []byte) (bool, error) {
		var places []uint16
		err := eachPlace(list, func(place int) { places = append(places, uint16(place)) })
		b[string(term)] = places
		return true, err
	})
}

// Collect adds to a set the places that a page lists for some terms, which are
// in order and apart from one another.
func Collect(page []byte, terms []Term, into *Places) error {
	return eachEntry(page, func(term []byte, list []byte) (bool, error) {
		for len(terms) > 0 && string(term) >= terms[0].High {
			terms = terms[1:]
		}
		if len(terms) == 0 || string(term) < terms[0].Low {
			return len(terms) > 0, nil
		}
		return true, eachPlace(list, into.Add)
	})
}

var errDamaged = errors.New("a page of the search index is damaged")

// eachEntry reads a page until do says that it is enough. What it is given holds
// until it returns.
func eachEntry(page []byte, do func(term, list []byte) (more bool, err error)) error {
	var term []byte
	for r := (pageReader{rest: page}); len(r.rest) > 0; {
		common := r.number(len(term))
		term = append(term[:common], r.bytes()...)
		list := r.bytes()
		if r.damaged {
			return errDamaged
		}
		if more, err := do(term, list); err != nil || !more {
			return err
		}
	}
	return nil
}

// eachPlace reads a list.
func eachPlace(list []byte, do func(place int)) error {
	place := 0
	for r := (pageReader{rest: list}); len(r.rest) > 0; {
		place += r.number(BlockSpan - 1 - place)
		if r.damaged {
			return errDamaged
		}
		do(place)
	}
	return nil
}

// pageReader reads numbers and what is as long as they say. Once damaged it gives
// nothing.
type pageReader struct {
	rest    []byte
	damaged bool
}

// number reads one that is at most so large.
func (r *pageReader) number(most int) int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(most) {
		r.damaged = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *pageReader) bytes() []byte {
	length := r.number(len(r.rest))
	if r.damaged || length > len(r.rest) {
		r.damaged = true
		return nil
	}
	found := r.rest[:length]
	r.rest = r.rest[length:]
	return found
}
