//go:build linux

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test's binary be the rival that a test starts.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == rivalFlag {
		serveRival(context.Background(), os.Args[2])
		os.Exit(1) // it serves until it is killed
	}
	os.Exit(m.Run())
}

func TestEveryServerDeliversEverything(t *testing.T) {
	parley := filepath.Join(t.TempDir(), "parley")
	if out, err := exec.Command("go", "build", "-o", parley, "parley/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			r, err := bench{parley: parley, rounds: 3}.measure(ctx, kind, 7)
			if err != nil {
				t.Fatal(err)
			}
			if r.cpu <= 0 || r.p50 <= 0 || r.p99 < r.p50 {
				t.Errorf("measured %+v", r)
			}
			var table strings.Builder
			print(&table, []result{r})
			if !strings.Contains(table.String(), kind) {
				t.Errorf("the table is\n%s", table.String())
			}
		})
	}
}
