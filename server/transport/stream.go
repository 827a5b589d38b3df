package transport

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// wire is one open connection of a transport, and its format. Each method writes
// at once; an error means that the connection is gone, or has what it came for.
type wire interface {
	// hello opens the stream.
	hello(shared.Hello) error
	// deliver writes a batch, in one write where the format has no messages.
	deliver(*feed.Batch) error
	// heartbeat shows that both ends live. Where the cursor moved by itself,
	// the client is to learn of it.
	heartbeat(at shared.Cursor, moved bool) error
	// bye ends the stream, with how long to wait before coming back.
	bye(why error, retry time.Duration)
	// hurry gives what is being written, and all after it, goodbyeTimeout. It
	// never waits, and can be called from any goroutine.
	hurry()
}

// stream pumps what a listener gives into a wire.
type stream struct {
	feed     *feed.Feed
	listener *feed.Listener
	woken    chan struct{} // holds one token: wake-ups meanwhile are the same
	after    *shared.Cursor
	every    time.Duration // between heartbeats

	mu    sync.Mutex // guards the following
	to    wire       // while it is being served
	ended bool       // the listener has; soon the stream is to
}

// follow opens the stream that a request asks for, over a transport; close it in
// the end.
func follow(r *http.Request, f *feed.Feed, who feed.Who, over shared.Transport) (*stream, error) {
	after, err := CursorOf(r)
	if err != nil {
		return nil, err
	}
	who.Transport = over
	return listen(r, f, who, after)
}

// listen opens the listener of a stream; close it in the end.
func listen(r *http.Request, f *feed.Feed, who feed.Who, after *shared.Cursor) (*stream, error) {
	s := &stream{feed: f, woken: make(chan struct{}, 1), after: after, every: shared.Heartbeat}
	who.Ended = s.hurry
	var err error
	s.listener, err = f.Listen(r.Context(), who, after, s.wake)
	return s, err
}

func (s *stream) wake() {
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

// hurry sees to it that a write that is stuck does not keep an ended stream.
func (s *stream) hurry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.to != nil {
		s.to.hurry()
	}
}

// serve has hurry know the wire, which is nil when it is served no longer.
func (s *stream) serve(to wire) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.to = to
	if to != nil && s.ended {
		to.hurry()
	}
}

func (s *stream) close() { s.listener.Close() }

// run serves the stream until it ends from either side.
func (s *stream) run(ctx context.Context, to wire) {
	s.serve(to)
	defer s.serve(nil)
	if to.hello(shared.Hello{Cursor: startOf(s.after, s.listener), Version: s.feed.Version()}) != nil {
		return
	}
	heartbeat := time.NewTimer(s.every)
	defer heartbeat.Stop()
	for {
		if !s.pump(ctx, to) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-s.woken:
		case <-heartbeat.C:
			if to.heartbeat(s.listener.Advance()) != nil {
				return
			}
			heartbeat.Reset(s.every)
		}
	}
}

// startOf is the cursor of hello: what the client came with, even where it can't
// be followed, so that a stream cut before the reset leads to a reset again.
func startOf(after *shared.Cursor, l *feed.Listener) shared.Cursor {
	if after != nil {
		return *after
	}
	return l.Cursor()
}

// pump delivers all that there is and reports whether the stream goes on.
func (s *stream) pump(ctx context.Context, to wire) bool {
	batch := batches.Get().(*feed.Batch)
	defer putBatch(batch)
	for {
		if err := s.listener.Next(ctx, batch); err != nil {
			s.end(to, err)
			return false
		}
		if len(batch.Items) > 0 || batch.Reset {
			if to.deliver(batch) != nil {
				return false
			}
			if !batch.Since.IsZero() {
				s.feed.Delivered(s.feed.Now().Sub(batch.Since))
			}
		}
		if !batch.More {
			return true
		}
	}
}

// end tells why there is nothing any more. Who has heard all of a log that is
// complete learns of its end first, so as not to ask for it again.
func (s *stream) end(to wire, why error) {
	if errors.Is(why, feed.ErrFinished) {
		if at, moved := s.listener.Advance(); moved && to.heartbeat(at, moved) != nil {
			return
		}
	}
	to.bye(why, retry())
}

// batches are for one wake-up each, so that an idle stream has none.
var batches = sync.Pool{New: func() any { return new(feed.Batch) }}

func putBatch(b *feed.Batch) {
	b.Clear()
	batches.Put(b)
}

// retry draws how long a client is to wait before it comes back.
func retry() time.Duration {
	return shared.RetryMin + rand.N(shared.RetryMax-shared.RetryMin)
}

// closing reports whether a stream ends because the server does.
func closing(why error) bool { return errors.Is(why, feed.ErrClosing) }
