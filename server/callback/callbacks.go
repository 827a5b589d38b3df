package callback

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"parley/server/chat"
	"parley/server/outward"
	"parley/server/store"
	"parley/shared"
)

// Store is where callbacks and the log are kept.
type Store interface {
	Callbacks(context.Context) ([]store.Callback, error)
	Told(ctx context.Context, b store.Callback, limit int) ([]shared.Event, error)
	KeepsCallback(store.Callback) store.Along
	Keep(context.Context, ...store.Along) error
}

// Options of the callbacks; all but Pause and Outward are required.
type Options struct {
	Store   Store
	Log     *slog.Logger
	Now     func() time.Time
	Outward outward.Options               // where addresses may be
	Pause   func(tries int) time.Duration // before the next attempt after so many that failed; by default see pause
}

// Callbacks are all of a server. Their methods are safe for use by several
// goroutines, and do nothing on nil.
type Callbacks struct {
	options Options
	client  *http.Client

	mu    sync.Mutex
	lines map[string]*line // by the ID of the callback
	life  context.Context  // of those who call
	end   context.CancelFunc
	calls sync.WaitGroup
}

// New makes callbacks that call nobody yet: see Refresh.
func New(o Options) *Callbacks {
	if o.Pause == nil {
		o.Pause = pause
	}
	c := &Callbacks{options: o, client: outward.Client(o.Outward), lines: map[string]*line{}}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// Check refuses an address that would never be called.
func (c *Callbacks) Check(address string) error {
	u, err := url.Parse(address)
	if err == nil {
		err = c.options.Outward.Check(u)
	}
	if err != nil || len(address) > shared.MaxAddressBytes {
		return shared.Errorf(shared.CodeAddressInvalid, "Give an address of the web, as in https://example.org/parley, that is not inside this server's own network.")
	}
	return nil
}

// Refresh looks which callbacks there are: new ones and those that were revived
// begin to be called, and those that ended no longer are.
func (c *Callbacks) Refresh(ctx context.Context) error {
	there, err := c.options.Store.Callbacks(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	known := map[string]bool{}
	for _, b := range there {
		known[b.ID] = true
		old := c.lines[b.ID]
		if b.Stopped || old != nil && !old.over() || c.life.Err() != nil {
			continue
		}
		c.begin(b)
	}
	for id, l := range c.lines {
		if !known[id] {
			l.end()
			delete(c.lines, id)
		}
	}
	return nil
}

// begin calls for one; the lock is held.
func (c *Callbacks) begin(b store.Callback) {
	l := &line{of: c, Callback: b, news: make(chan struct{}, 1), ended: make(chan struct{})}
	life, end := context.WithCancel(c.life)
	l.end = end
	c.lines[b.ID] = l
	c.calls.Go(func() { l.run(life) })
}

// Follow takes notice of what was just committed.
func (c *Callbacks) Follow(entries []chat.Entry) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.lines {
		for _, e := range entries {
			if e.Audience.Room == l.Room {
				l.wake()
				break
			}
		}
	}
}

// Close ends all calls, and waits for their end.
func (c *Callbacks) Close() {
	if c == nil {
		return
	}
	c.mu.Lock()
	c.end()
	c.mu.Unlock()
	c.calls.Wait()
}
