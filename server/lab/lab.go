// Package lab has the streams of the lab: logs in memory, behind the very feed
// that the room's log is behind. Nothing of them is in the database.
package lab

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// Options of a lab. All are required.
type Options struct {
	Listeners func() map[shared.Transport]int // those of the room, by transport
	Head      func() shared.Seq               // of the room's log
	Clock     func() time.Time
	Log       *slog.Logger
}

// Lab has the streams. Its methods are safe for use by several goroutines.
type Lab struct {
	clock, vitals *pulse
	words         *words
	button        *stream

	stop    context.CancelFunc // ends the goroutines that tell
	tellers sync.WaitGroup
}

// New opens the lab. Shutdown ends it.
func New(options Options) *Lab {
	ctx, stop := context.WithCancel(context.Background())
	l := &Lab{stop: stop, button: newStream(shared.LabButton, options)}
	l.clock = newClock(newStream(shared.LabClock, options))
	signs := newVitals(options, func() int { return count(options.Listeners()) + l.listeners() })
	l.vitals = newPulse(newStream(shared.LabVitals, options), func() { signs.take() }, func() shared.LabSample { return sampleOf(signs.take()) })
	l.words = newWords(ctx, &l.tellers, options)
	l.tellers.Go(func() { l.clock.run(ctx) })
	l.tellers.Go(func() { l.vitals.run(ctx) })
	return l
}

func newClock(s *stream) *pulse {
	return newPulse(s, func() {}, func() shared.LabSample {
		return shared.LabSample{Text: s.options.Clock().UTC().Format("15:04:05 UTC")}
	})
}

// Feed gives the feed of a stream to someone who comes to listen after a cursor,
// nil for the head, and where the stream stands.
func (l *Lab) Feed(id shared.LabStream, after *shared.Cursor) (*feed.Feed, shared.LabStreamState, error) {
	switch id {
	case shared.LabClock:
		return l.clock.open()
	case shared.LabWords:
		return l.words.open(after)
	case shared.LabVitals:
		return l.vitals.open()
	case shared.LabButton:
		return l.button.open()
	}
	return nil, shared.LabStreamState{}, shared.Errorf(shared.CodeNotFound, "The lab has no stream “%s”.", shared.Clip(string(id), shared.MaxNameRunes))
}

// Press presses the button.
func (l *Lab) Press(by shared.Person) {
	l.button.tell(by.ID, shared.LabSample{Text: by.Name + " pressed"})
}

// Restart has the text told anew, unless it is being told.
func (l *Lab) Restart() shared.LabStreamState { return l.words.again() }

// Streams tells where each stream stands.
func (l *Lab) Streams() []shared.LabStreamState {
	return []shared.LabStreamState{l.clock.state(), l.words.state(), l.vitals.state(), l.button.state()}
}

func (l *Lab) streams() []*stream {
	return append(l.words.streams(), l.clock.stream, l.vitals.stream, l.button)
}

func (l *Lab) listeners() (n int) {
	for _, s := range l.streams() {
		n += s.listeners()
	}
	return n
}

// EndSession ends the listeners of a person's session at once, as feed.Feed does.
func (l *Lab) EndSession(id shared.PersonID, session string) {
	for _, s := range l.streams() {
		s.feed.EndSession(id, session)
	}
}

// EndPerson ends all listeners of a person at once.
func (l *Lab) EndPerson(id shared.PersonID) {
	for _, s := range l.streams() {
		s.feed.EndPerson(id)
	}
}

// Look has a person's listeners look whether it is over for them, as feed.Feed
// does.
func (l *Lab) Look(id shared.PersonID) {
	for _, s := range l.streams() {
		s.feed.Look(id)
	}
}

// Shutdown lets go of all who listen, as feed.Feed does, and ends the lab.
func (l *Lab) Shutdown(ctx context.Context) error {
	l.words.end(l.stop)
	l.tellers.Wait()
	streams := l.streams()
	failed := make([]error, len(streams))
	var all sync.WaitGroup
	for i, s := range streams {
		all.Go(func() { failed[i] = s.feed.Shutdown(ctx) })
	}
	all.Wait()
	return errors.Join(failed...)
}

func count(listeners map[shared.Transport]int) (n int) {
	for _, count := range listeners {
		n += count
	}
	return n
}
