package feed

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// TestRandomWalk lets people talk, come and go at random while listeners are
// cut and come back, and what they were given is not written to the end. Each
// hears the log as they may see it, in order, nothing missing, nothing twice, and
// is woken for it.
func TestRandomWalk(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { walk(t, rand.New(rand.NewPCG(seed, 2))) })
	}
}

var (
	walkers = []shared.PersonID{"ann", "bob", "cid"}
	places  = []shared.RoomID{"a", "b", "c", "d"}
)

func walk(t *testing.T, chance *rand.Rand) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: 3_000 + chance.IntN(100_000)})
	ears := make(map[shared.PersonID]*ear)
	heard := make(map[shared.PersonID][]shared.Seq)
	for _, id := range walkers {
		ears[id] = hearing(t, f, id, at("e1", 0))
	}
	var waiting []chat.Entry // committed and not published
	publish := func() {
		f.Publish(waiting)
		waiting = nil
	}
	for range 1000 {
		id := walkers[chance.IntN(len(walkers))]
		switch n := chance.IntN(100); {
		case n < 60:
			waiting = append(waiting, happening(m, chance, id))
			if chance.IntN(4) > 0 {
				publish()
			}
		case n < 90:
			heard[id] = append(heard[id], part(ears[id], chance, func() {
				waiting = append(waiting, happening(m, chance, id))
				publish()
			})...)
		default:
			cursor := ears[id].reached
			ears[id].Close()
			if chance.IntN(2) == 0 {
				leaveEntirely(f)
			}
			ears[id] = hearing(t, f, id, &cursor)
		}
	}
	publish()
	for _, id := range walkers {
		heard[id] = append(heard[id], ears[id].news()...)
		if err := m.Check(feedtest.Heard{Person: id, Until: m.Head(), Events: heard[id]}); err != nil {
			t.Error(err)
		}
	}
}

func happening(m *feedtest.Log, chance *rand.Rand, id shared.PersonID) chat.Entry {
	room := places[chance.IntN(len(places))]
	other := walkers[chance.IntN(len(walkers))]
	switch chance.IntN(12) {
	case 10:
		return m.Append(room, id, shared.PersonAdded{Person: shared.Person{ID: other}})
	case 11:
		return m.Append(room, id, shared.PersonRemoved{Person: other})
	case 0, 1:
		return m.Append(room, id, shared.PersonJoined{Name: string(id)})
	case 2:
		return m.Append(room, id, shared.PersonLeft{})
	case 3:
		return m.Append("", id, shared.PersonRenamed{Name: "new"})
	case 4:
		return m.Append("", id, own)
	}
	return m.Append(room, id, shared.MessagePosted{Text: "hello"})
}

// part asks once, as a listener does who is cut in the middle: at random of
// memory alone, and at random not all that was given is written, while something
// happens.
func part(e *ear, chance *rand.Rand, happen func()) []shared.Seq {
	err := ErrCold
	if chance.IntN(2) == 0 {
		err = e.Hear(&e.batch)
	}
	if errors.Is(err, ErrCold) {
		err = e.Next(e.t.Context(), &e.batch)
	}
	if err != nil || e.batch.Reset {
		e.t.Fatal(err, e.batch.Reset)
	}
	if e.waits && len(e.batch.seqs()) > 0 && e.woken == 0 {
		e.t.Errorf("nobody woke the listener for %v", e.batch.seqs())
	}
	e.woken, e.waits = 0, !e.batch.More
	if chance.IntN(3) == 0 {
		happen()
	}
	if chance.IntN(3) == 0 {
		e.batch.putBack(e, chance.IntN(len(e.batch.Items)+1))
	}
	e.reached = e.Cursor()
	return e.batch.seqs()
}

// putBack keeps of a batch the first n items.
func (b *Batch) putBack(e *ear, n int) {
	e.waits = e.waits && n == len(b.Items)
	e.Unread(b, n)
	b.Items = b.Items[:n]
}

// leaveEntirely ends the grace of all who left.
func leaveEntirely(f *Feed) {
	f.locked(func() {
		for p := range f.leaving {
			f.release(p)
		}
	})
}

// TestConcurrentListening is for the race detector: everything at once.
func TestConcurrentListening(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	m.Join("a", walkers...)
	const events = 2000
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() { follow(t, f, walkers[i%3], at("e1", 3), 3+events, i%2 == 0) })
	}
	for range events {
		m.Say("a", "ann", "hello")
		f.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "bob"}})
	}
	all.Wait()
}

// follow hears every event up to last, coming back now and then.
func follow(t *testing.T, f *Feed, id shared.PersonID, cursor *shared.Cursor, last shared.Seq, restless bool) {
	for next := cursor.Seq + 1; next <= last; {
		woken := make(chan struct{}, 1)
		l, err := f.Listen(t.Context(), Who{Person: id, Transport: "test"}, cursor, func() {
			select {
			case woken <- struct{}{}:
			default:
			}
		})
		if err != nil {
			t.Error(err)
			return
		}
		var batch Batch
		for rounds := 0; next <= last && (!restless || rounds < 5); rounds++ {
			if err := l.Next(t.Context(), &batch); err != nil {
				t.Error(err)
			}
			for _, item := range batch.Items {
				if item.Logged() && item.Event.Seq != next {
					t.Errorf("heard %d, want %d", item.Event.Seq, next)
				}
				if item.Logged() {
					next++
				}
			}
			if !batch.More && next <= last {
				<-woken
			}
		}
		cursor = &batch.Cursor
		l.Close()
	}
}
