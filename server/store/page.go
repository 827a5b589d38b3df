package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/shared"
)

// Range says which page of a room's history is read. At most one of the three
// bounds is given, each a position of the log; with none, it is the latest page.
type Range struct {
	Before shared.Seq // the messages before it
	After  shared.Seq // those after it
	Around shared.Seq // those on both sides of it, and it
	Limit  int        // how many; 0 for shared.DefaultPage, at most shared.MaxPage
}

func (r *Range) check() error {
	given := 0
	for _, bound := range []shared.Seq{r.Before, r.After, r.Around} {
		if bound < 0 {
			return shared.Errorf(shared.CodeParameterInvalid, "before, after and around are positions of the log, from 1.")
		}
		if bound > 0 {
			given++
		}
	}
	if given > 1 {
		return shared.Errorf(shared.CodeParameterInvalid, "Give one of before, after and around.")
	}
	if r.Limit == 0 {
		r.Limit = shared.DefaultPage
	}
	if r.Limit < 0 || r.Limit > shared.MaxPage {
		return shared.Errorf(shared.CodeParameterInvalid, "limit is from 1 to %d.", shared.MaxPage)
	}
	return nil
}

// Messages reads a page of a room's history, oldest first, for one of its
// members; it refuses others with CodeNotMember.
func (s *Store) Messages(ctx context.Context, person shared.PersonID, room shared.RoomID, r Range) (page shared.Page, err error) {
	if err := r.check(); err != nil {
		return shared.Page{}, err
	}
	page.Cursor, err = s.readSettled(ctx, func(v view) error {
		if _, err := v.since(room, person); err != nil {
			return err
		}
		if err := v.stretch(&page, room, r); err != nil {
			return err
		}
		if page.Quoted, err = v.quotedBy(room, page.Messages, r); err != nil {
			return err
		}
		page.People, err = v.peopleIn(slices.Concat(page.Messages, page.Quoted))
		return err
	})
	return page, err
}

// stretch fills in the messages of a range, and what is beyond them.
func (v view) stretch(page *shared.Page, room shared.RoomID, r Range) (err error) {
	older, newer := []shared.Message{}, []shared.Message{}
	if r.After == 0 { // up to and with Around, else before Before, else the latest
		below := v.head + 1
		if r.Before > 0 {
			below = r.Before
		} else if r.Around > 0 && r.Around < v.head {
			below = r.Around + 1
		}
		if older, err = v.older(room, below, r.Limit+1); err != nil {
			return err
		}
	}
	if r.After > 0 || r.Around > 0 {
		if newer, err = v.newer(room, r.After+r.Around, r.Limit+1); err != nil { // one of them is 0
			return err
		}
	}
	page.Messages, page.More, page.Newer = halves(older, newer, r.Limit)
	if r.After > 0 {
		page.More, err = v.anyMessage(room, "seq <= $2", r.After)
	} else if r.Before > 0 {
		page.Newer, err = v.anyMessage(room, "seq >= $2", r.Before)
	}
	return err
}

// halves joins what comes before a position and what comes after it, both oldest
// first, to limit messages: half of each, and more of one where the other is
// short. It tells what it had to leave out.
func halves(older, newer []shared.Message, limit int) (page []shared.Message, more, beyond bool) {
	fore := min(len(older), max(limit-limit/2, limit-len(newer)))
	aft := min(len(newer), limit-fore)
	page = append(older[len(older)-fore:], newer[:aft]...)
	return page, fore < len(older), aft < len(newer)
}

// older gives the last messages below a position, oldest first.
func (v view) older(room shared.RoomID, below shared.Seq, limit int) ([]shared.Message, error) {
	messages, err := documents[shared.Message](v.conn,
		"SELECT doc FROM messages WHERE room = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", args{room, below, limit})
	slices.Reverse(messages)
	return messages, err
}

// newer gives the first messages above a position.
func (v view) newer(room shared.RoomID, above shared.Seq, limit int) ([]shared.Message, error) {
	return documents[shared.Message](v.conn,
		"SELECT doc FROM messages WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3", args{room, above, limit})
}

func (v view) anyMessage(room shared.RoomID, where string, bound shared.Seq) (bool, error) {
	var seq shared.Seq
	return v.one("SELECT seq FROM messages WHERE room = $1 AND "+where+" LIMIT 1", args{room, bound}, &seq)
}

// quotedBy gives what messages answer, and for the latest of a room what is pinned
// there, as far as that is not among them; by Seq.
func (v view) quotedBy(in shared.RoomID, messages []shared.Message, r Range) (quoted []shared.Message, err error) {
	var wanted []shared.Seq
	if r.Before+r.After+r.Around == 0 {
		room, err := v.room(in)
		if err != nil {
			return nil, err
		}
		wanted = slices.Clone(room.Pins)
	}
	has := map[shared.Seq]bool{0: true}
	for _, m := range messages {
		has[m.Seq] = true
	}
	for _, m := range messages {
		wanted = append(wanted, m.Reply)
	}
	for _, seq := range wanted {
		if has[seq] {
			continue
		}
		has[seq] = true
		found, err := documents[shared.Message](v.conn, "SELECT doc FROM messages WHERE room = $1 AND seq = $2", args{in, seq})
		if err != nil {
			return nil, err
		}
		quoted = append(quoted, found...)
	}
	slices.SortFunc(quoted, func(a, b shared.Message) int { return cmp.Compare(a.Seq, b.Seq) })
	return quoted, nil
}

// peopleIn gives everyone whom messages name, by ID: authors, and who reacted.
func (v view) peopleIn(messages []shared.Message) ([]shared.Person, error) {
	return v.people(named(messages))
}

// people gives people by ID, each once.
func (v view) people(ids []shared.PersonID) ([]shared.Person, error) {
	seen := map[shared.PersonID]bool{}
	people := []shared.Person{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		found, err := documents[shared.Person](v.conn, "SELECT doc FROM persons WHERE id = $1", args{id})
		if err != nil {
			return nil, err
		}
		people = append(people, found...)
	}
	slices.SortFunc(people, func(a, b shared.Person) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return people, nil
}

// named lists whom messages name, some more than once.
func named(messages []shared.Message) (people []shared.PersonID) {
	for _, message := range messages {
		people = append(people, message.By)
		if message.DeletedBy != "" {
			people = append(people, message.DeletedBy)
		}
		for _, reaction := range message.Reactions {
			people = append(people, reaction.By...)
		}
	}
	return people
}

// Message gives a message as it stands, and whether there is one.
func (s *Store) Message(ctx context.Context, room shared.RoomID, seq shared.Seq) (message shared.Message, ok bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		message, ok, err = newRecords(c).Message(room, seq)
		return err
	})
	return message, ok, err
}
