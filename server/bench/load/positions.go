//go:build linux

package load

import (
	"bytes"
	"time"
)

// What Parley's events look like: an id with the position behind a dash, and data
// that begins with the position. The hello has other data, a heartbeat has none.
var (
	idLine   = []byte("id: ")
	dataLine = []byte("\ndata: {\"seq\":")
)

// positions checks each event's position, and gives the end of text in which an
// event may have begun.
func (r *reader) positions(s *stream, text []byte, now time.Time) (rest []byte) {
	for {
		at := bytes.Index(text, idLine)
		if at < 0 {
			return text[max(0, len(text)-len(idLine)+1):]
		}
		text = text[at:]
		dash := bytes.IndexByte(text, '-')
		if dash < 0 {
			return text[:min(len(text), tailMax)]
		}
		id, digits := number(text[dash+1:])
		data := text[dash+1+digits:]
		if len(data) < len(dataLine) {
			return text[:min(len(text), tailMax)]
		}
		if !bytes.HasPrefix(data, dataLine) {
			text = data
			continue
		}
		seq, digits := number(data[len(dataLine):])
		if len(data) == len(dataLine)+digits {
			return text[:min(len(text), tailMax)]
		}
		if id != seq {
			r.tally.Astray++
		}
		r.position(s, seq, now)
		text = data[len(dataLine)+digits:]
	}
}

// position checks that the next event is the one after the last.
func (r *reader) position(s *stream, seq int64, now time.Time) {
	s.heard++
	r.tally.Heard++
	r.tally.Last = now
	if seq <= s.seq {
		r.tally.Twice++
		return
	}
	r.tally.Lost += seq - s.seq - 1
	if until := r.crowd.options.Order.Until; s.seq < until && seq >= until {
		r.tally.Arrived = append(r.tally.Arrived, now.Sub(s.began))
		r.tally.LastArrival = now
	}
	s.seq = seq
}
