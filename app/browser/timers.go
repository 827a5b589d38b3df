//go:build js

package browser

import "time"

// Timers are the device's clock.
type Timers struct{}

// Now is the time in milliseconds since 1970.
func (Timers) Now() int64 { return time.Now().UnixMilli() }

// After calls f once, after at least ms milliseconds; a page in the background
// may get it later. stop may be called at any time.
func (Timers) After(ms int64, f func()) (stop func()) {
	timer := time.AfterFunc(time.Duration(ms)*time.Millisecond, f)
	return func() { timer.Stop() }
}
