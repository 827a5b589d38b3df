package feed

import (
	"slices"
	"time"
)

const (
	// beatEvery is how often the feed looks who left and what is to be told.
	beatEvery = 200 * time.Millisecond
	// leaveGrace is how long someone without a listener stays online, so that a
	// reload does not show. With beatEvery and shared.PresenceEvery it is within
	// the two seconds in which a closed tab has to show.
	leaveGrace = 600 * time.Millisecond
	// revokedFor is for how long a session that ended is remembered, against
	// a stream that was let in just before.
	revokedFor = time.Minute
)

// linger lets go of a person to whom nobody listens, after the grace and what
// the transport asks for beyond it. The lock is held.
func (f *Feed) linger(p *person, beyond time.Duration) {
	if len(p.listeners) == 0 && p.held == 0 {
		f.leaving[p] = f.Now().Add(leaveGrace + beyond)
	}
}

// beat lets go of people whose grace is over, then tells presence in the rooms
// where that is due, each under the lock for itself.
func (f *Feed) beat() {
	now := f.Now()
	var due []*topic
	f.locked(func() {
		f.letGo(now)
		f.trim() // as listeners had items made in more formats
		f.restless = slices.DeleteFunc(f.restless, func(t *topic) bool {
			if now.Sub(t.presence.at) < t.presenceEvery() {
				return false
			}
			t.presence.restless = false
			due = append(due, t)
			return true
		})
	})
	for _, t := range due {
		f.change(func() { f.tellPresence(t, now) })
	}
}

// letGo forgets people and sessions of which nothing is left.
func (f *Feed) letGo(now time.Time) {
	for p, at := range f.leaving {
		if !now.Before(at) {
			f.release(p)
		}
	}
	for session, at := range f.revoked {
		if now.Sub(at) > revokedFor {
			delete(f.revoked, session)
		}
	}
}
