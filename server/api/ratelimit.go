package api

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"parley/shared"
)

// The rates at which one address may enter, and one person may act; several
// people behind one address may act more together than one, and less than each.
const (
	enterBurst     = 60 // a class behind one address enters at once
	enterEvery     = time.Second
	guessBurst     = 20 // at passwords, from one address
	guessEvery     = 3 * time.Second
	guessedBurst   = 10 // at one password, from everywhere
	guessedEvery   = 10 * time.Second
	commandBurst   = 40
	commandEvery   = 200 * time.Millisecond
	togetherBurst  = 1_000
	togetherEvery  = 5 * time.Millisecond
	typingBurst    = 10
	typingEvery    = time.Second
	uploadBurst    = 40 // an album
	uploadEvery    = time.Second
	searchBurst    = 40 // somebody types, and is shown what there is
	searchEvery    = 250 * time.Millisecond
	forgetLimits   = 10 * time.Minute // a bucket unused this long is full again
	sweepEveryUses = 1024
)

// What is said to whom it is too fast.
const (
	tooFast         = "That was too fast. Wait a moment and try again."
	tooManyGuesses  = "Too many attempts to sign in. Wait a moment and try again."
	tooFastTogether = "Too much comes from your network at once. Wait a moment and try again."
)

// limiter keeps a token bucket for each key. A nil limiter lets all pass.
type limiter struct {
	sentence string // of its refusals

	every time.Duration
	burst int
	now   func() time.Time

	mu      sync.Mutex
	buckets map[string]*bucket // guarded by mu
	uses    int                // guarded by mu; since the last sweep
}

type bucket struct {
	tokens *rate.Limiter
	used   time.Time
}

func newLimiter(sentence string, every time.Duration, burst int, now func() time.Time) *limiter {
	return &limiter{sentence: sentence, every: every, burst: burst, now: now, buckets: map[string]*bucket{}}
}

// take spends one token of the key's bucket, or refuses with the time to wait.
func (l *limiter) take(key string) error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.sweep(now)
	b := l.buckets[key]
	if b == nil {
		b = &bucket{tokens: rate.NewLimiter(rate.Every(l.every), l.burst)}
		l.buckets[key] = b
	}
	b.used = now
	reservation := b.tokens.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	reservation.CancelAt(now)
	refused := shared.Errorf(shared.CodeRateLimited, "%s", l.sentence)
	refused.RetryAfter = int(math.Ceil(wait.Seconds()))
	return refused
}

// sweep forgets buckets that are full again, now and then.
func (l *limiter) sweep(now time.Time) {
	if l.uses++; l.uses < sweepEveryUses {
		return
	}
	l.uses = 0
	for key, b := range l.buckets {
		if now.Sub(b.used) > forgetLimits {
			delete(l.buckets, key)
		}
	}
}
