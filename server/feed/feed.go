package feed

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// Log is what the feed needs of the log. Each answer is as of some position at
// or after the last published one.
type Log interface {
	// Epoch names the log's history.
	Epoch() string
	// Head is the newest position, 0 for an empty log.
	Head() shared.Seq
	// Memberships gives the rooms of a person, each with the event that made
	// them a member, and the position as of which that is so.
	Memberships(context.Context, shared.PersonID) (map[shared.RoomID]shared.Seq, shared.Seq, error)
	// Events gives the entries that the reading asks for, in order. Its error
	// has the code CodeCursorInvalid where the log no longer keeps them.
	Events(context.Context, chat.Reading) ([]chat.Entry, error)
}

// DefaultWarm is how many bytes of recent events are kept in memory.
const DefaultWarm = 32 << 20

// Options of a feed. The zero value of each is its default.
type Options struct {
	Version   string              // of the client that the server offers, told in Hello
	Warm      int                 // bytes of recent events in memory, in all the formats they were written in; DefaultWarm
	Clock     func() time.Time    // time.Now
	Delivered func(time.Duration) // told how long after its publication something new was written to a listener
	Log       *slog.Logger        // nowhere
}

// Feed joins one log to all who listen to it. Its methods are safe for use by
// several goroutines.
type Feed struct {
	log     Log
	epoch   string
	options Options
	stop    context.CancelFunc // ends the goroutine that keeps time
	stopped chan struct{}      // closed when it has ended

	publishing sync.Mutex // held by one publisher or teller at a time; before mu
	wakes      []func()   // owned by publishing: who is to be woken

	mu        sync.RWMutex
	head      shared.Seq // the newest event published
	warm      warm
	tick      uint64 // counts what was published or told; orders the topics
	topics    map[chat.Audience]*topic
	people    map[shared.PersonID]*person
	leaving   map[*person]time.Time // without a listener, until the grace is over
	restless  []*topic              // whose presence is to be told
	revoked   map[string]time.Time
	listeners map[shared.Transport]int
	closing   bool
	finished  bool
}

// New makes a feed that begins at the head of the log. Everything appended to
// the log from here on is to be published, in order. Shutdown ends it.
func New(log Log, options Options) *Feed {
	if options.Warm == 0 {
		options.Warm = DefaultWarm
	}
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Delivered == nil {
		options.Delivered = func(time.Duration) {}
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(context.Background())
	f := &Feed{
		log: log, epoch: log.Epoch(), options: options, stop: cancel, stopped: make(chan struct{}),
		topics: make(map[chat.Audience]*topic), people: make(map[shared.PersonID]*person),
		leaving: make(map[*person]time.Time), revoked: make(map[string]time.Time), listeners: make(map[shared.Transport]int),
	}
	f.head = log.Head()
	f.warm.limit, f.warm.floor = int64(options.Warm), f.head
	go f.keepTime(ctx)
	return f
}

// Version names the client that the server offers.
func (f *Feed) Version() string { return f.options.Version }

// Delivered tells the feed's observer how long after its publication something
// was written to a listener.
func (f *Feed) Delivered(took time.Duration) { f.options.Delivered(took) }

// Now is the feed's clock.
func (f *Feed) Now() time.Time { return f.options.Clock() }

// Listeners counts the open listeners by transport.
func (f *Feed) Listeners() map[shared.Transport]int {
	f.mu.RLock()
	defer f.mu.RUnlock()
	counts := make(map[shared.Transport]int, len(f.listeners))
	for transport, n := range f.listeners {
		counts[transport] = n
	}
	return counts
}

// Member reports whether a person who listens is in the room. Of others it
// knows nothing and says no.
func (f *Feed) Member(id shared.PersonID, room shared.RoomID) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	p := f.people[id]
	return p != nil && room != "" && p.member(chat.Audience{Room: room}) != nil
}

func (f *Feed) cursor(seq shared.Seq) shared.Cursor {
	return shared.Cursor{Epoch: f.epoch, Seq: seq}
}

// keepTime is the feed's one goroutine: it lets go of who left and tells
// presence.
func (f *Feed) keepTime(ctx context.Context) {
	defer close(f.stopped)
	ticker := time.NewTicker(beatEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			f.beat()
		}
	}
}

// change runs what changes the feed under its lock, then wakes whom it is to
// wake: outside the lock, so that they can read while others are being woken.
func (f *Feed) change(do func()) {
	f.publishing.Lock()
	defer f.publishing.Unlock()
	f.locked(do)
	for _, wake := range f.wakes {
		wake()
	}
	clear(f.wakes)
	f.wakes = f.wakes[:0]
}

func (f *Feed) locked(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
}
