package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"parley/server/store/storetest"
)

// BenchmarkSearch measures searches among a million messages, half of them in a
// room that is looked in.
func BenchmarkSearch(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir, Options{})
	ann := enter(b, s, "Ann")
	s.Close()
	if err := storetest.Talk(dir, longLog, 2, ann); err != nil {
		b.Fatal(err)
	}
	started := time.Now()
	s = open(b, dir, Options{})
	if err := s.indexer.at.wait(context.Background(), longLog-indexEvery); err != nil {
		b.Fatal(err)
	}
	b.Logf("indexed in %v", time.Since(started).Round(time.Second))
	for _, test := range []struct{ name, typed string }{
		{"common word", storetest.Word(0)},
		{"beginning of words", storetest.Word(0)[:1]},
		{"word", storetest.Word(900)},
		{"rare word", storetest.Word(40_000)},
		{"no such word", "xylophone"},
		{"common and rare word", storetest.Word(1) + " " + storetest.Word(39_000)},
		{"phrase", `"` + storetest.Word(3) + " " + storetest.Word(9) + " " + storetest.Word(5) + `"`},
		{"Chinese character", "一"},
		{"two Chinese characters", "一" + string(rune('一'+20))},
		{"two rare Chinese characters", string(rune('一'+5*1501)) + string(rune('一'+5*1777))},
		{"all by somebody else", "from:bob"},
		{"before anything", storetest.Word(0) + " before:2001"},
	} {
		b.Run(test.name, func(b *testing.B) {
			var took []time.Duration
			hits := 0
			for b.Loop() {
				started := time.Now()
				results, err := s.Search(context.Background(), Search{Typed: test.typed, Zone: time.UTC, Me: ann})
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(started))
				hits = len(results.Hits)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(hits), "hits")
		})
	}
}
