package meter

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

const (
	maxBack      = 256 << 10        // bytes held back; then they go out, as from a proxy whose buffer is full
	flushTimeout = 10 * time.Second // for what was held back to go out
)

// hold is what a connection does not let through.
type hold struct {
	on atomic.Bool // whether there are lines that hold

	mu      sync.Mutex // guards the following
	lines   int        // that hold the connection
	back    []byte     // what was written meanwhile
	closing bool       // closed, once that has gone out
	cut     bool       // closed at once
}

// hold keeps what is written from here on, until every line that holds the
// connection has released it. Whoever writes does not notice.
func (c *Conn) hold() {
	c.held.mu.Lock()
	defer c.held.mu.Unlock()
	c.held.lines++
	c.held.on.Store(true)
}

// release takes one line's hold away.
func (c *Conn) release() {
	if c.letThrough() {
		c.Close()
	}
}

// letThrough writes what was held back, if no other line holds the connection,
// and reports whether it is to be closed now.
func (c *Conn) letThrough() (closing bool) {
	h := &c.held
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lines--; h.lines > 0 {
		return false
	}
	c.flush()
	h.on.Store(false)
	return h.closing
}

// keep holds back what is written, and reports whether it did.
func (c *Conn) keep(p []byte) (kept bool, err error) {
	h := &c.held
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closing:
		return true, net.ErrClosed
	case h.lines == 0 || h.cut:
		return false, nil
	}
	h.back = append(h.back, p...)
	if len(h.back) > maxBack {
		c.flush()
	}
	return true, nil
}

// flush writes what is held back. Whoever does not take it in time is cut off.
// held.mu is locked.
func (c *Conn) flush() {
	if len(c.held.back) == 0 {
		return
	}
	limit := time.AfterFunc(flushTimeout, func() { c.hangUp() })
	defer limit.Stop()
	if _, err := c.write(c.held.back); err != nil {
		c.hangUp()
	}
	c.held.back = nil
}

// hangUp closes the connection below.
func (c *Conn) hangUp() error {
	err := c.TCPConn.Close()
	if !errors.Is(err, net.ErrClosed) { // not for the first time
		c.open.Add(-1)
	}
	return err
}

// Close implements net.Conn. What is held back still goes out in its time.
func (c *Conn) Close() error {
	if c.lastWords() {
		return c.SetReadDeadline(time.Unix(1, 0)) // whoever reads learns of it
	}
	err := c.hangUp()
	c.turnOver()
	return err
}

// CloseWrite says that nothing more will be written.
func (c *Conn) CloseWrite() error {
	if c.held.on.Load() {
		return nil // Close follows
	}
	return c.TCPConn.CloseWrite()
}

// lastWords reports whether something is held back that has to go out first.
func (c *Conn) lastWords() bool {
	h := &c.held
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lines == 0 || len(h.back) == 0 || h.cut {
		return false
	}
	h.closing = true
	return true
}

// cut closes the connection, whatever is held back.
func (c *Conn) cut() {
	c.held.mu.Lock()
	c.held.cut, c.held.back = true, nil
	c.held.mu.Unlock()
	c.Close()
}
