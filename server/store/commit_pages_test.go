package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/shared"
)

// TestACrowdSharesPages: how much a commit writes depends on what is said, not
// on how many people say it, nor on how long they have been talking.
func TestACrowdSharesPages(t *testing.T) {
	const (
		crowd    = 64
		rounds   = 80 // enough that one person's commands fill a page
		pageSize = 4096
		most     = crowd * 2 / 3 // pages: less than one for each person
	)
	dir := t.TempDir()
	s := open(t, dir, Options{})
	people := make([]shared.PersonID, crowd)
	for i := range people {
		people[i] = enter(t, s, fmt.Sprintf("Person %d", i))
	}
	err := s.change(t.Context(), func(c *conn) error {
		var now int
		_, err := c.one("PRAGMA wal_autocheckpoint = 0", nil, &now)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range rounds {
		before := walSize(t, dir)
		release := hold(t, s)
		var waiting []*doing
		for _, person := range people {
			said := shared.Command{ID: shared.NewCommandID(time.Now().UnixMilli()), Room: shared.General, Body: shared.PostMessage{Text: "hello"}}
			waiting = append(waiting, queue(t, s, person, said))
		}
		release()
		for _, d := range waiting {
			if err := <-d.done; err != nil {
				t.Fatal(err)
			}
		}
		if pages := (walSize(t, dir) - before) / pageSize; pages > most {
			t.Fatalf("%d people, one post each: %d pages written", crowd, pages)
		}
	}
}

func walSize(t *testing.T, dir string) int64 {
	t.Helper()
	file, err := os.Stat(filepath.Join(dir, fileName+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	return file.Size()
}
