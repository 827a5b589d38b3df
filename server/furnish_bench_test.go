package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"parley/shared"
)

const fillers = 64 // posts under way at a time

// furnish gives a room a conversation: people in turn, texts of some length.
func furnish(b *testing.B, h *house, messages int) {
	b.Helper()
	people := make([]*guest, 8)
	for i := range people {
		people[i] = h.enter(fmt.Sprintf("Person %d", i))
	}
	for i := range messages {
		people[i/2%len(people)].post(shared.General, saying(i))
	}
}

// fill posts many messages at once, past HTTP: one after the other they would
// wait for the disk 20,000 times.
func (h *house) fill(by *guest, messages int) {
	h.t.Helper()
	var posted atomic.Int64
	var all sync.WaitGroup
	for range fillers {
		all.Go(func() {
			for n := posted.Add(1); n <= int64(messages); n = posted.Add(1) {
				command := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: saying(int(n))}}
				if _, err := h.node.store.Do(context.Background(), by.me.ID, command); err != nil {
					h.t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

// saying is what somebody says: every text is another, of another length.
func saying(n int) string {
	return fmt.Sprintf("%d. %s", n, strings.Repeat("What people say. ", 1+n*7%11))
}
