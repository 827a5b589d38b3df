package meter

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"parley/shared"
)

// Line is what the requests that bear its name go over. Its methods are safe for
// use by several goroutines.
type Line struct {
	stopped atomic.Bool

	mu     sync.Mutex      // guards the following; before the locks of a Conn
	sum    shared.LabLine  // of the requests that have ended
	claims map[*claim]bool // of those that have not
	held   bool
	hold   int // counts the holds, so that an older one's end is nothing

	used time.Time // guarded by the mu of the book
}

// claim is a line's share in a connection, for as long as a request of its lasts.
type claim struct {
	line  *Line
	conn  *Conn
	begun traffic

	holds bool // guarded by line.mu: the line holds the connection
	over  bool // guarded by line.mu: the request ended while it was held
}

// Claim counts a request for the line, and its connection while it lasts.
func (l *Line) Claim(r *http.Request) {
	c := &claim{line: l, conn: connFor(r)}
	if c.conn != nil && r.Header.Get("Upgrade") != "" {
		c.conn.inTurns.Store(false) // what comes may be read before the connection is known to be hijacked
	}
	if last := l.add(c, r.ProtoMajor > 1); last != nil {
		last.end(c.begun)
	}
	if c.conn != nil && r.ProtoMajor > 1 {
		context.AfterFunc(r.Context(), c.endShared)
	}
}

// connFor gives the connection of a request, if it is for one person alone: a
// proxy sends the requests of many over one connection of HTTP/2, and nobody is to
// hold or cut those of others.
func connFor(r *http.Request) *Conn {
	if r.ProtoMajor > 1 && slices.ContainsFunc(proxyHeaders, func(name string) bool { return r.Header.Get(name) != "" }) {
		return nil
	}
	return From(r.Context())
}

// proxyHeaders are those of which each proxy adds one.
var proxyHeaders = []string{"Forwarded", "Via", "X-Forwarded-For"}

// add counts a request, and gives the claim in whose place its own is.
func (l *Line) add(c *claim, shares bool) (last *claim) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sum.Requests++
	if c.conn == nil {
		return nil
	}
	if l.held {
		c.hold()
	}
	l.claims[c] = true
	if !shares {
		return c.conn.claimed(c)
	}
	l.sum.Shared = true
	c.begun = c.conn.traffic()
	return nil
}

// hold has the line hold the connection. line.mu is locked.
func (c *claim) hold() {
	c.holds = true
	c.conn.hold()
}

// end counts what went over the connection by then.
func (c *claim) end(by traffic) {
	if c.line.settle(c, by) {
		c.conn.release()
	}
}

// endShared ends a request whose answer may still be under way.
func (c *claim) endShared() {
	c.line.mu.Lock()
	c.over = c.holds
	over := c.over
	c.line.mu.Unlock()
	if !over {
		c.end(c.conn.traffic())
	}
}

// settle takes a claim off the line, and reports whether it held its connection.
func (l *Line) settle(c *claim, by traffic) (held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.claims[c] {
		return false
	}
	delete(l.claims, c)
	c.add(&l.sum, by)
	return c.holds
}

func (c *claim) add(to *shared.LabLine, by traffic) {
	to.Up += by.up - c.begun.up
	to.Down += by.down - c.begun.down
}

// Figures tells what went over the line so far.
func (l *Line) Figures() shared.LabLine {
	l.mu.Lock()
	defer l.mu.Unlock()
	sum := l.sum
	for c := range l.claims {
		c.add(&sum, c.conn.traffic())
	}
	sum.Held, sum.Stopped = l.held, l.stopped.Load()
	return sum
}

// Stop has the line's streams be over, or not any more. Who listens is to be
// told.
func (l *Line) Stop(stopped bool) { l.stopped.Store(stopped) }

// Stopped reports whether the line's streams are over.
func (l *Line) Stopped() bool { return l.stopped.Load() }
