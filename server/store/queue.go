package store

import (
	"context"
	"sync/atomic"
	"time"

	"parley/shared"
)

const (
	queueLength = 1024            // tasks that may wait
	queueWait   = 5 * time.Second // for the committer to take a task
)

// queued is a task in the queue. Either the committer takes it, and then it is
// done and answered, or who asked for it gives it up, and then it never is.
type queued struct {
	task
	settled atomic.Bool
}

// settle reports whether its caller is the first: the one who decides.
func (q *queued) settle() bool { return !q.settled.Swap(true) }

var (
	errClosing = unavailable("The server is shutting down. Try again in a moment.")
	errBusy    = unavailable("The server can't keep up at the moment. Try again shortly.")
)

// do has a task done, and waits for its answer on done. Who waits too long for
// its turn is refused, and what is not begun when ctx ends is given up.
func (w *committer) do(ctx context.Context, t task, done <-chan error) error {
	late := time.NewTimer(w.wait)
	defer late.Stop()
	place, err := w.submit(ctx, t, late.C)
	if err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		place.settle()
		return ctx.Err()
	case <-late.C:
		if place.settle() {
			return errBusy
		}
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// submit queues a task; an error means that it will not be run.
func (w *committer) submit(ctx context.Context, t task, late <-chan time.Time) (*queued, error) {
	w.closing.RLock()
	defer w.closing.RUnlock()
	if w.closed {
		return nil, errClosing
	}
	q := &queued{task: t}
	select {
	case w.queue <- q:
		return q, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late:
		return nil, errBusy
	}
}

// take takes what waits, from the first on, and waits for nothing.
func (w *committer) take(next *queued) (tasks []task) {
	for next != nil {
		if next.settle() {
			tasks = append(tasks, next.task)
		}
		if len(tasks) == maxBatch {
			break
		}
		select {
		case next = <-w.queue: // nil where it is closed
		default:
			return tasks
		}
	}
	return tasks
}

// unavailable refuses what may well succeed when it is tried again.
func unavailable(sentence string) *shared.Error {
	refusal := shared.Errorf(shared.CodeUnavailable, "%s", sentence)
	refusal.RetryAfter = 2
	return refusal
}
