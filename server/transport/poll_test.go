package transport

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

func TestPollToTheLetter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := feedtest.New()
		f := feed.New(log, feed.Options{})
		log.Publish = f.Publish
		log.Join("a", "ann", "bob")
		log.Join("b", "bob")
		poll := func(query string) (string, time.Duration) {
			began := time.Now()
			w := httptest.NewRecorder()
			if err := Poll(w, httptest.NewRequest("GET", shared.PathPoll+query, nil), f, feed.Who{Person: "ann"}, ""); err != nil {
				t.Errorf("%s: %v", query, err)
			}
			if got := w.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("%s: Cache-Control %q", query, got)
			}
			return w.Body.String(), time.Since(began)
		}
		for _, c := range []struct {
			query, want string
			took        time.Duration
		}{
			{"", `{"cursor":"e1-3","events":[],"reset":false}`, 0},
			{"?wait=0&after=e1-2", `{"cursor":"e1-3","events":[],"reset":false}`, 0},
			{"?wait=7&after=e1-2", `{"cursor":"e1-3","events":[],"reset":false}`, 7 * time.Second},
			{"?wait=60", `{"cursor":"e1-3","events":[],"reset":false}`, time.Minute},
			{"?wait=60&after=e1-1", `{"cursor":"e1-3","events":[{"seq":2,"room":"a","kind":"person.joined","by":"bob","at":1,"command":"C","body":{"name":"bob"}}],"reset":false}`, 0},
			{"?wait=60&after=e0-1", `{"cursor":"e1-3","events":[],"reset":true}`, 0},
		} {
			if got, took := poll(c.query); got != c.want+"\n" || took != c.took {
				t.Errorf("%s: %s after %v, want %s after %v", c.query, got, took, c.want, c.took)
			}
		}
		versioned := feed.New(log, feed.Options{Version: "v7"})
		w := httptest.NewRecorder()
		if err := Poll(w, httptest.NewRequest("GET", shared.PathPoll, nil), versioned, feed.Who{Person: "ann"}, `n"1`); err != nil {
			t.Error(err)
		}
		if got, want := w.Body.String(), `{"cursor":"e1-3","events":[],"reset":false,"version":"v7","network":"n\"1"}`+"\n"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		versioned.Shutdown(t.Context())
		time.AfterFunc(5*time.Second, func() { log.Say("a", "bob", "hello") })
		want := `{"cursor":"e1-4","events":[{"seq":4,"room":"a","kind":"message.posted","by":"bob","at":1,"command":"C","body":{"text":"hello"}}],"reset":false}`
		if got, took := poll("?wait=60"); got != want+"\n" || took != 5*time.Second {
			t.Errorf("%s after %v, want it the moment it was said", got, took)
		}
		f.Shutdown(t.Context())
	})
}

func TestPollsAreRefused(t *testing.T) {
	h := openHouse(t, feed.Options{})
	for _, wait := range []string{"", "-1", "61", "1.5", "x", "99999999999999999999", "0x1", "1e1"} {
		response, err := http.Get(h.url(shared.PathPoll, "ann", "") + "&wait=" + wait)
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(response.Body); string(body) != string(shared.CodeParameterInvalid) {
			t.Errorf("wait=%s: %s", wait, body)
		}
	}
}

// TestAPollOutlivesTheTimesOfOtherRequests: the server gives a request a time
// to be read and answered, which waiting is no part of.
func TestAPollOutlivesTheTimesOfOtherRequests(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	const short = 100 * time.Millisecond
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.serve(w, r, h.feed) }))
	server.Config.ReadTimeout, server.Config.WriteTimeout = short, short
	server.Start()
	defer server.Close()
	response, err := http.Get(server.URL + shared.PathPoll + "?person=ann&wait=1")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if page, err := io.ReadAll(response.Body); err != nil || string(page) != `{"cursor":"e1-1","events":[],"reset":false}`+"\n" {
		t.Errorf("%s, %v", page, err)
	}
}

// TestPollPagesAreBounded: what is more is for the next poll.
func TestPollPagesAreBounded(t *testing.T) {
	for name, c := range map[string]struct {
		text           string
		events, atMost int
		warm           int
	}{
		"many, in memory":   {"hello", 1000, 64 << 10, 0},
		"many, of the log":  {"hello", 1000, 64 << 10, small},
		"large, of the log": {strings.Repeat("安", shared.MaxMessageRunes), 100, 300 << 10, small},
		"large, in memory":  {strings.Repeat("安", shared.MaxMessageRunes), 100, 300 << 10, 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := openHouse(t, feed.Options{Warm: c.warm})
			h.Join("a", "ann")
			for range c.events {
				h.Say("a", "ann", c.text)
			}
			heard, cursor := 0, shared.Cursor{Epoch: "e1", Seq: 1}
			for pages := 0; heard < c.events; pages++ {
				response, err := h.client.Get(h.url(shared.PathPoll, "ann", cursor.String()))
				if err != nil {
					t.Fatal(err)
				}
				text, _ := io.ReadAll(response.Body)
				response.Body.Close()
				var page shared.Poll
				if err := json.Unmarshal(text, &page); err != nil || len(page.Events) == 0 || len(text) > c.atMost {
					t.Fatalf("page %d has %d events in %d bytes (%v)", pages, len(page.Events), len(text), err)
				}
				heard, cursor = heard+len(page.Events), page.Cursor
			}
		})
	}
}

// A poll that is given up is no answer, and no refusal to be counted either.
func TestAPollThatIsGivenUp(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	ctx, leave := context.WithCancel(t.Context())
	leave()
	w := httptest.NewRecorder()
	defer func() {
		if told := recover(); told != http.ErrAbortHandler || w.Body.Len() > 0 {
			t.Errorf("ended with %v and %q", told, w.Body)
		}
	}()
	err := Poll(w, httptest.NewRequestWithContext(ctx, "GET", shared.PathPoll+"?wait=60", nil), h.feed, feed.Who{Person: "ann"}, "")
	t.Errorf("answered with %v", err)
}
