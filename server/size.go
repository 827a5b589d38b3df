package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// size is a flag for a number of bytes, written as 512KiB, 32MiB or 1GiB.
type size int

// The units of a size, the largest first.
var sizeUnits = []struct {
	name  string
	bytes size
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

// minSize is the least: one event at its longest, in several formats.
const minSize size = 64 << 10

// String implements pflag.Value.
func (s size) String() string {
	for _, unit := range sizeUnits {
		if s >= unit.bytes && s%unit.bytes == 0 {
			return fmt.Sprint(int(s/unit.bytes), unit.name)
		}
	}
	return strconv.Itoa(int(s))
}

// Set implements pflag.Value.
func (s *size) Set(text string) error {
	for _, unit := range sizeUnits {
		number, ok := strings.CutSuffix(text, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > math.MaxInt/int(unit.bytes) {
			break
		}
		bytes := size(n) * unit.bytes
		if bytes < minSize {
			return fmt.Errorf("it is %v at least, not %q", minSize, text)
		}
		*s = bytes
		return nil
	}
	return fmt.Errorf("it is a number of KiB, MiB or GiB, such as 32MiB, not %q", text)
}

// Type implements pflag.Value.
func (s *size) Type() string { return "size" }
