package load

import (
	"slices"
	"time"
)

// Times are durations of the same thing.
type Times []time.Duration

// At gives the time that a part of all did not exceed: 0.99 for p99. It sorts.
func (t Times) At(part float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	if !slices.IsSorted(t) {
		slices.Sort(t)
	}
	return t[min(int(part*float64(len(t))), len(t)-1)]
}
