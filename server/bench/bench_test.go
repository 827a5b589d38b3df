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
}

func TestEveryScenarioMeasuresTheRealServers(t *testing.T) {
	parley := filepath.Join(t.TempDir(), "parley")
	if out, err := exec.Command("go", "build", "-o", parley, "parley/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	b := &bench{parley: parley, data: t.TempDir(), sizes: small, progress: progress{to: io.Discard}}
	if err := b.run(ctx, nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range b.report.Figures {
		ours := 0
		for _, r := range f.Readings {
			if r.Failed || r.Value < 0 || r.Value == 0 && f.Unit != report.KiB {
				t.Errorf("%s, %s, of %s is %v: %s", f.Scenario, f.Name, r.Server, r.Value, r.Note)
			}
			if strings.Contains(r.Note, "lost") {
				t.Errorf("%s, %s, of %s: %s", f.Scenario, f.Name, r.Server, r.Note)
			}
			if r.Role == report.Ours {
				ours++
			}
		}
		if ours != 1 {
			t.Errorf("%s, %s, has %d readings of Parley", f.Scenario, f.Name, ours)
		}
	}
}
