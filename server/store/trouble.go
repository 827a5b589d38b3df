package store

import (
	"context"
	"fmt"

	"parley/shared"
)

const (
	fullRetry = 10       // seconds to wait for room on the disk before trying again
	healNeeds = 64 << 10 // bytes that there has to be room for: the longest message takes less, with its records
)

// fails keeps in mind that a commit failed, and gives what its tasks are
// answered. Only the first one is logged: there may be no room for the rest.
func (w *committer) fails(err error) error {
	refusal := unavailable("The server can't write at the moment. Try again shortly.")
	if sqliteDialect.full(err) {
		refusal = shared.Errorf(shared.CodeStorageFull,
			"The server's disk is full: nothing can be written until there is room. What is there can be read.")
		refusal.RetryAfter = fullRetry
	}
	before := w.ails.Swap(refusal)
	if before == nil || before.Code != refusal.Code {
		w.options.Log.Error("a commit failed; commands are refused until one succeeds", "code", refusal.Code, "error", err)
	}
	w.failed++
	return refusal
}

// heals is told that a commit wrote something.
func (w *committer) heals() {
	if w.ails.Swap(nil) != nil {
		w.options.Log.Info("commits succeed again", "failed", w.failed)
		w.failed = 0
	}
}

// Ailing tells why nothing can be written; nil while all is well.
func (s *Store) Ailing() *shared.Error { return s.committer.ails.Load() }

// Heal tries, where nothing could be written, whether it can by now, and tells
// why not: it writes more than any message takes, beside the log.
func (s *Store) Heal(ctx context.Context) error {
	if s.Ailing() == nil {
		return nil
	}
	now := fmt.Sprintf("%*d", healNeeds, s.options.Clock().UnixMilli())
	return s.change(ctx, func(c *conn) error {
		_, err := c.exec(`INSERT INTO meta (name, value) VALUES ('healed', $1)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, now)
		return err
	})
}
