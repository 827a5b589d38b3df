package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/shared"
)

// Do carries a command out, as POST /api/commands does.
type Do func(context.Context, shared.Command) (shared.CommandReply, error)

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
	line := &hijacked{ResponseWriter: w}
	conn, err := websocket.Accept(line, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil // Accept has told
	}
	defer conn.CloseNow()
	conn.SetReadLimit(shared.MaxBodyBytes)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	socket := &socket{ctx: ctx, conn: conn, line: line.conn}
	go func() {
		defer cancel()
		socket.obey(do)
	}()
	s.run(ctx, socket)
	return nil
}

// closeTimeout is how long a client has to take its close code and to answer it.
const closeTimeout = 3 * time.Second

type socket struct {
	ctx      context.Context
	conn     *websocket.Conn
	line     net.Conn // below conn
	closing  sync.Once
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
	s.close(code, reason)
}

// close waits for the answer no longer than closeTimeout: else a client in the
// middle of a frame would be waited for as long as it likes.
func (s *socket) close(code websocket.StatusCode, reason string) {
	s.closing.Do(func() {
		s.line.SetDeadline(time.Now().Add(closeTimeout))
		s.conn.Close(code, reason)
	})
}

// obey carries out the commands that come up, until the connection ends.
func (s *socket) obey(do Do) {
	for {
		kind, text, err := s.conn.Read(s.ctx)
		if err != nil { // a close, which is answered, or no frame
			s.close(websocket.StatusProtocolError, "no frame")
			return
		}
		if kind != websocket.MessageText {
			s.close(websocket.StatusUnsupportedData, "commands are text")
			return
		}
		if !utf8.Valid(text) || !json.Valid(text) { // to json, any bytes are a string
			s.close(websocket.StatusInvalidFramePayloadData, "commands are JSON in UTF-8")
			return
		}
		reply := s.answer(text, do)
		if s.frame(shared.Frame{Type: shared.FrameReply, Data: reply}) != nil {
			return
		}
	}
}

func (s *socket) answer(text []byte, do Do) shared.Reply {
	id, command, err := commandOf(text)
	var done shared.CommandReply
	if err == nil {
		done, err = do(s.ctx, command)
	}
	if err != nil {
		return shared.Reply{ID: id, Error: refusalOf(err)}
	}
	return shared.Reply{ID: id, Seq: done.Seq, Duplicate: done.Duplicate}
}

// commandOf reads a command, or at least which one is to be refused; what has no
// id is refused without one.
func commandOf(text []byte) (id shared.CommandID, command shared.Command, err error) {
	var named struct{ ID shared.CommandID }
	_ = json.Unmarshal(text, &named)
	err = json.Unmarshal(text, &command)
	return named.ID, command, err
}

func (s *socket) frame(f shared.Frame) error { return s.write(jsonOf(f)) }

func (s *socket) write(text []byte) error {
	ctx, cancel := context.WithTimeout(s.ctx, shared.WriteTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}
