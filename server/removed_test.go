package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// heardOf gives what a follower heard, once it has come to a position.
func (f *follower) heardOf(to shared.Seq) (heard []shared.Seq) {
	f.t.Helper()
	until(f.t, fmt.Sprintf("%s over %s is at %d", f.me.Name, f.over, to), func() bool { return f.cursor().Seq >= to })
	f.end()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, one := range f.heard {
		heard = append(heard, one.seq)
	}
	return heard
}

// TestWhoIsRemovedHearsNothingMore, over whatever they listen: neither live, nor
// when they ask again from before, nor after they were added once more of what was
// said meanwhile.
func TestWhoIsRemovedHearsNothingMore(t *testing.T) {
	for _, over := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll} {
		t.Run(string(over), func(t *testing.T) {
			h := openHouse(t)
			ann, bo := h.enter("Ann"), h.enter("Bo")
			den := ann.chat("Den")
			start := bo.snapshot().Cursor
			live := h.followsFrom(bo, over, start)
			ann.post(den, "before")
			ann.do(den, shared.AddPerson{Person: bo.me.ID})
			ann.post(den, "with him")
			ann.do(den, shared.RemovePerson{Person: bo.me.ID})
			ann.post(den, "without him")
			ann.do(den, shared.AddPerson{Person: bo.me.ID})
			ann.post(den, "with him again")
			ann.do(den, shared.RemovePerson{Person: bo.me.ID})
			ann.post(den, "without him for good")
			end := ann.post(shared.General, "the end")

			var events []shared.Event
			for _, entry := range h.everything() {
				events = append(events, entry.Event)
			}
			log := feedtest.Of(events)
			heard := feedtest.Heard{Person: bo.me.ID, After: start.Seq, Until: end, Events: live.heardOf(end)}
			if err := log.Check(heard); err != nil {
				t.Errorf("live: %v", err)
			}
			heard.Events = h.followsFrom(bo, over, start).heardOf(end)
			if err := log.Check(heard); err != nil {
				t.Errorf("later: %v", err)
			}
			for _, seq := range heard.Events {
				if e := events[seq-1]; e.Room == den && e.Kind() == (shared.MessagePosted{}).Kind() {
					t.Errorf("later they hear %+v", e)
				}
			}
		})
	}
}

// TestAFrameEndsWithTheRemoval of who reads it.
func TestAFrameEndsWithTheRemoval(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	den := ann.chat("Den", bo)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, "GET", bo.base+shared.PathFrame+"?room="+string(den), nil)
	response, err := bo.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	ann.post(den, "with him")
	ann.do(den, shared.RemovePerson{Person: bo.me.ID})
	ann.post(den, "without him")
	page, err := io.ReadAll(response.Body)
	if err != nil || strings.Contains(string(page), "without him") {
		t.Errorf("it ended with %v, and is %.2000s", err, page)
	}
}
