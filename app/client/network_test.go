package client_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley/shared"
)

// network is what lies between a world's server and its device.
type network struct {
	name  string                    // as the server calls it
	holds map[shared.Transport]bool // what comes over it never arrives
	mutes map[shared.Transport]bool // after its hello nothing arrives
	bars  map[shared.Transport]bool // it can't be opened
	cutAt int64                     // the age at which every connection is cut, in milliseconds; 0 for never
}

// stream is an open event stream, or WebSocket.
type stream struct {
	tab     *tab
	kind    shared.Transport
	after   shared.Seq
	greeted bool
	closed  bool
	stuck   bool // it brings nothing, and does not break
	bring   func(kind shared.FrameType, cursor string, data []byte)
	fail    func(final bool)
	closes  func(code int, reason string) // of a WebSocket
	message func(event, data, id string)  // of an event stream
}

// waitingPoll is a long poll that has no answer yet.
type waitingPoll struct {
	query  url.Values
	answer func(status int, body []byte)
	stuck  bool
}

type sockets struct{ *tab }

func (t *tab) Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) func() {
	s := &stream{tab: t, kind: shared.TransportSSE, message: message, fail: failed}
	s.bring = func(kind shared.FrameType, cursor string, data []byte) {
		if kind == shared.FrameEvent {
			kind = "message"
		}
		message(string(kind), string(data), cursor)
	}
	return s.begin(path)
}

func (s sockets) Open(path string, opened func(), message func(text string), closed func(code int, reason string)) (send func(string), close func()) {
	made := &stream{tab: s.tab, kind: shared.TransportWebSocket, closes: closed, fail: func(bool) { closed(1006, "") }}
	made.bring = func(kind shared.FrameType, cursor string, data []byte) {
		if kind == shared.FrameHello {
			opened()
		}
		frame := map[string]any{"type": kind, "data": json.RawMessage(data)}
		if cursor != "" {
			frame["cursor"] = cursor
		}
		text, _ := json.Marshal(frame)
		message(string(text))
	}
	return made.send, made.begin(path)
}

// begin opens the stream, as far as the network lets it.
func (s *stream) begin(path string) (close func()) {
	t, w := s.tab, s.tab.w
	t.streams = append(t.streams, s)
	address, _ := url.Parse(path)
	after, err := shared.ParseCursor(address.Query().Get("after"))
	s.after, s.stuck = after.Seq, w.net.holds[s.kind]
	switch {
	case w.down:
		w.todo = append(w.todo, func() { s.end(false) })
	case w.session == "" || w.full || w.net.bars[s.kind]:
		w.todo = append(w.todo, func() { s.end(true) })
	case err != nil || after.Epoch != w.log.Epoch:
		reset, _ := json.Marshal(shared.Reset{Cursor: w.log.Cursor()})
		w.todo = append(w.todo, func() { s.bring(shared.FrameReset, w.log.Cursor().String(), reset) })
		s.stuck = true
	}
	if w.net.cutAt > 0 {
		t.After(w.net.cutAt, func() { s.end(false) })
	}
	return func() { s.closed = true }
}

// send does the command that goes up, and brings the reply.
func (s *stream) send(text string) {
	w := s.tab.w
	w.requests = append(w.requests, "UP "+text)
	w.todo = append(w.todo, func() {
		if s.closed || s.stuck || w.down {
			return
		}
		status, body, _ := w.command([]byte(text))
		var answer struct {
			shared.CommandReply
			shared.ErrorReply
		}
		json.Unmarshal(body, &answer)
		var named struct{ ID shared.CommandID }
		json.Unmarshal([]byte(text), &named)
		reply, _ := json.Marshal(shared.Reply{ID: named.ID, Seq: answer.Seq, Error: answer.Error})
		if status != 0 {
			w.todo = append(w.todo, func() {
				if !s.closed {
					s.bring(shared.FrameReply, "", reply)
				}
			})
		}
	})
}

func (s *stream) end(final bool) {
	if !s.closed {
		s.fail(final)
	}
}

