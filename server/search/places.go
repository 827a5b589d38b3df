package search

import "math/bits"

// Places is a set of places in a block.
type Places [BlockSpan / 64]uint64

// Add puts a place into the set.
func (p *Places) Add(place int) { p[place/64] |= 1 << (place % 64) }

// Has reports whether a place is in the set.
func (p *Places) Has(place int) bool { return p[place/64]&(1<<(place%64)) != 0 }

// Keep leaves the places that are in both sets, and reports whether there is any.
func (p *Places) Keep(other *Places) (any bool) {
	for i := range p {
		p[i] &= other[i]
		any = any || p[i] != 0
	}
	return any
}

// Join adds the places of another set.
func (p *Places) Join(other *Places) {
	for i := range p {
		p[i] |= other[i]
	}
}

// Last is the last place before another one; -1 where there is none.
func (p *Places) Last(before int) int {
	for place := before - 1; place >= 0; {
		left := p[place/64] << (63 - place%64)
		if left != 0 {
			return place - bits.LeadingZeros64(left)
		}
		place -= place%64 + 1
	}
	return -1
}
