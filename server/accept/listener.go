// Package accept takes connections in at a bounded rate, so that a herd which
// comes back at once takes its turn, and those who are in are served meanwhile.
// It knows when there is hardly room for more.
package accept

import (
	"context"
	"net"
	"sync/atomic"

	"golang.org/x/time/rate"
)

// 10,000 clients that come back within one second are in after 1.6; those that
// wait do so in the backlog of the system, which holds 4,096 on Linux.
const (
	perSecond = 5_000
	burst     = 2_000
)

// The system gives a connection the lowest number that is free, so one that
// reaches into the reserve tells that all below are taken.
const (
	reserve = 256 // descriptors for requests and the database
	share   = 4   // of all, the reserve takes at most that part
)

// Listener takes connections from a listener.
type Listener struct {
	net.Listener
	pace *rate.Limiter
	life context.Context // until Close
	end  context.CancelFunc
	room int // descriptors before the reserve
	full atomic.Bool
}

// New bounds a listener.
func New(l net.Listener) *Listener {
	all := descriptors()
	b := &Listener{Listener: l, pace: rate.NewLimiter(perSecond, burst), room: all - min(reserve, all/share)}
	b.life, b.end = context.WithCancel(context.Background())
	return b
}

// Accept implements net.Listener. Close ends its waiting too.
func (l *Listener) Accept() (net.Conn, error) {
	if l.pace.Wait(l.life) != nil {
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err == nil {
		l.full.Store(number(conn) >= l.room)
	}
	return conn, err
}

// Close implements net.Listener.
func (l *Listener) Close() error {
	l.end()
	return l.Listener.Close()
}

// Full reports whether the last connection came into the reserve: streams are to
// be refused, and connections to end with their request.
func (l *Listener) Full() bool { return l.full.Load() }
