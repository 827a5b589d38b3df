package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, folder := range []string{"app/ui", "web/static", "web/built"} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := watch(t.Context(), "app", "web")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path       string
		seen, code bool
	}{
		{"app/ui/room.go", true, true},
		{"web/static/parley.css", true, false},
		{"web/embed.go", true, true},
		{"go.mod", true, true},
		{"app/ui/room_test.go", false, false},
		{"web/built/app.wasm", false, false},
		{"app/ui/.room.go.swp", false, false},
	} {
		if err := os.WriteFile(filepath.FromSlash(test.path), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		patience := 5 * time.Second
		if !test.seen {
			patience = 2 * settle
		}
		select {
		case got := <-changes:
			if !test.seen || got.code != test.code {
				t.Errorf("%s: seen as %+v", test.path, got)
			}
		case <-time.After(patience):
			if test.seen {
				t.Errorf("%s: nobody noticed", test.path)
			}
		}
	}
}
