package lab

import (
	"encoding/json"
	"slices"

	"parley/shared"
)

// Unmeasured stands for a delay that nothing was measured for yet.
const Unmeasured = -1

// Figures are what was measured on a column. Delays are in microseconds, from
// when an event happened until the program had it; bytes are those on the
// server's connections, with headers and framing.
type Figures struct {
	Events             int
	Missing, Twice     int
	Last, P50, P95     int64
	P99                int64
	Requests, Down, Up int64
	Shared             bool    // the bytes are also those of other requests
	PerEvent           float64 // bytes, both ways
	Overhead           float64 // of those, all but the event itself
	Reconnects         int
}

// window is how many of the latest delays count.
const window = 1000

// tally adds up what arrives on a column.
type tally struct {
	events, missing, twice int
	payload                int64
	reconnects             int
	delays                 []int64 // the latest, oldest first, by both clocks
	line                   shared.LabLine
	before                 shared.LabLine // what was counted by servers that are gone
	paid                   payment
}

// payment is what the bytes of line were for.
type payment struct {
	events  int
	payload int64
}

// arrive counts an event of that many bytes.
func (t *tally) arrive(payload int64) {
	t.events++
	t.payload += payload
}

// late counts a delay from one clock to the other.
func (t *tally) late(delay int64) {
	if t.delays = append(t.delays, delay); len(t.delays) > window {
		t.delays = t.delays[1:]
	}
}

// cost notes what the server has counted up to now. One that has counted less
// than before is another one.
func (t *tally) cost(line shared.LabLine) {
	if line.Requests < t.line.Requests {
		t.before.Requests += t.line.Requests
		t.before.Down += t.line.Down
		t.before.Up += t.line.Up
	}
	t.line, t.paid = line, payment{t.events, t.payload}
}

// figures are those by one clock, when the server's is ahead by so much.
func (t *tally) figures(ahead int64) Figures {
	delays := make([]int64, len(t.delays))
	for i, delay := range t.delays {
		delays[i] = max(0, delay+ahead) // below zero is the error of the comparison
	}
	last := int64(Unmeasured)
	if n := len(delays); n > 0 {
		last = delays[n-1]
	}
	slices.Sort(delays)
	f := Figures{
		Events: t.events, Missing: t.missing, Twice: t.twice, Reconnects: t.reconnects,
		Last: last, P50: percentile(delays, 50), P95: percentile(delays, 95), P99: percentile(delays, 99),
		Requests: t.before.Requests + t.line.Requests, Down: t.before.Down + t.line.Down, Up: t.before.Up + t.line.Up, Shared: t.line.Shared,
	}
	if n := float64(t.paid.events); n > 0 {
		f.PerEvent = float64(f.Down+f.Up) / n
		f.Overhead = max(0, float64(f.Down+f.Up-t.paid.payload)/n)
	}
	return f
}

// percentile is the smallest of the sorted values that at least p of a hundred
// do not exceed.
func percentile(sorted []int64, p int) int64 {
	if len(sorted) == 0 {
		return Unmeasured
	}
	const hundred = 100
	return sorted[(len(sorted)*p+hundred-1)/hundred-1]
}

// payload is how many bytes an event's own content takes: its time and its text,
// which every transport brings in a wrapping of its own.
func payload(micros int64, text string) int64 {
	content, err := json.Marshal(shared.LabSample{Micros: micros, Text: text})
	if err != nil {
		return 0
	}
	return int64(len(content))
}
