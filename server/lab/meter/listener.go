package meter

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
)

// Listen listens for connections, each of which is a Conn.
func Listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	return listener{l.(*net.TCPListener)}, nil
}

type listener struct{ *net.TCPListener }

// Accept implements net.Listener.
func (l listener) Accept() (net.Conn, error) {
	tcp, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return &Conn{TCPConn: tcp}, nil
}

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
