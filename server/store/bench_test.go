package store

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/store/storetest"
	"parley/shared"
)

// BenchmarkPost measures durable posts by 64 people who post one after the other.
func BenchmarkPost(b *testing.B) {
	const posters = 64
	var commits, events atomic.Int64
	s := open(b, b.TempDir(), Options{Observe: func(n int, _ time.Duration) {
		commits.Add(1)
		events.Add(int64(n))
	}})
	people := make([]shared.PersonID, posters)
	for i := range people {
		people[i] = enter(b, s, fmt.Sprintf("Poster %d", i))
	}
	text := strings.Repeat("durable ", 10)
	commits.Store(0)
	events.Store(0)
	var turn atomic.Int64
	b.SetParallelism(max(1, posters/runtime.GOMAXPROCS(0)))
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		me := people[int(turn.Add(1)-1)%posters]
		for pb.Next() {
			must(b, s, me, post(shared.General, text))
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "posts/s")
	b.ReportMetric(float64(events.Load())/float64(commits.Load()), "posts/commit")
}

// BenchmarkPostAlone measures how long one durable post takes.
func BenchmarkPostAlone(b *testing.B) {
	s := open(b, b.TempDir(), Options{})
	ann := enter(b, s, "Ann")
	for b.Loop() {
		must(b, s, ann, post(shared.General, "durable"))
	}
}

const (
	longLog      = 1_000_000 // events
	longLogRooms = 100       // that they are spread over
)

// newLongLog makes a database with a million messages, a hundredth of them in
// General, and one person, who is in General.
func newLongLog(b *testing.B) (dir string, ann shared.PersonID) {
	b.Helper()
	dir = b.TempDir()
	s := open(b, dir, Options{})
	ann = enter(b, s, "Ann")
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if err := storetest.Lengthen(dir, longLog, longLogRooms, ann); err != nil {
		b.Fatal(err)
	}
	return dir, ann
}

// BenchmarkLongLog measures a store with a million events: how it opens, and its
// reads, which must not notice.
func BenchmarkLongLog(b *testing.B) {
	dir, ann := newLongLog(b)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			s, err := Open(context.Background(), dir, Options{})
			if err != nil {
				b.Fatal(err)
			}
			if s.Head() != longLog {
				b.Errorf("opened at %d", s.Head())
			}
			s.Close()
		}
	})
	s := open(b, dir, Options{})
	reading := readingOf(b, s, ann)
	ctx := context.Background()
	reads := []struct {
		name string
		read func() error
	}{
		{"latest page", func() error { _, err := s.Messages(ctx, ann, shared.General, Range{}); return err }},
		{"page in the middle", func() error {
			_, err := s.Messages(ctx, ann, shared.General, Range{Around: longLog / 2})
			return err
		}},
		{"snapshot", func() error { _, err := s.Snapshot(ctx, ann); return err }},
		{"50 events from the start", func() error {
			_, err := s.Events(ctx, chat.Reading{Person: ann, Rooms: reading.Rooms, Limit: 50})
			return err
		}},
		{"no events at the head", func() error {
			_, err := s.Events(ctx, chat.Reading{Person: ann, Rooms: reading.Rooms, After: longLog, Limit: 50})
			return err
		}},
	}
	for _, test := range reads {
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				if err := test.read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
