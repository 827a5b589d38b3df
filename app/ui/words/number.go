package words

import "strconv"

const groupDigits = 3

// digits writes a number as it is, for positions in the log.
func digits(n int64) string { return strconv.FormatInt(n, 10) }

// number writes a count with its thousands apart, as both languages do.
func number(n int64) string {
	s := digits(n)
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(s) - groupDigits; i > first; i -= groupDigits {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count writes a number with what is counted, in English.
func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// bytes writes an amount of data as both languages do, in the unit that fits.
func bytes(n int64) string {
	const kilo, mega = 1_000, 1_000_000
	switch {
	case n < kilo:
		return digits(n) + " B"
	case n < mega:
		return tenths(n, kilo) + " kB"
	}
	return tenths(n, mega) + " MB"
}

// tenths writes how many of a unit there are, to the tenth below a hundred.
func tenths(n, unit int64) string {
	const exact = 100
	if n >= exact*unit {
		return number(n / unit)
	}
	return digits(n/unit) + "." + digits(n%unit*10/unit)
}

// title names the window: what waits, where one is, and the program.
func title(unread int64, place string) string {
	const program = "Parley"
	if place != program {
		place += " · " + program
	}
	if unread > 0 {
		return "(" + number(unread) + ") " + place
	}
	return place
}
