package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// prompt is how soon something arrives that nobody holds back: long before a
// heartbeat would push it on.
const prompt = shared.Heartbeat / 3

// hearing is one way of hearing the log, event by event.
type hearing struct {
	next  func() (shared.Event, shared.Cursor, error)
	close func()
}

// hearings open each way after a cursor, or at the head.
var hearings = map[shared.Transport]func(g *guest, after string) hearing{
	shared.TransportSSE:       hearSSE,
	shared.TransportWebSocket: hearWebSocket,
	shared.TransportLongPoll:  func(g *guest, after string) hearing { return hearPolls(g, after, "60") },
	shared.TransportPoll:      func(g *guest, after string) hearing { return hearPolls(g, after, "0") },
}

func hearSSE(g *guest, after string) hearing {
	e := g.listen("", after)
	return hearing{e.nextEvent, e.close}
}

func hearWebSocket(g *guest, after string) hearing {
	g.t.Helper()
	conn := g.socket(after)
	return hearing{func() (shared.Event, shared.Cursor, error) {
		for {
			f, err := conn.frame()
			if err != nil || f.Type != shared.FrameEvent {
				if err != nil {
					return shared.Event{}, shared.Cursor{}, err
				}
				continue
			}
			var event shared.Event
			err = json.Unmarshal(f.Data, &event)
			return event, f.Cursor, err
		}
	}, func() { conn.CloseNow() }}
}

// socket is a WebSocket as a program sees it.
type socket struct{ *websocket.Conn }

// frame is a shared.Frame whose data has not been read.
type frame struct {
	Type   shared.FrameType
	Cursor shared.Cursor
	Data   json.RawMessage
}

func (g *guest) socket(after string) socket {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), patience)
	defer cancel()
	address := g.base + shared.PathWebSocket
	if after != "" {
		address += "?after=" + after
	}
	conn, _, err := websocket.Dial(ctx, address, &websocket.DialOptions{HTTPClient: g.http})
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { conn.CloseNow() })
	return socket{conn}
}

func (s socket) frame() (f frame, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, text, err := s.Read(ctx)
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	return f, err
}

// hearPolls asks again and again.
func hearPolls(g *guest, after, wait string) hearing {
	var page shared.Poll
	return hearing{func() (event shared.Event, at shared.Cursor, err error) {
		for deadline := time.Now().Add(patience); len(page.Events) == 0; {
			status, answer, err := g.try("GET", shared.PathPoll+"?wait="+wait+"&after="+after, nil)
			if err == nil && status != http.StatusOK {
				err = errors.New(http.StatusText(status))
			}
			if err == nil {
				err = json.Unmarshal(answer, &page)
			}
			if err == nil && time.Now().After(deadline) {
				err = errors.New("nothing came")
			}
			if err != nil {
				return event, at, err
			}
			after = page.Cursor.String()
		}
		event, page.Events = page.Events[0], page.Events[1:]
		return event, shared.Cursor{Epoch: page.Cursor.Epoch, Seq: event.Seq}, nil
	}, func() {}}
}
