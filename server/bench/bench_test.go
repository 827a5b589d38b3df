//go:build linux

package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/server/bench/report"
	"parley/server/bench/rival"
)

// TestMain lets the test's binary be the rival that a test starts.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == rivalFlag {
		name, address, _ := strings.Cut(os.Args[2], "@")
		rival.Serve(context.Background(), name, address)
		os.Exit(1) // it serves until it is killed
	}
	os.Exit(m.Run())
}

var small = sizes{
	listeners: []int{20}, rounds: 3, stable: 20 * time.Millisecond,
	crowd: 20, events: 40, within: 10 * time.Second,
	posters: []int{1, 8}, posting: 300 * time.Millisecond, syncing: 20 * time.Millisecond,
	audience: 20, rating: 300 * time.Millisecond,
	herd: 20, rooms: []int{1, 30}, turns: 2,
}

func TestEveryScenarioMeasuresTheRealServers(t *testing.T) {
	parley := filepath.Join(t.TempDir(), "parley")
	if out, err := exec.Command("go", "build", "-o", parley, "parley/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b := &bench{parley: parley, data: t.TempDir(), sizes: small, progress: progress{to: io.Discard}}
	defer b.removeHouses()
	for _, name := range []string{"listening", "saturated", "durable", "acknowledged", "reconnect", "stuck", "rooms"} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			b.report = report.Report{}
			if err := b.run(ctx, []string{name}); err != nil {
				t.Fatal(err)
			}
			for _, f := range b.report.Figures {
				checkFigure(t, f)
			}
		})
	}
}

// checkFigure checks that Parley has a reading, and that each is possible.
func checkFigure(t *testing.T, f *report.Figure) {
	t.Helper()
	servers := map[string]int{}
	for _, r := range f.Readings {
		servers[r.Server]++
		mayBeNothing := f.Unit == report.KiB || f.Unit == report.Count
		mayStall := r.Server != report.Parley && r.Note == errStalls.Error()
		if r.Failed && !mayStall || r.Value < 0 || r.Value == 0 && !mayBeNothing && !r.Failed || strings.Contains(r.Note, "lost") {
			t.Errorf("%s of %s is %v: %s", f.Name, r.Server, r.Value, r.Note)
		}
	}
	if servers[report.Parley] != 1 {
		t.Errorf("%s has %d readings of Parley", f.Name, servers[report.Parley])
	}
}
