package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"parley/shared"
)

// benchmarkMemory measures the process while people listen: each has opened the
// room's page and the client as a browser does, and heard what was posted.
func benchmarkMemory(b *testing.B, program string, listeners int) {
	const messages = 1000
	for b.Loop() {
		p := newProcess(b, program)
		p.start()
		h := &house{t: b, config: Config{Listen: p.listen}}
		host := h.enter("Host")
		started := p.memory("VmRSS")
		var all sync.WaitGroup
		for i := range listeners {
			g := h.enter(fmt.Sprintf("Guest %d", i))
			g.opens()
			stream := g.listen("", "")
			all.Go(func() { stream.count(messages) })
		}
		listening := p.memory("VmRSS")
		for i := range messages {
			host.post(shared.General, fmt.Sprintf("message %d", i))
		}
		all.Wait()
		b.ReportMetric(started, "MB-at-start")
		b.ReportMetric(listening, "MB-listening")
		b.ReportMetric(p.memory("VmRSS"), "MB-after-1000-messages")
		b.ReportMetric(p.memory("VmHWM"), "MB-peak")
	}
	onlyFigures(b)
}

// benchmarkLongMemory measures a server with a million messages that are looked
// for and read, at many places.
func benchmarkLongMemory(b *testing.B, program string) {
	const messages, looks = 1_000_000, 200
	for b.Loop() {
		p := newProcess(b, program)
		p.lengthen(messages, 1)
		p.start()
		h := &house{t: b, config: Config{Listen: p.listen}}
		host := h.enter("Host")
		b.ReportMetric(p.memory("VmRSS"), "MB-at-start")
		for i := range looks {
			host.history(shared.General, fmt.Sprint("?around=", 1+i*messages/looks))
			host.must("GET", shared.PathSearch+"?q=message", nil, nil)
		}
		b.ReportMetric(p.memory("VmRSS"), "MB-after-200-looks")
		b.ReportMetric(p.memory("VmHWM"), "MB-peak")
		p.stop()
	}
	onlyFigures(b)
}

// memory reads a figure of the process from Linux, in megabytes.
func (p *process) memory(name string) float64 {
	p.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		p.t.Skip(err)
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kibibytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			if err != nil {
				p.t.Fatal(err)
			}
			return float64(kibibytes) * 1024 / megabyte
		}
	}
	p.t.Fatalf("no %s in %s", name, status)
	return 0
}

// opens loads the room's page and what it names, as a browser does.
func (g *guest) opens() {
	g.t.Helper()
	_, page := g.ask("GET", shared.PageRoom(shared.General), nil)
	for _, part := range bytes.Split(page, []byte(`"`)) {
		if address := string(part); strings.HasPrefix(address, "/static/") {
			g.fetches(address)
		}
	}
}

func (g *guest) fetches(address string) {
	g.t.Helper()
	request, _ := http.NewRequest("GET", g.base+address, nil)
	request.Header.Set("Accept-Encoding", "br, gzip")
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		g.t.Fatal(err)
	}
}

// count hears that many messages.
func (e *ear) count(messages int) {
	for heard := 0; heard < messages; {
		event, _, err := e.nextEvent()
		if err != nil {
			e.t.Errorf("after %d messages: %v", heard, err)
			return
		}
		if _, ok := event.Body.(shared.MessagePosted); ok {
			heard++
		}
	}
}
