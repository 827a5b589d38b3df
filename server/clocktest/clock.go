// Package clocktest has a clock that is set while time goes on.
package clocktest

import (
	"sync/atomic"
	"time"
	"unsafe"
)

// Clock tells the time as time.Now does, but for its setting. Its methods are
// safe for use by several goroutines. The zero value is set right.
type Clock struct{ ahead atomic.Int64 }

// Set sets the clock forward, or back by less than none: by whole seconds. As on
// any machine whose clock is set, what the wall clock shows jumps, and the
// monotonic reading, by which package time measures what has passed, does not.
func (c *Clock) Set(by time.Duration) { c.ahead.Add(int64(by / time.Second)) }

// Now gives the time.
func (c *Clock) Now() time.Time {
	now := time.Now()
	shown := now.Add(time.Duration(c.ahead.Load()) * time.Second)
	*(*reading)(unsafe.Pointer(&now)) = reading{
		shown: monotonic | uint64(shown.Unix()-epoch)<<30 | uint64(shown.Nanosecond()),
		since: now.UnixNano(),
		where: time.Local,
	}
	return now
}

// reading is how package time has a Time with a monotonic reading, which none of
// its functions makes without the other: see type Time there.
type reading struct {
	shown uint64 // by the wall clock: a flag, 33 bits of seconds and 30 of nanoseconds
	since int64  // monotonic, in nanoseconds
	where *time.Location
}

const monotonic = 1 << 63

var epoch = time.Date(1885, 1, 1, 0, 0, 0, 0, time.UTC).Unix() // of the seconds shown
