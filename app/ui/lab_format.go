package ui

import "strconv"

// unmeasured stands where there is no figure yet.
const unmeasured = "–"

const (
	microsInMilli  = 1_000
	microsInSecond = 1_000_000
	kilo           = 1_000
	mega           = 1_000_000
)

// delay writes microseconds as a person reads them; below zero, nothing was
// measured.
func delay(micros int64) string {
	switch {
	case micros < 0:
		return unmeasured
	case micros < microsInSecond:
		return three(float64(micros)/microsInMilli) + " ms"
	}
	return three(float64(micros)/microsInSecond) + " s"
}

// signedDelay writes a difference.
func signedDelay(micros int64) string {
	if micros < 0 {
		return "−" + delay(-micros)
	}
	return "+" + delay(micros)
}

// size writes bytes.
func size(bytes float64) string {
	switch {
	case bytes < kilo:
		return strconv.Itoa(int(bytes+0.5)) + " B"
	case bytes < mega:
		return three(bytes/kilo) + " kB"
	}
	return three(bytes/mega) + " MB"
}

// three writes a number with about three digits: 0.84, 8.41, 84.1, 841.
func three(n float64) string {
	const ten, hundred = 10, 100
	decimals := 0
	switch {
	case n < ten:
		decimals = 2
	case n < hundred:
		decimals = 1
	}
	return strconv.FormatFloat(n, 'f', decimals, 64)
}
