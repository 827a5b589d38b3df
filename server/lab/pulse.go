package lab

import (
	"context"
	"sync"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// pulseLinger is how long a stream goes on after someone was last there: who
// polls is not there between two requests.
const pulseLinger = 10 * time.Second

// pulse is a stream on which something happens each second, on the second, for
// as long as someone listens.
type pulse struct {
	*stream
	start  func()                  // called when a first second begins
	sample func() shared.LabSample // what to tell of a second that has passed

	sought chan struct{} // holds a token when someone came

	mu   sync.Mutex
	last time.Time // guarded by mu: when someone was last there
}

func newPulse(s *stream, start func(), sample func() shared.LabSample) *pulse {
	return &pulse{stream: s, start: start, sample: sample, sought: make(chan struct{}, 1)}
}

// open has the stream go on, as someone comes to listen.
func (p *pulse) open() (*feed.Feed, shared.LabStreamState, error) {
	p.someone(p.options.Clock())
	select {
	case p.sought <- struct{}{}:
	default:
	}
	return p.stream.open()
}

// run beats until ctx is done.
func (p *pulse) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.sought:
		}
		p.start()
		for p.heard() && wait(ctx, untilSecond(p.options.Clock())) {
			p.tell("", p.sample())
		}
	}
}

// heard reports whether someone is there, or was just now.
func (p *pulse) heard() bool {
	now := p.options.Clock()
	if p.listeners() > 0 {
		p.someone(now)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Sub(p.last) < pulseLinger
}

// someone notes that someone is there.
func (p *pulse) someone(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = now
}

func untilSecond(now time.Time) time.Duration {
	return now.Truncate(time.Second).Add(time.Second).Sub(now)
}

// wait reports whether the time passed before ctx was done.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
