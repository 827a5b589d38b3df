package store

import (
	"context"
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// Event gives one event of the log; CodeNotFound where there is none there.
func (s *Store) Event(ctx context.Context, seq shared.Seq) (event shared.Event, err error) {
	err = s.read(ctx, func(v view) error {
		entries, err := v.entries("seq = $1", args{seq})
		if err == nil && len(entries) == 0 {
			err = shared.Errorf(shared.CodeNotFound, "There is no event %d.", seq)
		}
		if err == nil {
			event = entries[0].Event
		}
		return err
	})
	return event, err
}

// Events gives the first entries that a reading asks for, in order. Fewer than
// its limit means that there are no others up to Until, or up to the head, if
// that is earlier. What it costs depends on the person's own rooms alone. Of
// messages that were deleted since, they tell nothing that was said.
func (s *Store) Events(ctx context.Context, reading chat.Reading) (entries []chat.Entry, err error) {
	err = s.read(ctx, func(v view) error {
		m := merge{view: v, reading: reading, until: v.head}
		if reading.Until > 0 {
			m.until = min(m.until, reading.Until)
		}
		if entries, err = m.run(); err != nil {
			return err
		}
		return v.unsay(entries)
	})
	return entries, err
}

// merge reads the log's strands that a person may see, one after the other, and
// keeps the first entries of all: each strand is an index of its own, read in
// order, and no further than to the last entry that still has a place.
type merge struct {
	view
	reading chat.Reading
	until   shared.Seq // the last position that can have a place
	entries []chat.Entry
}

func (m *merge) run() ([]chat.Entry, error) {
	after := m.reading.After
	if err := m.add(after, "audience_room = '' AND audience_person = ''"); err != nil {
		return nil, err
	}
	if err := m.add(after, "audience_person = $4 AND audience_person <> ''", m.reading.Person); err != nil {
		return nil, err
	}
	for room, since := range m.reading.Rooms {
		if err := m.add(max(after, since-1), "audience_room = $4 AND audience_room <> ''", room); err != nil {
			return nil, err
		}
	}
	return m.entries, nil
}

// add merges one strand.
func (m *merge) add(after shared.Seq, strand string, in ...any) error {
	if after >= m.until {
		return nil
	}
	entries, err := m.view.entries(strand+" AND seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3",
		append(args{after, m.until, m.reading.Limit}, in...))
	if err != nil || len(entries) == 0 {
		return err
	}
	m.entries = append(m.entries, entries...)
	slices.SortFunc(m.entries, func(a, b chat.Entry) int { return int(a.Event.Seq - b.Event.Seq) })
	m.entries = slices.CompactFunc(m.entries, func(a, b chat.Entry) bool { return a.Event.Seq == b.Event.Seq })
	if len(m.entries) >= m.reading.Limit {
		m.entries = m.entries[:m.reading.Limit]
		m.until = m.entries[len(m.entries)-1].Event.Seq
	}
	return nil
}

func (v view) entries(where string, in args) (entries []chat.Entry, err error) {
	err = v.each("SELECT "+eventColumns+" FROM events WHERE "+where, in, func(scan func(...any) error) error {
		entry, err := scanEntry(scan)
		entries = append(entries, entry)
		return err
	})
	return entries, err
}
