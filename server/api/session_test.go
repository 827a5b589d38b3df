package api

import (
	"errors"
	"log/slog"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/feed"
	"parley/server/lab"
	"parley/server/store"
	"parley/shared"
)

// TestAnExpiredSessionEndsItsStreams: an open stream is no use of its session.
func TestAnExpiredSessionEndsItsStreams(t *testing.T) {
	var passed atomic.Int64
	now := func() time.Time { return time.Unix(1_700_000_000, 0).Add(time.Duration(passed.Load())) }
	var f *feed.Feed
	log, err := store.Open(t.Context(), t.TempDir(), store.Options{Clock: now, Committed: func(e []chat.Entry) { f.Publish(e) }})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	f = feed.New(log, feed.Options{Clock: now})
	defer f.Shutdown(t.Context())
	still := lab.New(lab.Options{Clock: now})
	defer still.Shutdown(t.Context())
	s := &server{store: log, feed: f, lab: still, uploads: newUploads(1), now: now, log: slog.New(slog.DiscardHandler)}
	ann := shared.Person{ID: "u_ann", Name: "Ann"}
	if err := s.admit(httptest.NewRecorder(), httptest.NewRequest("POST", shared.PathSession, nil), ann); err != nil {
		t.Fatal(err)
	}
	listener, err := f.Listen(t.Context(), feed.Who{Person: ann.ID, Session: "of Ann"}, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	var batch feed.Batch
	for _, step := range []struct {
		passes time.Duration
		want   error
	}{{sessionLife / 2, nil}, {sessionLife, feed.ErrSessionEnded}} {
		passed.Add(int64(step.passes))
		if err := s.expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := listener.Next(t.Context(), &batch); !errors.Is(err, step.want) {
			t.Errorf("after %v: %v, want %v", time.Duration(passed.Load()), err, step.want)
		}
	}
	if _, err := log.Snapshot(t.Context(), ann.ID); shared.CodeOf(err) != shared.CodeNoSession {
		t.Errorf("Ann is still here: %v", err)
	}
}
