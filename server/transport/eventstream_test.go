package transport

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// eventStream reads Server-Sent Events as the HTML standard says in 9.2.6,
// written from there and knowing nothing of how they are made here.
type eventStream struct {
	in      *bufio.Reader
	begun   bool // a byte order mark at the very start is passed over
	feed    bool // a line feed that is next belongs to the last line's end
	lastID  string
	retry   string
	pending struct {
		data, event, id string
		some            bool
	}
}

// dispatched is an event that reached its listeners.
type dispatched struct{ event, data, id string }

func newEventStream(in io.Reader) *eventStream { return &eventStream{in: bufio.NewReader(in)} }

// next reads up to the next blank line; ok is false where it dispatches nothing
// but may have moved lastID.
func (s *eventStream) next() (d dispatched, ok bool, err error) {
	for {
		line, err := s.line()
		if err != nil {
			return d, false, err // an event that is not whole is discarded
		}
		if line == "" {
			d, ok = s.dispatch()
			return d, ok, nil
		}
		s.field(line)
	}
}

func (s *eventStream) dispatch() (dispatched, bool) {
	p := &s.pending
	s.lastID = p.id
	d, some := dispatched{event: p.event, data: strings.TrimSuffix(p.data, "\n"), id: p.id}, p.some
	p.data, p.event, p.some = "", "", false
	if d.event == "" {
		d.event = "message"
	}
	return d, some
}

func (s *eventStream) field(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	p := &s.pending
	switch name {
	case "event":
		p.event = value
	case "data":
		p.data, p.some = p.data+value+"\n", true
	case "id":
		if !strings.Contains(value, "\x00") {
			p.id = value
		}
	case "retry":
		if value != "" && strings.Trim(value, "0123456789") == "" {
			s.retry = value
		}
	}
}

// line reads up to CR LF, LF or CR.
func (s *eventStream) line() (string, error) {
	if !s.begun {
		s.begun = true
		if mark, _ := s.in.Peek(3); string(mark) == "\ufeff" {
			s.in.Discard(3)
		}
	}
	var line bytes.Buffer
	for {
		b, err := s.in.ReadByte()
		if err != nil {
			return "", err
		}
		follows := s.feed
		s.feed = b == '\r'
		switch {
		case b == '\n' && follows:
		case b == '\n' || b == '\r':
			return strings.ToValidUTF8(line.String(), "\ufffd"), nil
		default:
			line.WriteByte(b)
		}
	}
}
