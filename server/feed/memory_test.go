package feed

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// listenerBytes is how much memory a listener may take in the feed: that, and
// not more, is what an idle reader costs here.
const listenerBytes = 600

func TestAnIdleListenerIsSmall(t *testing.T) {
	if took := memoryOf(t, 3000); took > listenerBytes {
		t.Errorf("a listener takes %d bytes, want at most %d", took, listenerBytes)
	}
}

// BenchmarkMemory tells what a listener takes in the feed.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(float64(memoryOf(b, 15_000)), "B/listener")
	}
}

// memoryOf measures what each of so many listeners takes: all are in one room
// and at the end, each a person of their own in a session of their own.
func memoryOf(t testing.TB, listeners int) int {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	everyone := make([]shared.PersonID, listeners)
	for i := range everyone {
		everyone[i] = shared.PersonID(fmt.Sprintf("u_%05d", i))
	}
	m.Join("a", everyone...)
	before := held()
	for _, id := range everyone {
		idle(t, f, strings.Clone(string(id)))
	}
	f.beat()
	took := held() - before
	runtime.KeepAlive(m)
	runtime.KeepAlive(everyone)
	return took / listeners
}

// idle opens a listener, who comes to the end and waits.
func idle(t testing.TB, f *Feed, name string) {
	session := strings.Repeat("s", 32-len(name)) + name
	l, err := f.Listen(t.Context(), Who{Person: shared.PersonID(name), Session: session, Transport: shared.TransportSSE}, nil, func() {})
	if err == nil {
		err = l.Hear(new(Batch))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// held is how many bytes the heap holds.
func held() int {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC() // what pools held goes in the second round
	runtime.ReadMemStats(&stats)
	return int(stats.HeapAlloc)
}
