// Package meter counts what goes over the server's connections, and holds and
// cuts them, for lines that people have named: a Line is all the connections of
// the requests that bear its name.
//
// A connection of HTTP/1.1 carries requests one after another, perhaps of
// several lines. To a request belongs what goes over the connection from its
// first byte to the first byte of the next, so that headers, framing, and what
// is written after the handler has returned all count; to the first one of the
// connection also the handshake of TLS. Of HTTP/2 it is whatever goes over the
// connection while the request lasts.
package meter

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
)

// Conn is a connection that counts its bytes, and can be held back (hold.go).
// What goes past it to the TCPConn within is neither counted nor held.
type Conn struct {
	*net.TCPConn
	open *atomic.Int64 // counts it

	up       atomic.Int64 // bytes read
	down     atomic.Int64 // bytes written; they count before they go out
	inTurns  atomic.Bool  // it carries requests one after another
	answered atomic.Bool  // something was written since something was read

	turn  sync.Mutex // guards the following
	begun traffic    // when the request began
	claim *claim     // of the request; nil where it bears no line's name

	held hold
}

// traffic is how many bytes went over a connection by some time.
type traffic struct{ up, down int64 }

func (c *Conn) traffic() traffic { return traffic{c.up.Load(), c.down.Load()} }

// Read implements net.Conn.
func (c *Conn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if n > 0 {
		c.next()
		c.up.Add(int64(n))
	}
	return n, err
}

// WriteTo implements io.WriterTo.
func (c *Conn) WriteTo(w io.Writer) (int64, error) {
	n, err := c.TCPConn.WriteTo(w)
	c.up.Add(n)
	return n, err
}

// next begins another request, where something is read after something was
// written.
func (c *Conn) next() {
	if c.answered.Load() && c.answered.Swap(false) && c.inTurns.Load() {
		c.turnOver()
	}
}

// turnOver ends the request that there was.
func (c *Conn) turnOver() {
	c.turn.Lock()
	last, now := c.claim, c.traffic()
	c.claim, c.begun = nil, now
	c.turn.Unlock()
	if last != nil {
		last.end(now)
	}
}

// claimed has the request that is being answered be a claim's, which is told when
// it began. The one before is given to be ended by then: there is one where the
// client did not wait for its answer before it asked again.
func (c *Conn) claimed(by *claim) (last *claim) {
	c.turn.Lock()
	defer c.turn.Unlock()
	last = c.claim
	if last != nil {
		c.begun = c.traffic()
	}
	c.claim, by.begun = by, c.begun
	return last
}

// Write implements net.Conn.
func (c *Conn) Write(p []byte) (int, error) {
	c.answered.Store(true)
	if c.held.on.Load() {
		if kept, err := c.keep(p); kept {
			return len(p), err
		}
	}
	return c.write(p)
}

func (c *Conn) write(p []byte) (int, error) {
	c.down.Add(int64(len(p)))
	n, err := c.TCPConn.Write(p)
	c.down.Add(int64(n - len(p)))
	return n, err
}

// ReadFrom implements io.ReaderFrom: files go out without being copied.
func (c *Conn) ReadFrom(r io.Reader) (int64, error) {
	if c.held.on.Load() {
		return io.Copy(writerOnly{c}, r)
	}
	c.answered.Store(true)
	n, err := c.TCPConn.ReadFrom(r)
	c.down.Add(n)
	return n, err
}

type writerOnly struct{ io.Writer }
