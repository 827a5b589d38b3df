package store

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

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
	b.SetParallelism(posters / runtime.GOMAXPROCS(0))
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
