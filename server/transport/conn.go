package transport

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// closeTimeout is how long a client has to take its close code and to answer it.
const closeTimeout = 3 * time.Second

// Conn is a WebSocket that closes within a time.
type Conn struct {
	*websocket.Conn
	line    net.Conn // below
	closing sync.Once
}

// Upgrade takes over the connection of a request that CheckUpgrade let pass. Its
// error was told.
func Upgrade(w http.ResponseWriter, r *http.Request) (*Conn, error) {
	line := &hijacked{ResponseWriter: w}
	conn, err := websocket.Accept(line, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil, err
	}
	return &Conn{Conn: conn, line: line.conn}, nil
}

// Close tells why, and waits for the answer no longer than closeTimeout: the
// library would wait for a client in the middle of a frame for as long as that
// likes. Only the first counts; others wait for it.
func (c *Conn) Close(code websocket.StatusCode, reason string) {
	c.closing.Do(func() {
		c.line.SetDeadline(time.Now().Add(closeTimeout))
		c.Conn.Close(code, reason)
	})
}

// hijacked gives the connection that a WebSocket took over.
type hijacked struct {
	http.ResponseWriter
	conn net.Conn
}

// Hijack implements http.Hijacker.
func (h *hijacked) Hijack() (conn net.Conn, buffers *bufio.ReadWriter, err error) {
	h.conn, buffers, err = http.NewResponseController(h.ResponseWriter).Hijack()
	return h.conn, buffers, err
}
