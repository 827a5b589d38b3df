package transport

import (
	"encoding/binary"
	"net"
	"sync"
)

// What stands in the first byte of a frame, and the lengths that its second can't
// tell (RFC 6455, 5.2).
const (
	frameFin      = 0x80
	opcodes       = 0x0f
	opText        = 0x1
	opClose       = 0x8
	lengthIn2     = 126
	lengthIn8     = 127
	maxFrameBytes = 10 // before what it carries; a server's frames have no mask
)

// line is the connection below a WebSocket. The library reads from it, and writes
// its control frames, each by one Write. What the server tells goes past it, as
// frames that are ready: those of one send are one write. Neither cuts the other
// in two, and nothing follows a close frame, nor what could not be written.
type line struct {
	net.Conn
	limit deadline

	writing sync.Mutex // held by one write, and guards the following
	over    bool       // nothing more is written
}

func newLine(conn net.Conn) *line {
	return &line{Conn: conn, limit: deadline{set: conn.SetWriteDeadline}}
}

// Write implements io.Writer, for a control frame.
func (l *line) Write(frame []byte) (int, error) {
	return l.write(frame, frame[0]&opcodes == opClose)
}

// send writes frames of text, all at once.
func (l *line) send(frames []byte) error {
	_, err := l.write(frames, false)
	return err
}

func (l *line) write(frames []byte, last bool) (int, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if l.over {
		return 0, net.ErrClosed
	}
	if err := l.limit.renew(); err != nil {
		l.over = true
		return 0, err
	}
	n, err := l.Conn.Write(frames)
	l.over = last || err != nil
	return n, err
}

// appendText adds a message of text, in one frame.
func appendText(out, text []byte) []byte {
	out = append(out, frameFin|opText)
	switch n := len(text); {
	case n < lengthIn2:
		out = append(out, byte(n))
	case n < 1<<16:
		out = binary.BigEndian.AppendUint16(append(out, lengthIn2), uint16(n))
	default:
		out = binary.BigEndian.AppendUint64(append(out, lengthIn8), uint64(n))
	}
	return append(out, text...)
}
