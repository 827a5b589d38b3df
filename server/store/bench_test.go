package store

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/server/chat"
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
	longLog      = 1_000_000         // events
	longLogRooms = 100               // that they are spread over
	openLimit    = 1 * time.Second   // to open it
	longLogFrom  = 1_700_000_000_000 // when it begins
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
	db, err := openFile(filepath.Join(dir, fileName), scratch)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	const room = `CASE n %% %[1]d WHEN 0 THEN 'general' ELSE 'room-' || (n %% %[1]d) END`
	for _, statement := range []string{
		`INSERT INTO events WITH RECURSIVE numbers(n) AS (SELECT 3 UNION ALL SELECT n + 1 FROM numbers WHERE n < %[2]d)
			SELECT n, 'message.posted', ` + room + `, '%[3]s', %[4]d + n, 'C' || n, '', '{"text":"message ' || n || '"}', ` + room + `, '' FROM numbers`,
		`INSERT INTO messages SELECT room, seq, '{"seq":' || seq || ',"by":"%[3]s","at":1,"command":"","text":"x","rev":' || seq || '}' FROM events WHERE seq > 2`,
	} {
		if _, err := db.Exec(fmt.Sprintf(statement, longLogRooms, longLog, ann, longLogFrom)); err != nil {
			b.Fatal(err)
		}
	}
	return dir, ann
}

// BenchmarkLongLog measures a server with a million events: its start, which may
// take a second, and its reads, which must not notice.
func BenchmarkLongLog(b *testing.B) {
	dir, ann := newLongLog(b)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			started := time.Now()
			s, err := Open(context.Background(), dir, Options{})
			if err != nil {
				b.Fatal(err)
			}
			if took := time.Since(started); took > openLimit || s.Head() != longLog {
				b.Errorf("opened at %d after %v", s.Head(), took)
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
