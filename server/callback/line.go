package callback

import (
	"context"
	"math/rand/v2"
	"time"

	"parley/server/store"
	"parley/shared"
)

const (
	page       = 50                 // events that are read at once
	firstPause = time.Second        // before an address is tried again,
	lastPause  = time.Hour          // which doubles up to this
	patience   = 3 * 24 * time.Hour // for how long an address may take nothing
	readAgain  = 10 * time.Second   // after the database failed
)

// line is what calls one address. Its fields belong to run, but for the channels,
// end, and what of the callback never changes.
type line struct {
	store.Callback
	of    *Callbacks
	news  chan struct{} // holds a token where there may be something to tell
	ended chan struct{} // closed when nothing more is called
	end   context.CancelFunc
}

// pause doubles with each attempt that failed, and is never quite the same: what
// was refused together does not come again together.
func pause(tries int) time.Duration {
	p := lastPause
	if tries < 12 {
		p = min(lastPause, firstPause<<tries)
	}
	return p/2 + rand.N(p/2)
}

func (l *line) wake() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

func (l *line) over() bool {
	select {
	case <-l.ended:
		return true
	default:
		return false
	}
}

// run tells the address of each event, one after the other.
func (l *line) run(ctx context.Context) {
	defer close(l.ended)
	for !l.Stopped && l.sleep(ctx, time.UnixMilli(l.Due).Sub(l.of.options.Now())) {
		events, err := l.of.options.Store.Told(ctx, l.Callback, page)
		if err == nil {
			err = l.tell(ctx, events)
		}
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			l.of.options.Log.Error("a webhook's state can't be kept", "error", err)
			l.sleep(ctx, readAgain)
		case len(events) == 0:
			select {
			case <-l.news:
			case <-ctx.Done():
			}
		}
	}
}

// sleep reports whether the line is still needed then.
func (l *line) sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// tell tells of events until one is not taken. Its error is that of the store.
func (l *line) tell(ctx context.Context, events []shared.Event) error {
	for _, e := range events {
		if e.By != l.Bot {
			if err := l.post(ctx, e); err != nil {
				if ctx.Err() != nil {
					return nil // it was cut off, and says nothing of the address
				}
				return l.failed(ctx, err)
			}
		}
		l.Reached, l.Tries, l.Failing, l.Due, l.Trouble = e.Seq, 0, 0, 0, ""
		if err := l.keep(ctx); err != nil {
			return err
		}
	}
	return nil
}

// failed decides when to try again, if ever.
func (l *line) failed(ctx context.Context, why error) error {
	now := l.of.options.Now()
	if l.Tries++; l.Failing == 0 {
		l.Failing = now.UnixMilli()
	}
	l.Trouble = shared.Clip(why.Error(), maxTrouble)
	l.Due = now.Add(l.of.options.Pause(l.Tries)).UnixMilli()
	l.Stopped = why == errGone || now.Sub(time.UnixMilli(l.Failing)) > patience
	return l.keep(ctx)
}

func (l *line) keep(ctx context.Context) error {
	return l.of.options.Store.Keep(context.WithoutCancel(ctx), l.of.options.Store.KeepsCallback(l.Callback))
}
