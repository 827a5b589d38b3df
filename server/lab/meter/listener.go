package meter

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync/atomic"

	"parley/shared"
)

// deadAfter is how long a peer may acknowledge nothing of what was sent: longer
// than a write may be stuck, for which there are deadlines.
const deadAfter = shared.WriteTimeout + shared.Heartbeat

// Listen listens for connections, each of which is a Conn. Where the system
// knows how, one whose peer has vanished ends after deadAfter: heartbeats go
// unacknowledged then, and probes of keep-alive are only sent where nothing does.
func Listen(address string) (*Listener, error) {
	config := net.ListenConfig{Control: giveUp}
	l, err := config.Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, err
	}
	return &Listener{TCPListener: l.(*net.TCPListener)}, nil
}

// Listener takes connections, and knows how many are open.
type Listener struct {
	*net.TCPListener
	open atomic.Int64
}

// Accept implements net.Listener.
func (l *Listener) Accept() (net.Conn, error) {
	tcp, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	l.open.Add(1)
	return &Conn{TCPConn: tcp, open: &l.open}, nil
}

// Open counts the connections that were taken and are not closed.
func (l *Listener) Open() int { return int(l.open.Load()) }

type contextKey struct{}

// Context puts a connection into the context of its requests: it is for
// http.Server.ConnContext.
func Context(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, contextKey{}, connOf(conn))
}

// From gives the connection of a request's context; nil where there is none.
func From(ctx context.Context) *Conn {
	conn, _ := ctx.Value(contextKey{}).(*Conn)
	return conn
}

// State has a connection know whether it carries requests one after another: it
// is for http.Server.ConnState.
func State(conn net.Conn, state http.ConnState) {
	c := connOf(conn)
	if c == nil {
		return
	}
	switch state {
	case http.StateActive, http.StateIdle:
		c.inTurns.Store(true)
	case http.StateHijacked:
		c.inTurns.Store(false)
	}
}

func connOf(conn net.Conn) *Conn {
	if over, ok := conn.(*tls.Conn); ok {
		conn = over.NetConn()
	}
	c, _ := conn.(*Conn)
	return c
}
