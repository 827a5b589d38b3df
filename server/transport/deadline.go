package transport

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"parley/shared"
)

// goodbyeTimeout is how long a stream that was told to end has for what it is
// writing and for its goodbye: nobody waits any longer for who takes nothing.
const goodbyeTimeout = time.Second

// deadline is until when a connection may take what is written to it.
type deadline struct {
	set func(time.Time) error // has writes fail from a time on, also one under way

	mu   sync.Mutex // guards the following, and calls of set
	last time.Time  // no write lasts beyond it, nor does a later one; zero for any
}

// renew is for another write, which fails when it is stuck for
// shared.WriteTimeout.
func (d *deadline) renew() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	by := time.Now().Add(shared.WriteTimeout)
	if !d.last.IsZero() && d.last.Before(by) {
		by = d.last
	}
	return supported(d.set(by))
}

// end has all writes fail after a time, if there is no earlier end.
func (d *deadline) end(after time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	by := time.Now().Add(after)
	if d.last.IsZero() || by.Before(d.last) {
		d.last = by
		_ = d.set(by) // where it fails, the connection is gone
	}
}

// supported passes over connections that know no deadlines.
func supported(err error) error {
	if errors.Is(err, http.ErrNotSupported) {
		return nil
	}
	return err
}
