//go:build linux

package load

import (
	"bytes"
	"strconv"
	"time"
)

// stream is one listener's. Its reader's mu guards it.
type stream struct {
	fd    int
	phase phase
	began time.Time // when it was first due to connect
	heard int       // events
	seq   int64     // the newest position that was heard, where order is checked

	chunked bool
	left    int // bytes of the chunk that are still to come
	size    int // the digits so far of the next chunk's size
	head    []byte
	tail    [tailMax]byte // what a mark that was cut begins with
	kept    int           // bytes of tail
}

type phase uint8

const (
	phaseGone phase = iota
	phaseDialing
	phaseHead
	phaseBody
)

// tailMax is more than any mark has, and more than the lines of an event up to its position.
const tailMax = 160

// takeHead takes the head of the answer from text and gives where the body
// begins, or 0 while the head is not complete.
func (s *stream) takeHead(text []byte) (body, status int) {
	before := len(s.head)
	s.head = append(s.head, text...)
	end := bytes.Index(s.head, []byte("\r\n\r\n"))
	if end < 0 {
		return 0, 0
	}
	head := s.head[:end]
	s.head = nil
	s.chunked = bytes.Contains(bytes.ToLower(head), []byte("transfer-encoding: chunked"))
	s.phase, s.left, s.size, s.kept = phaseBody, 0, 0, 0
	return end + len("\r\n\r\n") - before, statusOf(head)
}

func statusOf(head []byte) int {
	fields := bytes.Fields(head[:min(len(head), len("HTTP/1.1 200"))])
	if len(fields) < 2 {
		return 0
	}
	status, _ := strconv.Atoi(string(fields[1])) // 0, which is no status, where it is none
	return status
}

// part gives the next part of the body in buffer[from:to], and where to go on.
// Of chunked bodies it leaves the framing out, of which any byte may be the last
// that has come.
func (s *stream) part(buffer []byte, from, to int) (begin, end int) {
	if !s.chunked {
		return from, to
	}
	for ; from < to && s.left == 0; from++ {
		switch c := buffer[from]; {
		case c == '\n':
			s.left, s.size = s.size, 0
		case c >= '0' && c <= '9':
			s.size = s.size<<4 | int(c-'0')
		case c >= 'a' && c <= 'f':
			s.size = s.size<<4 | int(c-'a'+10)
		}
	}
	end = min(to, from+s.left)
	s.left -= end - from
	return from, end
}

// join puts what was kept in front of a part: what stood there has been read.
// The buffer has tailMax bytes before the first one.
func (s *stream) join(buffer []byte, begin int) int {
	begin -= s.kept
	copy(buffer[begin:], s.tail[:s.kept])
	s.kept = 0
	return begin
}

func (s *stream) keep(text []byte) { s.kept = copy(s.tail[:], text) }
