package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"parley/server/feed"
	"parley/shared"
)

// Do carries a command out, as POST /api/commands does.
type Do func(context.Context, shared.Command) (shared.CommandReply, error)

// WebSocket answers with the stream as frames of JSON text, and takes commands
// up it, one at a time and in order. It closes with 1008 when the session has
// ended, 1012 when the server goes ("retry" in the reason, in milliseconds), 1003
// for binary, 1007 for what is no JSON, 1009 for what is too large, and 1011 when
// the log can't be read.
func WebSocket(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, do Do) error {
	after, err := cursorOf(r)
	if err != nil {
		return err
	}
	if err := checkUpgrade(r); err != nil {
		return err
	}
	who.Transport = "websocket"
	s, err := listen(r, f, who, after)
	if err != nil {
		return err
	}
	defer s.close()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil // Accept has told
	}
	defer conn.CloseNow()
	conn.SetReadLimit(shared.MaxBodyBytes)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	socket := &socket{ctx, conn}
	go func() {
		defer cancel()
		socket.obey(do)
	}()
	s.run(ctx, socket)
	return nil
}

// checkUpgrade refuses what is no WebSocket, and pages of other sites: browsers
// let those open one with the person's cookies.
func checkUpgrade(r *http.Request) error {
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return shared.Errorf(shared.CodeStreamUnsupported, "Open this address as a WebSocket.")
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	from, err := url.Parse(origin)
	if err != nil || !strings.EqualFold(from.Host, r.Host) {
		return shared.Errorf(shared.CodeForeignOrigin, "Another site can't open this stream.")
	}
	return nil
}

type socket struct {
	ctx  context.Context
	conn *websocket.Conn
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

// heartbeat asks for a sign of life, without waiting for it: who gives none in
// time is cut off.
func (s *socket) heartbeat(shared.Cursor, bool) error {
	go func() {
		ctx, cancel := context.WithTimeout(s.ctx, shared.WriteTimeout)
		defer cancel()
		if s.conn.Ping(ctx) != nil {
			s.conn.CloseNow()
		}
	}()
	return nil
}

func (s *socket) bye(why error, retry time.Duration) {
	code, reason := websocket.StatusInternalError, "the log can't be read"
	switch {
	case closing(why):
		code, reason = websocket.StatusServiceRestart, fmt.Sprintf("retry=%d", retry.Milliseconds())
	case shared.CodeOf(why) == shared.CodeNoSession:
		code, reason = websocket.StatusPolicyViolation, "the session has ended"
	}
	s.conn.Close(code, reason)
}

// obey carries out the commands that come up, until the connection ends.
func (s *socket) obey(do Do) {
	for {
		kind, text, err := s.conn.Read(s.ctx)
		if err != nil {
			return
		}
		if kind != websocket.MessageText {
			s.conn.Close(websocket.StatusUnsupportedData, "commands are text")
			return
		}
		if !utf8.Valid(text) || !json.Valid(text) { // to json, any bytes are a string
			s.conn.Close(websocket.StatusInvalidFramePayloadData, "commands are JSON in UTF-8")
			return
		}
		reply := s.answer(text, do)
		if s.frame(shared.Frame{Type: shared.FrameReply, Data: reply}) != nil {
			return
		}
	}
}

func (s *socket) answer(text []byte, do Do) shared.Reply {
	var named struct{ ID shared.CommandID }
	_ = json.Unmarshal(text, &named) // what has no id is refused without one
	var command shared.Command
	err := json.Unmarshal(text, &command)
	var done shared.CommandReply
	if err == nil {
		done, err = do(s.ctx, command)
	}
	if err != nil {
		return shared.Reply{ID: named.ID, Error: refusalOf(err)}
	}
	return shared.Reply{ID: named.ID, Seq: done.Seq, Duplicate: done.Duplicate}
}

func (s *socket) frame(f shared.Frame) error { return s.write(jsonOf(f)) }

func (s *socket) write(text []byte) error {
	ctx, cancel := context.WithTimeout(s.ctx, shared.WriteTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}
