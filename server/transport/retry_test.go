package transport

import (
	"testing"

	"parley/shared"
)

// TestAHerdIsToldDifferentTimes to come back: each tenth of the span draws about
// a tenth of them.
func TestAHerdIsToldDifferentTimes(t *testing.T) {
	const herd, parts = 5_000, 10
	var drawn [parts]int
	for range herd {
		after := retry()
		if after < shared.RetryMin || after >= shared.RetryMax {
			t.Fatalf("%v is out of bounds", after)
		}
		drawn[int((after-shared.RetryMin)*parts/(shared.RetryMax-shared.RetryMin))]++
	}
	for part, n := range drawn {
		if n < herd/parts/2 || n > herd/parts*3/2 {
			t.Errorf("%d of %d come in part %d of %d", n, herd, part, parts)
		}
	}
}
