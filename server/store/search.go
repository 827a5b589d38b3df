package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"parley/server/chat"
	"parley/server/search"
	"parley/shared"
)

const (
	maxLooks = 2000 // messages that one search looks at; the next one goes on from there
	maxTail  = 4 * indexAtOnce
)

// Search is what somebody asks for.
type Search struct {
	Typed  string
	Zone   *time.Location // of the dates in it
	Before shared.Seq     // go on with what is older than that message; 0 for the newest
	Me     shared.PersonID
	most   int // maxLooks, but in tests
}

// Search finds messages of the rooms that a person is in, newest first. What an
// answer costs is bounded: where it is not whole, it says from where to go on.
//
// Whether a message is one that was looked for, and in a room whose history the
// person may read, is decided by the message itself as it stands; the index only
// tells where to look.
func (s *Store) Search(ctx context.Context, asked Search) (results shared.SearchResults, err error) {
	results = shared.SearchResults{Hits: []shared.Hit{}, People: []shared.Person{}}
	query := search.Parse(asked.Typed, asked.Zone)
	if query.Empty() {
		return results, nil
	}
	err = s.read(ctx, func(v view) error {
		f := finding{view: v, query: query, results: &results, before: v.head + 1, looks: cmp.Or(asked.most, maxLooks)}
		if asked.Before > 0 {
			f.before = min(f.before, asked.Before)
		}
		if possible, err := f.prepare(asked.Me); err != nil || !possible {
			return err
		}
		if err := f.run(ctx); err != nil {
			return err
		}
		results.People, err = v.people(f.by)
		return err
	})
	return results, err
}

// finding is a search under way.
type finding struct {
	view
	query   search.Query
	rooms   []shared.RoomID // that are looked in
	authors []shared.PersonID
	terms   [][]search.Term
	before  shared.Seq               // the last message that was looked at
	newer   map[int64]*search.Places // what the index does not know yet, by block
	looks   int                      // that are left
	by      []shared.PersonID
	results *shared.SearchResults
}

// prepare resolves names; nothing can be found where possible is false.
func (f *finding) prepare(me shared.PersonID) (possible bool, err error) {
	if f.rooms, err = newRecords(f.conn).RoomsOf(me); err != nil {
		return false, err
	}
	if f.rooms, err = f.roomsAmong(f.rooms); err != nil || len(f.rooms) == 0 {
		return false, err
	}
	if f.authors, err = f.authorsNamed(me); err != nil || len(f.query.From) > 0 && len(f.authors) == 0 {
		return false, err
	}
	f.terms = append(f.query.Terms(f.authors), search.InRooms(f.rooms))
	return true, f.lookBehindIndex()
}

// roomsAmong leaves, of the rooms that a person is in, those that the query names.
func (f *finding) roomsAmong(mine []shared.RoomID) (named []shared.RoomID, err error) {
	if len(f.query.In) == 0 {
		return mine, nil
	}
	people, err := f.peopleNamed(f.query.In)
	if err != nil {
		return nil, err
	}
	for _, id := range mine {
		room, err := f.room(id)
		if err != nil {
			return nil, err
		}
		if f.named(room, people) {
			named = append(named, id)
		}
	}
	return named, nil
}

// named reports whether the query names a room: by what it is called, or a direct one
// by somebody that it is for.
func (f *finding) named(room chat.Room, people []shared.PersonID) bool {
	if slices.ContainsFunc(people, func(id shared.PersonID) bool { return slices.Contains(room.People, id) }) {
		return true
	}
	return slices.ContainsFunc(f.query.In, func(name string) bool {
		return room.ID == shared.RoomID(name) || !room.Direct && chat.NameKey(name) == chat.NameKey(room.Name)
	})
}

// peopleNamed finds who is called so; for some names there may be nobody.
func (f *finding) peopleNamed(names []string) (people []shared.PersonID, err error) {
	for _, name := range names {
		person, known, err := newRecords(f.conn).PersonNamed(chat.NameKey(name))
		if err != nil {
			return nil, err
		}
		if known {
			people = append(people, person)
		}
	}
	return people, nil
}

