package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"parley/server/store/storetest"
	"parley/shared"
)

const megabyte = 1e6

// BenchmarkProcess measures the server that make build makes, as a process of
// its own. The client in it is what is in web/built.
func BenchmarkProcess(b *testing.B) {
	program := release(b)
	b.Run("binary", func(b *testing.B) {
		for b.Loop() {
			file, err := os.Stat(program)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(file.Size())/megabyte, "MB")
		}
		onlyFigures(b)
	})
	b.Run("start with a new log", func(b *testing.B) {
		benchmarkStart(b, func() *process { return newProcess(b, program) })
	})
	b.Run("start with 1,000,000 events", func(b *testing.B) {
		p := newProcess(b, program)
		p.lengthen(1_000_000, 100)
		benchmarkStart(b, func() *process { return p })
	})
	b.Run("memory with 100 listeners", func(b *testing.B) { benchmarkMemory(b, program, 100) })
	b.Run("memory with 1,000,000 messages", func(b *testing.B) { benchmarkLongMemory(b, program) })
	b.Run("posts by 64 people", func(b *testing.B) { benchmarkPosts(b, program, 64) })
}

// release builds the server as make build does.
func release(b *testing.B) (program string) {
	b.Helper()
	program = filepath.Join(b.TempDir(), "parley")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

func newProcess(b *testing.B, program string) *process {
	p := &process{t: b, program: program, data: b.TempDir(), listen: "127.0.0.1:0"}
	b.Cleanup(func() {
		if p.command != nil {
			p.kill()
		}
	})
	return p
}

// benchmarkStart measures from the start of the process until it says that it
// is open.
func benchmarkStart(b *testing.B, next func() *process) {
	var starts samples
	for b.Loop() {
		p := next()
		begun := time.Now()
		p.start()
		starts.add(time.Since(begun))
		p.stop()
	}
	onlyFigures(b)
	b.ReportMetric(starts.at(0.5), "ms")
	b.ReportMetric(starts.at(1), "ms-worst")
}

// benchmarkPosts measures posts over HTTP, each answered when it is on disk.
func benchmarkPosts(b *testing.B, program string, people int) {
	p := newProcess(b, program)
	p.start()
	defer p.stop()
	h := &house{t: b, config: Config{Listen: p.listen}}
	posters := make(chan *poster, people)
	for i := range people {
		posters <- &poster{guest: h.enter(fmt.Sprintf("Poster %d", i)), acked: map[shared.CommandID]shared.Seq{}}
	}
	var mu sync.Mutex
	var waits samples
	b.SetParallelism(max(1, people/runtime.GOMAXPROCS(0)))
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		me := <-posters
		var mine samples
		for pb.Next() {
			begun := time.Now()
			if !me.send() {
				b.Error("a post was not acknowledged")
				return
			}
			mine.add(time.Since(begun))
		}
		mu.Lock()
		waits = append(waits, mine...)
		mu.Unlock()
		posters <- me
	})
	onlyFigures(b)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "posts/s")
	b.ReportMetric(waits.at(0.5), "ms-median")
	b.ReportMetric(waits.at(0.99), "ms-p99")
}

// stop ends the process as an operator does.
func (p *process) stop() {
	p.t.Helper()
	p.command.Process.Signal(syscall.SIGTERM)
	if err := p.command.Wait(); err != nil {
		p.t.Fatal(err)
	}
}

// lengthen makes the log that many events long, spread over rooms.
func (p *process) lengthen(events, rooms int) {
	p.t.Helper()
	p.start()
	ann := (&house{t: p.t, config: Config{Listen: p.listen}}).enter("Ann")
	p.stop()
	if err := storetest.Lengthen(p.data, events, rooms, ann.me.ID); err != nil {
		p.t.Fatal(err)
	}
}
