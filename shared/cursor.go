package shared

import (
	"strconv"
	"strings"
)

// Cursor is a place in one history of the log: everything up to and including
// Seq has reached its holder. Epoch names the history, so that a cursor from
// before a restore is recognised and never misread.
type Cursor struct {
	Epoch string
	Seq   Seq
}

// String gives the wire form "<epoch>-<seq>".
func (c Cursor) String() string {
	return c.Epoch + "-" + strconv.FormatInt(int64(c.Seq), 10)
}

// ParseCursor reads the wire form, and only what String writes: no sign, no
// leading zero, no space. Its error has the code CodeCursorInvalid.
func ParseCursor(s string) (Cursor, error) {
	if len(s) > MaxCursorBytes {
		return Cursor{}, invalidCursor()
	}
	epoch, digits, ok := strings.Cut(s, "-")
	if !ok || !validEpoch(epoch) {
		return Cursor{}, invalidCursor()
	}
	seq, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || seq < 0 || strconv.FormatInt(seq, 10) != digits {
		return Cursor{}, invalidCursor()
	}
	return Cursor{Epoch: epoch, Seq: Seq(seq)}, nil
}

func validEpoch(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

func invalidCursor() error {
	return Errorf(CodeCursorInvalid, "A cursor looks like “7f3a9c-1042”.")
}

// MarshalText and UnmarshalText give a cursor its wire form in JSON.
func (c Cursor) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (c *Cursor) UnmarshalText(text []byte) (err error) {
	*c, err = ParseCursor(string(text))
	return err
}
