package callback

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"parley/server/outward"
	"parley/server/store"
	"parley/shared"
)

// memory keeps one callback, and a log of one event.
type memory struct {
	mu   sync.Mutex
	kept store.Callback
	news chan store.Callback // told of each that is kept
}

func (m *memory) Callbacks(context.Context) ([]store.Callback, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return []store.Callback{m.kept}, nil
}

func (m *memory) Told(_ context.Context, b store.Callback, _ int) ([]shared.Event, error) {
	if b.Reached >= 7 {
		return nil, nil
	}
	return []shared.Event{{Seq: 7, Room: b.Room, By: "u_ann", Body: shared.MessagePosted{Text: "hello"}}}, nil
}

func (m *memory) KeepsCallback(b store.Callback) store.Along {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = b
	m.news <- b
	return nil
}

func (m *memory) Keep(context.Context, ...store.Along) error { return nil }

// An address that takes nothing is asked again for three days, and then no more
// until it is revived: it is then told what it missed.
func TestAnAddressIsGivenUp(t *testing.T) {
	t.Parallel()
	status := http.StatusTeapot
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	defer server.Close()
	m := &memory{kept: store.Callback{ID: "x", Bot: "u_bot", Room: "tea", URL: server.URL + "/secret", Secret: "s"}, news: make(chan store.Callback, 10)}
	now := time.UnixMilli(1763681462113)
	clock := make(chan time.Time, 1)
	clock <- now
	c := New(Options{
		Store: m, Log: slog.New(slog.DiscardHandler), Pause: func(int) time.Duration { return 0 },
		Now: func() time.Time {
			at := <-clock
			clock <- at
			return at
		},
		Outward: outward.Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}},
	})
	defer c.Close()
	pass := func() { clock <- (<-clock).Add(25 * time.Hour) }
	refresh := func() {
		t.Helper()
		if err := c.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	refresh()
	tries := 0
	for b := range m.news {
		tries++
		if b.Trouble != "it answered 418 I'm a teapot" || b.Reached != 0 || b.Tries != tries {
			t.Fatalf("after %d attempts it is %+v", tries, b)
		}
		if b.Stopped {
			break
		}
		pass()
	}
	if tries < 4 {
		t.Errorf("it was given up after %d attempts", tries)
	}
	refresh() // which changes nothing
	status = http.StatusNoContent
	m.mu.Lock()
	m.kept.Stopped, m.kept.Tries, m.kept.Failing = false, 0, 0
	m.mu.Unlock()
	<-c.lines["x"].ended
	refresh()
	if b := <-m.news; b.Reached != 7 || b.Trouble != "" || b.Failing != 0 {
		t.Errorf("then it is %+v", b)
	}
}

func TestPausesGrow(t *testing.T) {
	for tries, most := range map[int]time.Duration{1: 2 * time.Second, 2: 4 * time.Second, 5: 32 * time.Second, 12: time.Hour, 1000: time.Hour} {
		if p := pause(tries); p < most/2 || p > most {
			t.Errorf("after %d attempts it pauses for %s", tries, p)
		}
	}
}
