package api

import (
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/clocktest"
	"parley/shared"
)

// TestALimiterGivesWhatItSays: at no time more than its burst and what has come
// since, and again after the time that a refusal names, whenever and however often
// the machine's clock is set meanwhile.
func TestALimiterGivesWhatItSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const burst, every = 5, 300 * time.Millisecond
		var clock clocktest.Clock
		l := newLimiter(tooFast, every, burst, clock.Now)
		begun := time.Now()
		var given []time.Duration // since it began
		for range 20_000 {
			switch dice := rand.N(20); {
			case dice == 0:
				clock.Set(time.Hour * time.Duration(1-2*rand.N(2)))
			case dice < 5:
				time.Sleep(rand.N(3 * every))
			}
			err := l.take("ann")
			if err == nil {
				given = append(given, time.Since(begun))
			}
			if n := len(given); err == nil && n > burst {
				if took := given[n-1] - given[n-1-burst]; took < every-time.Microsecond {
					t.Fatalf("%d were given within %v", burst+1, took)
				}
			}
			var refused *shared.Error
			if errors.As(err, &refused) {
				if wait := time.Duration(refused.RetryAfter) * time.Second; wait < time.Second || wait > every+time.Second {
					t.Fatalf("who is too fast is told to wait %v", wait)
				}
				if rand.N(10) == 0 {
					time.Sleep(time.Duration(refused.RetryAfter) * time.Second)
					if err := l.take("ann"); err != nil {
						t.Fatalf("who waited as long as told is refused: %v", err)
					}
					given = append(given, time.Since(begun))
				}
			}
		}
		if most := int(time.Since(begun)/every) + burst; len(given) > most || len(given) < most/4 {
			t.Errorf("%d were given in %v", len(given), time.Since(begun))
		}
	})
}

// TestALimiterForgets who has not been there for long: not before their bucket is
// full again, also when the clock is set.
func TestALimiterForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock clocktest.Clock
		l := newLimiter(tooFast, time.Minute, 2, clock.Now)
		some := func() {
			for range sweepEveryUses {
				l.take("another")
			}
		}
		for range 2 {
			if err := l.take("ann"); err != nil {
				t.Fatal(err)
			}
		}
		clock.Set(time.Hour)
		some()
		if l.take("ann") == nil {
			t.Error("as the clock was set forward, what she had taken was forgotten")
		}
		clock.Set(-2 * time.Hour)
		time.Sleep(forgetLimits + time.Second)
		some()
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.buckets["ann"] != nil {
			t.Error("as the clock was set back, her bucket is kept")
		}
	})
}
