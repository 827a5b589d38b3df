package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Unit is what a value counts.
type Unit string

// The units.
const (
	KiB       Unit = "KiB"
	Micros    Unit = "µs"
	Millis    Unit = "ms"
	Seconds   Unit = "s"
	PerSecond Unit = "/s"
	Times     Unit = "×"
	Count     Unit = ""
)

// Of writes a value with three digits that count, thousands apart.
func (u Unit) Of(value float64) string {
	text := digits(value)
	switch u {
	case Count:
		return text
	case PerSecond, Times:
		return text + string(u)
	}
	return text + " " + string(u)
}

func digits(value float64) string {
	size := math.Abs(value)
	switch {
	case size == 0:
		return "0"
	case size >= 999.5:
		step := math.Pow10(int(math.Floor(math.Log10(size))) - 2)
		return Grouped(int64(math.Round(value/step) * step))
	case size >= 99.95:
		return strconv.FormatFloat(value, 'f', 0, 64)
	case size >= 9.995:
		return strconv.FormatFloat(value, 'f', 1, 64)
	}
	return strconv.FormatFloat(value, 'f', 2, 64)
}

// Grouped writes a number with its thousands apart, as in 15,000.
func Grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, text = "-", text[1:]
	}
	var out strings.Builder
	for i, c := range text {
		if i > 0 && (len(text)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(c)
	}
	return sign + out.String()
}

// goal tells the goal, as in "≤ 2.00 KiB" or "≥ 5.00× net/http".
func (f *Figure) goal() string {
	if f.Goal == nil {
		return ""
	}
	sign := "≤ "
	if f.More {
		sign = "≥ "
	}
	if f.Goal.Times == "" {
		return sign + f.Unit.Of(f.Goal.Limit)
	}
	return fmt.Sprintf("%s%s %s", sign, Times.Of(f.Goal.Limit), f.Goal.Times)
}
