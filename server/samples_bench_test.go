package main

import (
	"slices"
	"testing"
	"time"
)

// samples are measurements of one thing, in milliseconds.
type samples []float64

func (s *samples) add(took time.Duration) { *s = append(*s, float64(took)/float64(time.Millisecond)) }

// at is the sample that a share of all does not exceed: at(0.5) is the median.
func (s samples) at(share float64) float64 {
	if len(s) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(s))[int(share*float64(len(s)-1)+0.5)]
}

// onlyFigures leaves what the benchmark reports by itself, without the time of a
// round, which would mean nothing.
func onlyFigures(b *testing.B) { b.ReportMetric(0, "ns/op") }
