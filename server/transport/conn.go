package transport

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// closeTimeout is how long a client has to take its close code and to answer it.
const closeTimeout = 3 * time.Second

// The buffers of a WebSocket, which it has also while nothing goes over it: much
// smaller than those of HTTP. A larger frame is read past the buffer.
const (
	readBuffer  = 512
	writeBuffer = 128 // holds a control frame, which has up to 127 bytes: see line
)

// Conn is a WebSocket that closes within a time. Its Write is for all that is
// told; the library's writers are not to be used beside it.
type Conn struct {
	*websocket.Conn
	line    *line // below
	closing sync.Once
}

// Upgrade takes over the connection of a request that CheckUpgrade let pass. Its
// error was told.
func Upgrade(w http.ResponseWriter, r *http.Request) (*Conn, error) {
	below := &hijacked{ResponseWriter: w}
	conn, err := websocket.Accept(below, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil, err
	}
	return &Conn{Conn: conn, line: below.line}, nil
}

// Write sends a message of text. A write that is stuck for shared.WriteTimeout
// fails, and so do all after it.
func (c *Conn) Write(text []byte) error {
	return c.line.send(appendText(make([]byte, 0, maxFrameBytes+len(text)), text))
}

// Close tells why, and waits for the answer no longer than closeTimeout: the
// library would wait for a client in the middle of a frame for as long as that
// likes. Only the first counts; others wait for it.
func (c *Conn) Close(code websocket.StatusCode, reason string) {
	c.closing.Do(func() {
		c.line.limit.end(closeTimeout)
		c.line.SetReadDeadline(time.Now().Add(closeTimeout))
		c.Conn.Close(code, reason)
	})
}

// hijacked gives the connection that a WebSocket took over.
type hijacked struct {
	http.ResponseWriter
	line *line
}

// Hijack implements http.Hijacker. What came with the request's head is read
// first: it is in the buffer that takes the place of HTTP's.
func (h *hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, large, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, _ := large.Peek(large.Reader.Buffered())
	in := bufio.NewReaderSize(bytes.NewReader(early), max(readBuffer, len(early)))
	in.Peek(len(early))
	h.line = newLine(conn)
	return h.line, bufio.NewReadWriter(in, bufio.NewWriterSize(h.line, writeBuffer)), nil
}
