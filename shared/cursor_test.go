package shared

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func TestParseCursor(t *testing.T) {
	good := map[string]Cursor{
		"7f3a9c-1042":           {"7f3a9c", 1042},
		"a-0":                   {"a", 0},
		"0-9223372036854775807": {"0", math.MaxInt64},
	}
	for text, want := range good {
		if got, err := ParseCursor(text); err != nil || got != want || got.String() != text {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "-", "a", "a-", "-1", "a--1", "a-+1", "a-01", "a- 1", " a-1", "a-1 ", "a-1\n", "a-1\x00", "A-1", "a_b-1",
		"a-b-1", "a-1-2", "a-9223372036854775808", "a-1e3", "a-0x1", "a-１", "é-1", "\ufeffa-1", strings.Repeat("a", 80) + "-1",
	} {
		if got, err := ParseCursor(text); CodeOf(err) != CodeCursorInvalid {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
}

func TestCursorInJSON(t *testing.T) {
	line, err := json.Marshal(Reset{Cursor{"a", 5}})
	if err != nil || string(line) != `{"cursor":"a-5"}` {
		t.Errorf("%s, %v", line, err)
	}
	var back Reset
	if err := json.Unmarshal(line, &back); err != nil || back.Cursor != (Cursor{"a", 5}) {
		t.Errorf("%+v, %v", back, err)
	}
	if json.Unmarshal([]byte(`{"cursor":"a"}`), &back) == nil || json.Unmarshal([]byte(`{"cursor":5}`), &back) == nil {
		t.Error("what is no cursor was read")
	}
}

func FuzzParseCursor(f *testing.F) {
	for _, text := range []string{"7f3a9c-1042", "a-0", "a-01", "-", "a-9223372036854775808", "a-1\r\nid: 9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := ParseCursor(text); err == nil && c.String() != text {
			t.Errorf("%q was read as %q", text, c)
		} else if err != nil && CodeOf(err) != CodeCursorInvalid {
			t.Errorf("%q: %v", text, err)
		}
	})
}
