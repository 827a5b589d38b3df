package feed_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/feed"
	"parley/server/store"
	"parley/shared"
)

// TestFollowsTheStore lets people post at once to a real store while others
// follow with cuts. What each received is what the store says they may see.
func TestFollowsTheStore(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var f *feed.Feed
	log, err := store.Open(ctx, t.TempDir(), store.Options{Committed: func(entries []chat.Entry) { f.Publish(entries) }})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	f = feed.New(log, feed.Options{Warm: 20_000})
	defer f.Shutdown(ctx)
	do := func(by shared.PersonID, room shared.RoomID, body shared.CommandBody) {
		if _, err := log.Do(ctx, by, shared.Command{ID: shared.NewCommandID(1), Room: room, Body: body}); err != nil {
			t.Error(err)
		}
	}
	people := []shared.PersonID{shared.NewPersonID(), shared.NewPersonID(), shared.NewPersonID()}
	for i, id := range people {
		do(id, shared.General, shared.Join{Name: fmt.Sprint("Person ", i)})
	}
	do(people[0], "side", shared.CreateRoom{Name: "Side"})
	do(people[1], "side", shared.Join{})
	begin := log.Head()
	const posts = 200
	heard := make([][]shared.Seq, len(people))
	var all sync.WaitGroup
	for i, id := range people {
		all.Go(func() {
			for n := range posts {
				room := shared.General
				if n%3 == 0 && i < 2 {
					room = "side"
				}
				do(id, room, shared.PostMessage{Text: "hello"})
			}
		})
		all.Go(func() { heard[i] = follow(ctx, t, f, id, shared.Cursor{Epoch: log.Epoch(), Seq: begin}, begin+posts*3) })
	}
	all.Wait()
	for i, id := range people {
		rooms, head, err := log.Memberships(ctx, id)
		if err != nil || head != begin+posts*3 {
			t.Fatal(head, err)
		}
		entries, err := log.Events(ctx, chat.Reading{Person: id, Rooms: rooms, After: begin, Limit: posts * 4})
		if err != nil {
			t.Fatal(err)
		}
		var want []shared.Seq
		for _, entry := range entries {
			want = append(want, entry.Event.Seq)
		}
		if !slices.Equal(heard[i], want) {
			t.Errorf("person %d heard %d events, want %d", i, len(heard[i]), len(want))
		}
	}
}

// follow listens until the cursor is at last, and is cut every few rounds.
func follow(ctx context.Context, t *testing.T, f *feed.Feed, id shared.PersonID, cursor shared.Cursor, last shared.Seq) (heard []shared.Seq) {
	for cursor.Seq < last {
		woken := make(chan struct{}, 4)
		wake := func() {
			select {
			case woken <- struct{}{}:
			default:
			}
		}
		l, err := f.Listen(ctx, feed.Who{Person: id, Transport: "test"}, &cursor, wake)
		if err != nil {
			t.Error(err)
			return heard
		}
		heard, cursor = rounds(ctx, t, l, woken, last, heard)
		l.Close()
	}
	return heard
}

func rounds(ctx context.Context, t *testing.T, l *feed.Listener, woken chan struct{}, last shared.Seq, heard []shared.Seq) ([]shared.Seq, shared.Cursor) {
	var batch feed.Batch
	for range 20 {
		if err := l.Next(ctx, &batch); err != nil || batch.Reset {
			t.Error(err, batch.Reset)
		}
		for _, item := range batch.Items {
			if item.Logged() {
				heard = append(heard, item.Event.Seq)
			}
		}
		if at, _ := l.Advance(); batch.More || at.Seq >= last {
			continue
		}
		select {
		case <-woken:
		case <-time.After(50 * time.Millisecond): // the rest may be for others
		case <-ctx.Done():
			t.Error(ctx.Err())
			return heard, shared.Cursor{Seq: last}
		}
	}
	return heard, l.Cursor()
}