// pump brings the open streams what is due; it reports whether there was any.
func (w *world) pump() bool {
	moved := false
	for _, tab := range w.tabs {
		for _, s := range tab.streams {
			if !s.closed && !s.stuck && !w.down {
				moved = s.pump() || moved
			}
		}
		for _, p := range slices.Clone(tab.polls) {
			if page := w.page(p.query); !p.stuck && !w.down && (len(page.Events) > 0 || page.Reset) {
				_, body, _ := reply(page)
				tab.answerPoll(p, 200, body)
				moved = true
			}
		}
	}
	return moved
}

func (s *stream) pump() bool {
	w := s.tab.w
	id := func(seq shared.Seq) string { return shared.Cursor{Epoch: w.log.Epoch, Seq: seq}.String() }
	if !s.greeted {
		s.greeted = true
		s.stuck = w.net.mutes[s.kind]
		hello, _ := json.Marshal(shared.Hello{Cursor: shared.Cursor{Epoch: w.log.Epoch, Seq: s.after}, Version: w.version})
		s.bring(shared.FrameHello, id(s.after), hello)
		return true
	}
	events := w.log.Events(w.session, s.after, 10)
	for _, e := range events {
		data, _ := json.Marshal(e)
		s.bring(shared.FrameEvent, id(e.Seq), data)
		s.after = e.Seq
	}
	return len(events) > 0
}

// page answers a poll.
func (w *world) page(query url.Values) shared.Poll {
	after, _ := shared.ParseCursor(query.Get("after"))
	if query.Get("after") == "" {
		after = w.log.Cursor()
	}
	poll := shared.Poll{Cursor: w.log.Cursor(), Version: w.version, Network: w.net.name, Events: []shared.Event{}}
	if poll.Reset = after.Epoch != w.log.Epoch; !poll.Reset {
		poll.Events = w.log.Events(w.session, after.Seq, 30)
	}
	if n := len(poll.Events); n == 30 {
		poll.Cursor.Seq = poll.Events[n-1].Seq
	}
	return poll
}

// waits takes a long poll that has to wait, and reports whether it is one.
func (t *tab) waits(path string, done func(status int, body []byte)) bool {
	address, _ := url.Parse(path)
	wait, _ := strconv.ParseInt(address.Query().Get("wait"), 10, 64)
	if !strings.HasPrefix(path, shared.PathPoll) || wait == 0 || t.w.down || t.w.full || t.w.session == "" {
		return false
	}
	p := &waitingPoll{query: address.Query(), answer: done, stuck: t.w.net.holds[shared.TransportLongPoll]}
	t.polls = append(t.polls, p)
	t.After(wait*1000, func() {
		_, body, _ := reply(t.w.page(p.query))
		t.answerPoll(p, 200, body)
	})
	if t.w.net.cutAt > 0 {
		t.After(t.w.net.cutAt, func() { t.answerPoll(p, 0, nil) })
	}
	return true
}

// answerPoll answers a poll that waits, if it does still.
func (t *tab) answerPoll(p *waitingPoll, status int, body []byte) {
	if i := slices.Index(t.polls, p); i >= 0 {
		t.polls = slices.Delete(t.polls, i, i+1)
		t.w.todo = append(t.w.todo, func() { p.answer(status, body) })
	}
}

// cut breaks every stream, and every poll that waits.
func (w *world) cut(final bool) {
	for _, tab := range w.tabs {
		tab.breakStreams(final)
	}
	w.settle()
}

func (t *tab) breakStreams(final bool) {
	for _, s := range t.streams {
		s.end(final)
	}
	for _, p := range slices.Clone(t.polls) {
		t.answerPoll(p, 0, nil)
	}
}

// outage takes the network away until the function it gives is called.
func (w *world) outage() (over func()) {
	w.down = true
	w.cut(false)
	return func() { w.down = false }
}

// live is the stream that is open; nil where there is none.
func (t *tab) live() *stream {
	for _, s := range t.streams {
		if !s.closed {
			return s
		}
	}
	return nil
}

// freeze has what is open bring nothing any more, and not break; gone reports
// whether the client gave it up.
func (t *tab) freeze() (gone func() bool) {
	t.w.t.Helper()
	if s := t.live(); s != nil {
		s.stuck = true
		return func() bool { return s.closed }
	}
	for _, p := range t.polls {
		p.stuck = true
	}
	return func() bool { return true } // an answer that comes late is void
}
