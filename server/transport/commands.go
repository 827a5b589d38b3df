package transport

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"github.com/coder/websocket"

	"parley/shared"
)

// Do carries a command out, as POST /api/commands does.
type Do func(context.Context, shared.Command) (shared.CommandReply, error)

// obey carries out the commands that come up, until the connection ends.
func (s *socket) obey(do Do) {
	defer s.end()
	for {
		kind, text, err := s.conn.Read(context.Background()) // until it is closed
		if err != nil {                                      // a close, which is answered, or no frame
			s.conn.Close(websocket.StatusProtocolError, "no frame")
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
		if s.act(text, do) != nil {
			return
		}
	}
}

// act carries out a command and answers it.
func (s *socket) act(text []byte, do Do) error {
	select {
	case s.acting <- struct{}{}:
		defer func() { <-s.acting }()
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	return s.frame(shared.Frame{Type: shared.FrameReply, Data: s.answer(text, do)})
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
	return shared.Reply{ID: id, Seq: done.Seq, Room: done.Room, Duplicate: done.Duplicate}
}

// commandOf reads a command, or at least which one is to be refused; what has no
// id is refused without one.
func commandOf(text []byte) (id shared.CommandID, command shared.Command, err error) {
	var named struct{ ID shared.CommandID }
	_ = json.Unmarshal(text, &named)
	err = json.Unmarshal(text, &command)
	return named.ID, command, err
}
