package feed

import (
	"context"
	"maps"
	"sync"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// memory is a log in memory, which publishes what is appended to it.
type memory struct {
	mu      sync.Mutex
	epoch   string
	entries []chat.Entry
	rooms   map[shared.PersonID]map[shared.RoomID]shared.Seq
	kept    shared.Seq // what is up to here is forgotten
	reads   int        // how often Events was asked
	publish func([]chat.Entry)
}

func newMemory() *memory {
	return &memory{epoch: "e1", rooms: make(map[shared.PersonID]map[shared.RoomID]shared.Seq), publish: func([]chat.Entry) {}}
}

func (m *memory) Epoch() string { return m.epoch }

func (m *memory) Head() shared.Seq {
	m.mu.Lock()
	defer m.mu.Unlock()
	return shared.Seq(len(m.entries))
}

func (m *memory) Memberships(_ context.Context, id shared.PersonID) (map[shared.RoomID]shared.Seq, shared.Seq, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.rooms[id]), shared.Seq(len(m.entries)), nil
}

func (m *memory) Events(_ context.Context, r chat.Reading) (page []chat.Entry, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	if r.After < m.kept {
		return nil, shared.Errorf(shared.CodeCursorInvalid, "The log begins after %d.", m.kept)
	}
	for _, entry := range m.entries[r.After:r.Until] {
		if r.Sees(entry) && len(page) < r.Limit {
			page = append(page, entry)
		}
	}
	return page, nil
}

// append commits an event and returns what is to be published.
func (m *memory) append(room shared.RoomID, by shared.PersonID, body shared.EventBody) chat.Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	event := shared.Event{Seq: shared.Seq(len(m.entries) + 1), Room: room, By: by, At: 1, Command: "C", Body: body}
	entry := chat.Entry{Event: event, Audience: chat.AudienceOf(event)}
	m.entries = append(m.entries, entry)
	for _, move := range chat.Moves(event) {
		in := m.rooms[move.Person]
		if in == nil {
			in = make(map[shared.RoomID]shared.Seq)
			m.rooms[move.Person] = in
		}
		switch {
		case move.In:
			in[move.Room] = event.Seq
		case move.Room != "":
			delete(in, move.Room)
		default:
			clear(in)
		}
	}
	return entry
}

// happen commits an event and publishes it.
func (m *memory) happen(room shared.RoomID, by shared.PersonID, body shared.EventBody) shared.Seq {
	entry := m.append(room, by, body)
	m.publish([]chat.Entry{entry})
	return entry.Event.Seq
}

func (m *memory) say(room shared.RoomID, by shared.PersonID, text string) shared.Seq {
	return m.happen(room, by, shared.MessagePosted{Text: text})
}

func (m *memory) join(room shared.RoomID, who ...shared.PersonID) {
	for _, id := range who {
		m.happen(room, id, shared.PersonJoined{Name: string(id)})
	}
}

func (m *memory) leave(room shared.RoomID, id shared.PersonID) shared.Seq {
	return m.happen(room, id, shared.PersonLeft{})
}

// begin makes a feed over the log. It is shut down with the test.
func begin(t testing.TB, m *memory, options Options) *Feed {
	f := New(m, options)
	m.publish = f.Publish
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		f.Shutdown(ctx)
	})
	return f
}

// ear is a listener that notes what it hears.
type ear struct {
	*Listener
	t       testing.TB
	woken   int
	batch   Batch
	reached shared.Cursor // after the last batch
}

func hearing(t testing.TB, f *Feed, id shared.PersonID, after *shared.Cursor) *ear {
	t.Helper()
	e := &ear{t: t}
	if after != nil {
		e.reached = *after
	}
	var err error
	e.Listener, err = f.Listen(t.Context(), Who{Person: id, Session: "s-" + string(id), Transport: "test"}, after, func() { e.woken++ })
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// news gives the positions of all that is new, up to the end.
func (e *ear) news() (seqs []shared.Seq) {
	e.t.Helper()
	for more := true; more; more = e.batch.More {
		if err := e.Next(e.t.Context(), &e.batch); err != nil {
			e.t.Fatal(err)
		}
		e.reached = e.batch.Cursor
		seqs = append(seqs, e.batch.seqs()...)
	}
	return seqs
}

func (b *Batch) seqs() (all []shared.Seq) {
	for _, item := range b.Items {
		if item.Logged() {
			all = append(all, item.Event.Seq)
		}
	}
	return all
}

// whispers gives what is new in passing, as JSON.
func (e *ear) whispers() (texts []string) {
	e.t.Helper()
	for more := true; more; more = e.batch.More {
		if err := e.Next(e.t.Context(), &e.batch); err != nil {
			e.t.Fatal(err)
		}
		for _, item := range e.batch.Items {
			if !item.Logged() {
				texts = append(texts, string(item.JSON))
			}
		}
	}
	return texts
}

func at(epoch string, seq shared.Seq) *shared.Cursor {
	return &shared.Cursor{Epoch: epoch, Seq: seq}
}
