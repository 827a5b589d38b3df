package feed

import (
	"context"
	"errors"
	"time"

	"parley/shared"
)

// Why a listener has nothing any more, or none can be had.
var (
	ErrSessionEnded = shared.Errorf(shared.CodeNoSession, "The session has ended.")
	ErrClosing      = &shared.Error{Code: shared.CodeUnavailable, Message: "The server is shutting down. Try again in a moment.", RetryAfter: 2}
	// ErrFinished is told after the last event of a log that is complete.
	ErrFinished = errors.New("feed: the log is complete")
	// ErrCold is told by Hear where what is next is older than what is in memory.
	ErrCold = errors.New("feed: what is next is in the log alone")
)

// The pace at which a shutdown lets listeners go, so that they don't come back
// all at once.
const (
	shutdownStep  = 50 * time.Millisecond
	shutdownRate  = 100 // listeners a step at least: 2,000 a second
	shutdownSteps = 100 // at most: 5 s for all
)

// EndSession ends the listeners of a person's session at once, and refuses it new
// ones.
func (f *Feed) EndSession(id shared.PersonID, session string) {
	now := f.Now()
	f.change(func() {
		f.revoked[session] = now
		for _, l := range f.listenersOf(id) {
			if l.who.Session == session {
				f.end(l, ErrSessionEnded)
			}
		}
	})
}

// EndPerson ends all listeners of a person at once.
func (f *Feed) EndPerson(id shared.PersonID) {
	f.change(func() {
		for _, l := range f.listenersOf(id) {
			f.end(l, ErrSessionEnded)
		}
	})
}

func (f *Feed) listenersOf(id shared.PersonID) []*Listener {
	if p := f.people[id]; p != nil {
		return p.listeners
	}
	return nil
}

// Finish says that the log is complete: nothing more will be published. Who
// listens hears the rest, then ErrFinished.
func (f *Feed) Finish() {
	f.change(func() {
		f.finished = true
		for _, p := range f.people {
			for _, l := range p.listeners {
				f.rouse(l)
			}
		}
	})
}

// Finished reports whether there is nothing after the listener's cursor and
// never will be.
func (l *Listener) Finished() bool {
	f := l.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	return l.who.over() || f.finished && !l.stale && l.seq >= f.head
}

// Ended reports whether it is over for the listener, whatever there is to hear
// yet.
func (l *Listener) Ended() bool {
	l.feed.mu.RLock()
	defer l.feed.mu.RUnlock()
	return l.ended != nil
}

// Look has the listeners of a person look whether it is over for them.
func (f *Feed) Look(id shared.PersonID) {
	f.change(func() {
		for _, l := range f.listenersOf(id) {
			f.rouse(l)
		}
	})
}

// end has a listener find out that it has ended. The lock is held.
func (f *Feed) end(l *Listener, why *shared.Error) {
	if l.ended == nil {
		l.ended = why
		f.wakes = append(f.wakes, l.wake)
		if l.who.Ended != nil {
			f.wakes = append(f.wakes, l.who.Ended)
		}
	}
}

// Shutdown takes no more listeners, lets those there are go at a steady pace
// within five seconds, and waits until they have closed. Where ctx ends before,
// it ends the rest at once and gives the context's error.
func (f *Feed) Shutdown(ctx context.Context) error {
	left := f.closeDoors()
	pace := time.NewTicker(shutdownStep)
	defer pace.Stop()
	defer func() { <-f.stopped }()
	defer f.stop()
	step := max(shutdownRate, (len(left)+shutdownSteps-1)/shutdownSteps)
	for f.open() {
		n := min(step, len(left))
		f.endAll(left[:n])
		left = left[n:]
		select {
		case <-ctx.Done():
			f.endAll(left)
			return ctx.Err()
		case <-pace.C:
		}
	}
	return nil
}

func (f *Feed) closeDoors() (all []*Listener) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closing = true
	for _, p := range f.people {
		all = append(all, p.listeners...)
	}
	return all
}

func (f *Feed) endAll(listeners []*Listener) {
	f.change(func() {
		for _, l := range listeners {
			f.end(l, ErrClosing)
		}
	})
}

func (f *Feed) open() bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return len(f.listeners) > 0
}