func (f *finding) authorsNamed(me shared.PersonID) (authors []shared.PersonID, err error) {
	for _, name := range f.query.From {
		if name == "me" {
			authors = append(authors, me)
			continue
		}
		people, err := f.peopleNamed([]string{name})
		if err != nil {
			return nil, err
		}
		authors = append(authors, people...)
	}
	slices.Sort(authors)
	return slices.Compact(authors), nil
}

// lookBehindIndex collects the messages that were written or changed since the
// index was: all of them are looked at.
func (f *finding) lookBehindIndex() error {
	from, err := indexedTo(f.conn)
	if err != nil {
		return err
	}
	if f.head-from > maxTail {
		from, f.results.Behind = f.head-maxTail, true
	}
	f.newer = map[int64]*search.Places{}
	entries, err := f.entries("seq > $1 AND "+whatIsIndexed, args{from})
	for _, entry := range entries {
		seq := entry.Event.Seq
		if change, ok := entry.Event.Body.(shared.MessageChange); ok {
			seq = change.Target()
		}
		if !slices.Contains(f.rooms, entry.Event.Room) {
			continue
		}
		block, place := search.BlockOf(seq)
		if f.newer[block] == nil {
			f.newer[block] = &search.Places{}
		}
		f.newer[block].Add(place)
	}
	return err
}

// run goes from block to block, towards the beginning of the log, until the
// answer is full.
func (f *finding) run(ctx context.Context) error {
	last, _ := search.BlockOf(f.before - 1)
	for block := last; block >= 0; block-- {
		places, err := f.candidates(block)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if full, err := f.lookAt(block, places); err != nil || full {
			return err
		}
	}
	return nil
}

// candidates gives the messages of a block that may be what is looked for.
func (f *finding) candidates(block int64) (*search.Places, error) {
	var places search.Places
	for i, terms := range f.terms {
		var of search.Places
		if err := f.collect(block, terms, &of); err != nil {
			return nil, err
		}
		if i == 0 {
			places = of
		} else if !places.Keep(&of) {
			break
		}
	}
	if newer := f.newer[block]; newer != nil {
		places.Join(newer)
	}
	return &places, nil
}

// collect reads the pages of a block on which some terms are.
func (f *finding) collect(block int64, terms []search.Term, into *search.Places) error {
	low, high := []byte(terms[0].Low), []byte(terms[len(terms)-1].High)
	return f.each(`SELECT data FROM search_pages WHERE block = $1 AND first < $3 AND first >=
		coalesce((SELECT max(first) FROM search_pages WHERE block = $1 AND first <= $2), $2)`,
		args{block, low, high}, func(scan func(...any) error) error {
			var data []byte
			if err := scan(&data); err != nil {
				return err
			}
			return search.Collect(data, terms, into)
		})
}

// lookAt looks at candidates, newest first; full is true where the answer has
// enough, or where enough was looked at.
func (f *finding) lookAt(block int64, places *search.Places) (full bool, err error) {
	before := search.BlockSpan
	if b, place := search.BlockOf(f.before); b == block {
		before = place
	}
	for place := places.Last(before); place >= 0; place = places.Last(place) {
		if len(f.results.Hits) == shared.SearchPage || f.looks == 0 {
			f.results.Next = f.before
			return true, nil
		}
		f.looks--
		f.before = search.SeqAt(block, place)
		if err := f.look(f.before); err != nil {
			return false, err
		}
	}
	return false, nil
}

// look adds a message to the answer, if it belongs there.
func (f *finding) look(seq shared.Seq) error {
	var room shared.RoomID
	var doc []byte
	ok, err := f.one(`SELECT e.room, m.doc FROM events e JOIN messages m ON m.room = e.room AND m.seq = e.seq
		WHERE e.seq = $1`, args{seq}, &room, &doc)
	if err != nil || !ok || !slices.Contains(f.rooms, room) {
		return err
	}
	var message shared.Message
	err = json.Unmarshal(doc, &message)
	if err != nil || len(f.authors) > 0 && !slices.Contains(f.authors, message.By) {
		return err
	}
	if excerpt, found := f.query.Find(message); found {
		f.by = append(f.by, message.By)
		f.results.Hits = append(f.results.Hits, shared.Hit{
			Room: room, Seq: seq, By: message.By, At: message.At, Command: message.Command, Excerpt: excerpt,
		})
	}
	return nil
}
