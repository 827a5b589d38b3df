// Package accept takes connections in at a bounded rate, so that a herd which
// comes back at once takes its turn, and those who are in are served meanwhile.
// It keeps descriptors back for what needs them more than another connection.
package accept

import (
	"context"
	"net"
	"os"
	"syscall"

	"golang.org/x/time/rate"
)

// 10,000 clients that come back within one second are in after 1.6; those that
// wait do so in the backlog of the system, which holds 4,096 on Linux.
const (
	perSecond = 5_000
	burst     = 2_000
)

// Of the descriptors that the process may have, a part is kept from streams: half
// of it for requests, the rest for the database.
const (
	reserve = 256
	share   = 4 // the reserve takes at most that part of all
)

// Listener takes connections from a listener.
type Listener struct {
	net.Listener
	pace *rate.Limiter
	life context.Context // until Close
	end  context.CancelFunc

	open       func() int
	room, most int // connections from which on it is full, and that there may be
}

// New bounds a listener. open counts the connections that there are.
func New(l net.Listener, open func() int) *Listener {
	return bounded(l, open, descriptors())
}

func bounded(l net.Listener, open func() int, all int) *Listener {
	kept := min(reserve, all/share)
	b := &Listener{Listener: l, pace: rate.NewLimiter(perSecond, burst), open: open, room: all - kept, most: all - kept/2}
	b.life, b.end = context.WithCancel(context.Background())
	return b
}

// errNoDescriptor is what the system says where there is none. An http.Server
// tries again in a moment.
var errNoDescriptor = &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept", syscall.EMFILE)}

// Accept implements net.Listener. Close ends its waiting too.
func (l *Listener) Accept() (net.Conn, error) {
	if l.open() >= l.most {
		return nil, errNoDescriptor
	}
	if l.pace.Wait(l.life) != nil {
		return nil, net.ErrClosed
	}
	return l.Listener.Accept()
}

// Close implements net.Listener.
func (l *Listener) Close() error {
	l.end()
	return l.Listener.Close()
}

// Full reports whether only the reserve is left: streams are to be refused, and
// connections to end with their request.
func (l *Listener) Full() bool { return l.open() >= l.room }
