package main

import "testing"

func TestSizesAreReadAndWritten(t *testing.T) {
	for text, want := range map[string]struct {
		bytes size
		again string
	}{
		"64KiB":         {64 << 10, "64KiB"},
		"32MiB":         {32 << 20, "32MiB"},
		"1536KiB":       {1536 << 10, "1536KiB"},
		"2048KiB":       {2 << 20, "2MiB"},
		"3GiB":          {3 << 30, "3GiB"},
		"":              {},
		"MiB":           {},
		"32":            {},
		"32MB":          {},
		"32 MiB":        {},
		"1.5GiB":        {},
		"-1GiB":         {},
		"0KiB":          {},
		"63KiB":         {},
		"9999999999GiB": {},
	} {
		s := size(0)
		err := s.Set(text)
		if s != want.bytes || (err != nil) != (want.bytes == 0) {
			t.Errorf("%q is %d bytes (%v), want %d", text, s, err, want.bytes)
		}
		if err == nil && s.String() != want.again {
			t.Errorf("%q is written as %q, want %q", text, s, want.again)
		}
	}
}
