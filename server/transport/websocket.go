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
// The stream goes on by itself when the request has been answered, so that it
// keeps nothing of that while it is idle; neither is do to need it. It closes with
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
	conn, err := Upgrade(w, r)
	if err != nil {
		s.close()
		return nil // Upgrade has told
	}
	conn.SetReadLimit(shared.MaxBodyBytes)
	socket := &socket{conn: conn, acting: make(chan struct{}, 1)}
	socket.ctx, socket.end = context.WithCancel(context.Background())
	go socket.tell(s)
	go socket.obey(do)
	return nil
}

type socket struct {
	ctx      context.Context // until one of both directions has ended
	end      context.CancelFunc
	conn     *Conn
	acting   chan struct{} // holds a token while a command is carried out and answered
	greeting shared.Hello
}

// tell runs the stream until it has ended.
func (s *socket) tell(from *stream) {
	defer from.close()
	defer s.conn.CloseNow() // which ends obey
	defer s.end()
	from.run(s.ctx, s)
}

// socketFormat is a whole frame, which is the same for all who are told.
var socketFormat feed.Format = func(i *feed.Item) []byte { return appendText(nil, socketText(i)) }

func socketText(i *feed.Item) []byte {
	out := append([]byte(`{"type":"`), shared.FrameEphemeral...)
	if i.Logged() {
		out = append([]byte(`{"type":"`), shared.FrameEvent...)
		out = append(append(out, `","cursor":"`...), i.Cursor().String()...)
	}
	out = append(append(out, `","data":`...), i.JSON...)
	return append(out, '}')
}

func socketAnew(at shared.Cursor) []byte {
	return appendText(nil, jsonOf(shared.Frame{Type: shared.FrameReset, Cursor: &at, Data: shared.Reset{Cursor: at}}))
}

func (s *socket) hello(h shared.Hello) error {
	s.greeting = h
	return s.frame(shared.Frame{Type: shared.FrameHello, Cursor: &h.Cursor, Data: h})
}

func (s *socket) deliver(batch *feed.Batch) error {
	p := socketPens.Get().(*pen)
	defer p.putDown()
	return s.conn.line.send(p.text(batch))
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
	s.finishActing()
	s.conn.Close(code, reason)
}

// finishActing has a command that is under way be answered before the goodbye,
// and none after it.
func (s *socket) finishActing() {
	limit := time.NewTimer(goodbyeTimeout)
	defer limit.Stop()
	select {
	case s.acting <- struct{}{}:
	case <-limit.C:
	}
}

func (s *socket) hurry() { s.conn.line.limit.end(goodbyeTimeout) }

func (s *socket) frame(f shared.Frame) error { return s.conn.Write(jsonOf(f)) }
