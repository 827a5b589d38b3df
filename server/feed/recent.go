package feed

import (
	"cmp"
	"slices"
)

// A person's memberships hang in a list by when something was last heard in
// their topics, so that what is new is found at its front.

// front moves a membership to the front of the person's list.
func (p *person) front(m *membership) {
	if p.first == m {
		return
	}
	p.unlink(m)
	m.after = p.first
	if p.first != nil {
		p.first.before = m
	}
	p.first = m
}

func (p *person) unlink(m *membership) {
	if m.before != nil {
		m.before.after = m.after
	} else if p.first == m {
		p.first = m.after
	}
	if m.after != nil {
		m.after.before = m.before
	}
	m.before, m.after = nil, nil
}

// sort orders the list by what was heard last.
func (p *person) sort() {
	all := slices.Clone(p.in)
	slices.SortFunc(all, func(a, b *membership) int { return cmp.Compare(a.topic.tick, b.topic.tick) })
	for _, m := range all {
		p.front(m)
	}
}
