package store

import (
	"context"
	"sync"

	"parley/shared"
)

// watermark is a position that rises, and that can be waited for.
type watermark struct {
	mu      sync.Mutex
	at      shared.Seq    // guarded by mu
	changed chan struct{} // guarded by mu; closed at the next rise; nil while nobody waits
}

func (w *watermark) raise(to shared.Seq) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = to
	if w.changed != nil {
		close(w.changed)
		w.changed = nil
	}
}

func (w *watermark) now() shared.Seq {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

// wait returns when the mark is at seq or beyond.
func (w *watermark) wait(ctx context.Context, seq shared.Seq) error {
	for {
		changed := w.unless(seq)
		if changed == nil {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// unless gives a channel that is closed at the next rise, or nil where the mark
// is at seq already.
func (w *watermark) unless(seq shared.Seq) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.at >= seq {
		return nil
	}
	if w.changed == nil {
		w.changed = make(chan struct{})
	}
	return w.changed
}
