package feed

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed/feedtest"
)

func TestShutdownIsPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := feedtest.New()
		f := New(m, Options{})
		const listeners = 400
		started := time.Now()
		last := make(chan time.Duration, listeners)
		for range listeners {
			ended := make(chan struct{}, 2)
			l, err := f.Listen(t.Context(), Who{Person: "ann", Transport: "test"}, nil, func() { ended <- struct{}{} })
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				<-ended
				if err := l.Next(t.Context(), new(Batch)); !errors.Is(err, ErrClosing) {
					t.Errorf("%v, want that the server closes", err)
				}
				last <- time.Since(started)
				l.Close()
			}()
		}
		if err := f.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		for i := range listeners {
			if took, want := <-last, time.Duration(i/shutdownRate)*shutdownStep; took != want {
				t.Fatalf("number %d was let go after %v, want %v", i, took, want)
			}
		}
		if _, err := f.Listen(t.Context(), Who{Person: "bob"}, nil, func() {}); !errors.Is(err, ErrClosing) {
			t.Errorf("let in after the shutdown: %v", err)
		}
	})
}

func TestShutdownGivesUpWithItsContext(t *testing.T) {
	m := feedtest.New()
	f := New(m, Options{})
	woken := 0
	if _, err := f.Listen(t.Context(), Who{Person: "ann"}, nil, func() { woken++ }); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Shutdown(ctx); !errors.Is(err, context.Canceled) || woken != 1 {
		t.Errorf("%v, woken %d times", err, woken)
	}
}
