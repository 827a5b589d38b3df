package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/shared"
)

// WebSocket answers with the stream as frames of JSON text, and takes commands
// up it, one at a time and in order. Pages of the named origins can open it too.
// It closes with
//
//	1000 "complete"           nothing will follow: the log is complete
//	1002                      a frame was no frame, or had a bit that means nothing
//	1003                      binary: commands are text
//	1007                      a command was no JSON, or not UTF-8
//	1008                      the session has ended
//	1009                      a command was larger than shared.MaxBodyBytes
//	1011                      the log can't be read
//	1012 "retry=2318"         the server goes; come back after as many milliseconds
//	none                      the connection was stuck for shared.WriteTimeout
func WebSocket(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, origins []string, do Do) error {
	if err := CheckUpgrade(w, r, origins); err != nil {
		return err
	}
	s, err := follow(r, f, who, shared.TransportWebSocket)
	if err != nil {
		return err
	}
	defer s.close()
	conn, err := Upgrade(w, r)
	if err != nil {
		return nil // Upgrade has told
	}
	defer conn.CloseNow()
	conn.SetReadLimit(shared.MaxBodyBytes)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	socket := &socket{ctx: ctx, conn: conn}
	go func() {
		defer cancel()
		socket.obey(do)
	}()
	s.run(ctx, socket)
	return nil
}

type socket struct {
	ctx      context.Context
	conn     *Conn
	greeting shared.Hello
}

var socketFormat feed.Format = func(i *feed.Item) []byte {
	out := append([]byte(`{"type":"`), shared.FrameEphemeral...)
	if i.Logged() {
		out = append([]byte(`{"type":"`), shared.FrameEvent...)
		out = append(append(out, `","cursor":"`...), i.Cursor().String()...)
	}
	out = append(append(out, `","data":`...), i.JSON...)
	return append(out, '}')
}

func (s *socket) hello(h shared.Hello) error {
	s.greeting = h
	return s.frame(shared.Frame{Type: shared.FrameHello, Cursor: &h.Cursor, Data: h})
}

func (s *socket) deliver(batch *feed.Batch) error {
	if batch.Reset {
		if err := s.frame(shared.Frame{Type: shared.FrameReset, Cursor: &batch.Cursor, Data: shared.Reset{Cursor: batch.Cursor}}); err != nil {
			return err
		}
	}
	for _, item := range batch.Items {
		if err := s.write(item.As(&socketFormat)); err != nil {
			return err
		}
	}
	return nil
}

// heartbeat asks for a sign of life, without waiting for it. A cursor that moved
// by itself is told by another hello.
func (s *socket) heartbeat(at shared.Cursor, moved bool) error {
	go s.ping()
	if !moved {
		return nil
	}
	s.greeting.Cursor = at
	return s.hello(s.greeting)
}

// ping cuts off who gives no sign of life in time.
func (s *socket) ping() {
	ctx, cancel := context.WithTimeout(s.ctx, shared.WriteTimeout)
	defer cancel()
	if s.conn.Ping(ctx) != nil {
		s.conn.CloseNow()
	}
}

func (s *socket) bye(why error, retry time.Duration) {
	code, reason := websocket.StatusInternalError, "the log can't be read"
	switch {
	case errors.Is(why, feed.ErrFinished):
		code, reason = websocket.StatusNormalClosure, "complete"
	case closing(why):
		code, reason = websocket.StatusServiceRestart, fmt.Sprintf("retry=%d", retry.Milliseconds())
	case shared.CodeOf(why) == shared.CodeNoSession:
		code, reason = websocket.StatusPolicyViolation, "the session has ended"
	}
	s.conn.Close(code, reason)
}

func (s *socket) frame(f shared.Frame) error { return s.write(jsonOf(f)) }

func (s *socket) write(text []byte) error {
	ctx, cancel := context.WithTimeout(s.ctx, shared.WriteTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}
