package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

const (
	soakVariable = "PARLEY_SOAK" // how long TestSoak goes on, as in 10m
	soakShort    = 6 * time.Second
	soakWarm     = 3 * time.Second // until what is kept for reuse is there
	soakMemory   = "256KiB"        // of recent events: full by then
	soakTell     = 10 * time.Second
)

// TestSoak has a server live through a lot: people connect and leave, are cut off
// in mid-byte, stop reading; they post, edit, react, join rooms and leave them.
// When all are gone it is as before they came: goroutines, descriptors and memory.
// What listeners heard meanwhile, over all transports and across every cut, is the
// log as they may see it.
func TestSoak(t *testing.T) {
	lasts := soakShort
	if asked := os.Getenv(soakVariable); asked != "" {
		var err error
		if lasts, err = time.ParseDuration(asked); err != nil {
			t.Fatalf("%s: %v", soakVariable, err)
		}
	}
	t.Setenv("GOGC", "50") // of the server: what is garbage goes soon
	p, visit := startProcess(t, t.TempDir(), "--event-memory", soakMemory)
	crowd := gather(visit)
	crowd.live(soakWarm, func() {})
	crowd.hangUp()
	before := p.settled(figures{})
	t.Logf("at the start: %v", before)

	sampled, roaming := crowd.sampled(), crowd.roaming()
	crowd.live(lasts, func() {
		t.Logf("%v", p.figures())
		follower := sampled[rand.N(len(sampled))]
		t.Logf("%s over %s is at %v, on connection %d", follower.me.Name, follower.over, follower.cursor(), follower.connections())
	})
	checkAll(t, sampled)
	crowd.checkRoaming(roaming)
	crowd.hangUp()
	after := p.settled(before)
	t.Logf("at the end: %v", after)
	if !after.within(before) {
		t.Errorf("the server has not come back to where it was: from %v to %v", before, after)
	}
	p.kill()
	p.verify()
}

// figures is what a server holds.
type figures struct {
	goroutines, descriptors, collections int
	heap, resident                       int64 // bytes
	head                                 shared.Seq
	log                                  int64 // bytes of the write-ahead log
	streams                              string
}

func (f figures) String() string {
	return fmt.Sprintf("head %d, %d goroutines, %d descriptors, %.1f MiB of heap, %.1f resident, %.1f of write-ahead log; streams:%s",
		f.head, f.goroutines, f.descriptors, mib(f.heap), mib(f.resident), mib(f.log), f.streams)
}

func mib(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// within reports whether a server holds no more than before, but for what comes
// and goes: a runtime's own goroutines, one read of the figures, caches.
func (f figures) within(before figures) bool {
	const few, some = 4, 1 << 20
	return f.goroutines <= before.goroutines+few && f.descriptors <= before.descriptors+few && f.heap <= before.heap+before.heap/10+some
}

// settled waits until the server holds no more than before, as far as it ever
// does. Its heap is the least after any of a few collections.
func (p *process) settled(before figures) figures {
	p.t.Helper()
	const collections = 4
	now := p.figures()
	first, least := now.collections, now.heap
	for end := time.Now().Add(patience); time.Now().Before(end); <-time.After(redialAfter) {
		now = p.figures()
		least = min(least, now.heap)
		now.heap = least
		if now.collections >= first+collections && now.streams == "" && (before.goroutines == 0 || now.within(before)) {
			break
		}
	}
	return now
}

// figures reads what the server tells of itself.
func (p *process) figures() figures {
	p.t.Helper()
	visit := &house{t: p.t, config: Config{Listen: p.listen}}
	_, text := visit.stranger().closing().ask("GET", "/metrics", nil)
	var f figures
	lines := bufio.NewScanner(strings.NewReader(string(text)))
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		number, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "go_goroutines":
			f.goroutines = int(number)
		case "process_open_fds":
			f.descriptors = int(number)
		case "go_gc_duration_seconds_count":
			f.collections = int(number)
		case "go_memstats_heap_alloc_bytes":
			f.heap = int64(number)
		case "process_resident_memory_bytes":
			f.resident = int64(number)
		case "parley_head_seq":
			f.head = shared.Seq(number)
		default:
			if over, ok := strings.CutPrefix(name, "parley_listeners{transport="); ok {
				f.streams += " " + strings.Trim(over, `"}`) + " " + value
			}
		}
	}
	if info, err := os.Stat(filepath.Join(p.data, "parley.db-wal")); err == nil {
		f.log = info.Size()
	}
	return f
}

// live has all of the crowd do what they do for a while, and go. Each soakTell
// it calls tell.
func (c *crowd) live(lasts time.Duration, tell func()) {
	ctx, cancel := context.WithTimeout(context.Background(), lasts)
	defer cancel()
	c.begin(ctx)
	tick := time.NewTicker(soakTell)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-tick.C:
			tell()
		case <-ctx.Done():
		}
	}
	c.busy.Wait()
}

// hangUp closes what is kept open between two requests.
func (c *crowd) hangUp() {
	for _, guest := range c.guests {
		guest.http.CloseIdleConnections()
	}
}
