//go:build unix

package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"parley/shared"
)

// TestTerminatedInMidSentence sends SIGTERM to a server with hundreds of listeners
// and posters in full flight. It takes no one in any more, answers what it took,
// and lets the listeners go one after another, each with a time of its own to
// come back after. Who does finds everything there once.
func TestTerminatedInMidSentence(t *testing.T) {
	const people, each, posters = 12, 25, 16
	p, visit := startProcess(t, t.TempDir())
	writers := visit.posters(posters)
	auditor := visit.enter("Auditor")
	visit.stuck(writers)
	var listeners []*follower
	for i := range people {
		guest := visit.enter(fmt.Sprintf("Listener %d", i))
		for range each {
			listeners = append(listeners, visit.follows(guest, shared.TransportSSE))
		}
	}
	until(t, "all listen", func() bool {
		_, figures := auditor.ask("GET", "/metrics", nil)
		return strings.Contains(string(figures), fmt.Sprintf(`parley_listeners{transport="sse"} %d`, people*each+1))
	})

	var posting sync.WaitGroup
	var posted atomic.Int64
	for _, writer := range writers {
		writer.bears = shared.CodeUnavailable
		posting.Go(func() {
			for writer.send() {
				posted.Add(1)
			}
		})
	}
	until(t, "all are in full flight", func() bool { return posted.Load() > 5*posters })
	sent := time.Now()
	p.command.Process.Signal(syscall.SIGTERM)
	until(t, "a listener is let go", func() bool { return len(listeners[0].partings()) > 0 })
	if status, _, err := auditor.try("GET", shared.PathSSE, nil); err == nil && status != http.StatusServiceUnavailable {
		t.Errorf("a new stream is answered with %d", status)
	}
	if err := p.command.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	if took := time.Since(sent); took > shutdownLimit {
		t.Errorf("a client that is stuck keeps it for %v", took)
	}
	posting.Wait()
	partWell(t, listeners)

	p.start()
	for _, writer := range writers {
		writer.bears = ""
		if !writer.send() {
			t.Errorf("%s can't go on", writer.me.Name)
		}
	}
	audit(t, auditor, writers)
	checkAll(t, listeners)
	p.terminate()
	p.verify()
}

// stuck fills the log and has one client ask for all of it, who takes none.
func (h *house) stuck(writers []*poster) {
	h.t.Helper()
	const messages = 400 // more than the buffers on the way hold
	guest := h.enter("Stuck")
	start := guest.snapshot().Cursor
	var all sync.WaitGroup
	for _, writer := range writers {
		all.Go(func() {
			writer.tail = strings.Repeat("🂡", shared.MaxMessageRunes-100)
			for range messages / len(writers) {
				writer.send()
			}
			writer.tail = ""
		})
	}
	all.Wait()
	guest.stalls(shared.PathSSE + "?after=" + start.String())
}

// partWell checks that each listener was told when to come back, that they were
// told different times, and that they were not let go at once.
func partWell(t *testing.T, listeners []*follower) {
	t.Helper()
	retries := map[string]bool{}
	first, last := time.Now(), time.Time{}
	for _, listener := range listeners {
		until(t, listener.me.Name+" is let go", func() bool { return len(listener.partings()) > 0 })
		parting := listener.partings()[0]
		if parting.retry == "" {
			t.Errorf("%s is not told when to come back", listener.me.Name)
		}
		retries[parting.retry] = true
		if parting.at.Before(first) {
			first = parting.at
		}
		if parting.at.After(last) {
			last = parting.at
		}
	}
	spread := last.Sub(first)
	t.Logf("%d listeners are let go over %v, with %d times to come back after", len(listeners), spread.Round(time.Millisecond), len(retries))
	if len(retries) < len(listeners)/2 {
		t.Errorf("%d listeners are told %d different times", len(listeners), len(retries))
	}
	if spread < 50*time.Millisecond { // they are let go by the hundred, 50 ms apart
		t.Errorf("all are let go within %v", spread)
	}
}

// TestASecondSignalEndsAtOnce: whoever does not want to wait for a client that
// holds the server up.
func TestASecondSignalEndsAtOnce(t *testing.T) {
	p, visit := startProcess(t, t.TempDir())
	ann := visit.enter("Ann")
	ann.post(shared.General, "hello")
	listener := visit.follows(ann, shared.TransportSSE)
	heard := ann.post(shared.General, "are you there?")
	until(t, "the listener is there", func() bool { return listener.cursor().Seq >= heard })
	upload, err := net.Dial("tcp", p.listen)
	if err != nil {
		t.Fatal(err)
	}
	defer upload.Close()
	fmt.Fprintf(upload, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nCookie: %s\r\n\r\n{", shared.PathCommands, ann.cookies()[0])
	p.command.Process.Signal(syscall.SIGTERM)
	until(t, "the server shuts down", func() bool { return len(listener.partings()) > 0 })
	ended := make(chan error, 1)
	go func() { ended <- p.command.Wait() }()
	until(t, "it ends at once", func() bool {
		p.command.Process.Signal(syscall.SIGTERM)
		return len(ended) > 0
	})
	<-ended
	if status := p.command.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() {
		t.Errorf("it ended by itself: %v", p.command.ProcessState)
	}
	p.start()
	ann.post(shared.General, "back")
	checkAll(t, []*follower{listener})
	p.terminate()
	p.verify()
}
