//go:build linux

package load

import (
	"bytes"
	"strconv"
	"time"
)

// Mark begins the time at which an event was posted, in ns since 1970. Its first
// letter is rare in what servers say around it, and so it is found fast.
const (
	mark       = "~at="
	markDigits = 19
)

var markBytes = []byte(mark)

// Stamp is the text of an event that is posted now, of so many bytes, by which a
// crowd knows it and when it was posted.
func Stamp(now time.Time, size int) string {
	stamp := mark + strconv.FormatInt(now.UnixNano(), 10)
	return stamp + string(bytes.Repeat([]byte("."), max(size-len(stamp), 0)))
}

// marks counts deliveries, and gives the end of text in which one may have begun.
func (r *reader) marks(s *stream, text []byte, now time.Time) (rest []byte) {
	for {
		at := bytes.Index(text, markBytes)
		if at < 0 {
			return text[max(0, len(text)-len(mark)+1):]
		}
		text = text[at:]
		if len(text) < len(mark)+markDigits {
			return text
		}
		s.heard++
		r.tally.Heard++
		r.tally.Last = now
		if !r.crowd.options.Untimed {
			posted, _ := number(text[len(mark) : len(mark)+markDigits])
			r.tally.Took = append(r.tally.Took, time.Duration(now.UnixNano()-posted))
		}
		text = text[len(mark)+markDigits:]
	}
}

// number reads the digits that text begins with.
func number(text []byte) (n int64, digits int) {
	for _, c := range text {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int64(c-'0')
		digits++
	}
	return n, digits
}
