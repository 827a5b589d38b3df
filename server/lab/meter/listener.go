package meter

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync/atomic"
)

// Listen listens for connections, each of which is a Conn.
func Listen(address string) (*Listener, error) {
	l, err := net.Listen("tcp", address)
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
