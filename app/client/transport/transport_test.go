package transport_test

import (
	"encoding/json"
	"testing"

	"parley/app/client/transport"
	"parley/shared"
)

var room = transport.Address{Base: shared.PathEvents}

func TestSSE(t *testing.T) {
	w := &world{t: t}
	s := w.open(shared.TransportSSE, transport.Address{Base: "/api/lab/clock/events", Query: "line=a-1"}, "e-7")
	w.asks("/api/lab/clock/events/sse", "line=a-1&after=e-7")
	w.opened()
	w.message("hello", `{"cursor":"e-7","version":"v1"}`, "e-7")
	w.message("message", event(8), "e-8")
	w.message("ephemeral", `{}`, "e-8")
	w.message("new in the next build", `{}`, "e-8")
	w.message("reset", `{}`, "f-9")
	w.hears("is open", "hello v1 ", "reached e-7", "e-8 "+event(8), "passing {}", "reset")
	if s.Send(shared.Command{}, nil) {
		t.Error("sent up a stream that only comes down")
	}
	w.failed(false)
	w.failed(false)
	w.message("message", event(9), "e-9")
	w.hears("is closed", "broken {Opened:true Done:false Refused:false Retry:0 Code:}")
	if !w.shut {
		t.Error("the broken source is not let go")
	}
}

func TestSSERefused(t *testing.T) {
	w := &world{t: t}
	w.open(shared.TransportSSE, room, "")
	w.asks(shared.PathSSE, "")
	w.failed(true)
	w.hears("is closed", "broken {Opened:false Done:false Refused:true Retry:0 Code:}")
}

func TestWebSocket(t *testing.T) {
	w := &world{t: t}
	w.open(shared.TransportWebSocket, room, "e-7")
	w.asks(shared.PathWebSocket, "after=e-7")
	w.opened()
	w.text(`{"type":"hello","cursor":"e-7","data":{"cursor":"e-7","version":"v1"}}`)
	w.text(`{"type":"event","cursor":"e-8","data":{"seq":8}}`)
	w.text(`{"type":"ephemeral","data":{}}`)
	w.text(`{"type":"hello","cursor":"e-12","data":{"cursor":"e-12","version":"v1"}}`)
	w.text(`{"type":"new in the next build","data":{}}`)
	w.text(`{"type":"reset","cursor":"f-1","data":{}}`)
	w.hears("is open", "hello v1 ", "reached e-7", "e-8 "+event(8), "passing {}", "reached e-12", "reset")
	w.text(`<html>`)
	w.hears("is closed", "broken {Opened:true Done:false Refused:true Retry:0 Code:}")
}

func TestHowAWebSocketCloses(t *testing.T) {
	for _, c := range []struct {
		code   int
		reason string
		want   transport.Break
	}{
		{1000, "complete", transport.Break{Done: true}},
		{1000, "", transport.Break{}},
		{1006, "", transport.Break{}},
		{1008, "the session has ended", transport.Break{Done: true}},
		{1011, "the log can't be read", transport.Break{}},
		{1012, "retry=2318", transport.Break{Retry: 2318}},
		{1012, "retry=soon", transport.Break{Retry: 4000}},
		{1012, "", transport.Break{Retry: 4000}},
	} {
		w, got := &world{t: t}, transport.Break{}
		transport.Open(transport.Outside{Sockets: sockets{w}}, shared.TransportWebSocket, room, "", transport.Ears{
			Broken: func(b transport.Break) { got = b },
		})
		w.closed(c.code, c.reason)
		if got != c.want {
			t.Errorf("%d %q is %+v, want %+v", c.code, c.reason, got, c.want)
		}
	}
}

func TestCommandsGoUpAWebSocket(t *testing.T) {
	w := &world{t: t}
	s := w.open(shared.TransportWebSocket, room, "e-7")
	replies := map[shared.CommandID]string{}
	send := func(id shared.CommandID) bool {
		c := shared.Command{ID: id, Room: shared.General, Body: shared.PostMessage{Text: "hi"}}
		return s.Send(c, func(r shared.Reply, ok bool) {
			text, _ := json.Marshal(r)
			replies[id] += string(text)
			if !ok {
				replies[id] = "lost"
			}
		})
	}
	if send("early") {
		t.Error("sent before it was open")
	}
	w.opened()
	for _, id := range []shared.CommandID{"1", "2", "3"} {
		if !send(id) {
			t.Errorf("%s can't be sent", id)
		}
	}
	w.text(`{"type":"reply","data":{"id":"2","seq":9}}`)
	w.text(`{"type":"reply","data":{"id":"1","error":{"code":"text_empty","message":"?"}}}`)
	w.text(`{"type":"reply","data":{"id":"2","seq":9}}`)
	w.closed(1006, "")
	want := map[shared.CommandID]string{"1": `{"id":"1","error":{"code":"text_empty","message":"?"}}`, "2": `{"id":"2","seq":9}`, "3": "lost"}
	for id, reply := range want {
		if replies[id] != reply {
			t.Errorf("the reply to %s is %s, want %s", id, replies[id], reply)
		}
	}
	if len(w.sent) != 3 || send("late") {
		t.Errorf("sent %q", w.sent)
	}
}

func TestLongPoll(t *testing.T) {
	w := &world{t: t}
	w.open(shared.TransportLongPoll, transport.Address{Base: shared.PathEvents, Query: "line=a", Wait: 12}, "e-7")
	w.asks(shared.PathPoll, "line=a&after=e-7&wait=0&"+shared.PollForStream)
	w.answer(200, page("e-7"), 0)
	w.hears("hello v1 n1", "reached e-7", "is open")
	w.asks(shared.PathPoll, "line=a&after=e-7&wait=12")
	if w.timeout != 22_000 {
		t.Errorf("waits for %d ms", w.timeout)
	}
	w.answer(200, page("e-10", 8, 9), 0)
	w.hears("e-8 "+event(8), "e-9 "+event(9), "reached e-10")
	w.asks(shared.PathPoll, "line=a&after=e-10&wait=12")
	w.now += 12_000
	w.answer(200, page("e-10"), 0)
	w.hears("reached e-10")
	w.answer(200, page("e-10"), 0) // long before its time: not by the server
	w.hears("reached e-10", "is connecting")
	w.rest()
	w.hears("is open")
	w.answer(0, nil, 0)
	w.hears("is closed", "broken {Opened:true Done:false Refused:false Retry:0 Code:}")
}

func TestShortPoll(t *testing.T) {
	w := &world{t: t}
	w.open(shared.TransportPoll, room, "")
	w.asks(shared.PathPoll, "wait=0")
	w.answer(200, page("e-7"), 0)
	w.hears("hello v1 n1", "reached e-7")
	w.rest()
	w.hears("is open")
	w.asks(shared.PathPoll, "after=e-7&wait=0")
	backlog := make([]int, 100)
	for i := range backlog {
		backlog[i] = 8 + i
	}
	w.answer(200, page("e-107", backlog...), 0)
	if len(w.told) != 101 {
		t.Errorf("told %q", w.told)
	}
	w.told = nil
	w.asks(shared.PathPoll, "after=e-107&wait=0") // at once: there may be more
	w.answer(200, []byte(`{"cursor":"f-3","events":[],"reset":true}`), 0)
	w.hears("reset", "reached f-3", "is connecting")
	w.rest()
	w.asks(shared.PathPoll, "after=f-3&wait=0")
}

func TestHowAPollEnds(t *testing.T) {
	for _, c := range []struct {
		status     int
		body       string
		retryAfter int
		want       transport.Break
	}{
		{204, "", 0, transport.Break{Done: true}},
		{401, `{"error":{"code":"no_session"}}`, 0, transport.Break{Done: true}},
		{0, "", 0, transport.Break{}},
		{503, `{"error":{"code":"unavailable"}}`, 3, transport.Break{Refused: true, Retry: 3000, Code: shared.CodeUnavailable}},
		{502, `<html>`, 0, transport.Break{Refused: true}},
		{200, `<html>`, 0, transport.Break{Refused: true}},
		{200, `{}`, 0, transport.Break{Refused: true}},
	} {
		w, got := &world{t: t}, transport.Break{}
		transport.Open(transport.Outside{Server: w, Timers: w}, shared.TransportLongPoll, room, "", transport.Ears{
			Broken: func(b transport.Break) { got = b },
		})
		w.answer(c.status, []byte(c.body), c.retryAfter)
		if got != c.want {
			t.Errorf("%d %q is %+v, want %+v", c.status, c.body, got, c.want)
		}
	}
}

// Whatever happens beneath, a stream that was closed says nothing more.
func TestClosedIsClosed(t *testing.T) {
	for _, kind := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll} {
		w := &world{t: t}
		s := w.open(kind, room, "e-7")
		s.Close()
		s.Close()
		if !w.shut {
			t.Errorf("%s: what lies beneath goes on", kind)
		}
		switch kind {
		case shared.TransportSSE:
			w.opened()
			w.message("message", event(8), "e-8")
			w.failed(false)
		case shared.TransportWebSocket:
			w.opened()
			w.text(`{"type":"event","cursor":"e-8","data":{"seq":8}}`)
			w.closed(1006, "")
		default:
			w.answer(200, page("e-8", 8), 0)
		}
		w.hears()
		if len(w.asked) != 1 {
			t.Errorf("%s: asked again: %q", kind, w.asked)
		}
	}
}

func TestTrafficIsCounted(t *testing.T) {
	sum := transport.Traffic{}
	ears := transport.Ears{Traffic: func(t transport.Traffic) {
		sum.Requests, sum.Down, sum.Up = sum.Requests+t.Requests, sum.Down+t.Down, sum.Up+t.Up
	}}
	w := &world{t: t}
	outside := transport.Outside{Streams: streams{w}, Sockets: sockets{w}, Server: w, Timers: w}
	expect := func(what string, want transport.Traffic) {
		t.Helper()
		if sum != want {
			t.Errorf("%s: %+v, want %+v", what, sum, want)
		}
		sum = transport.Traffic{}
	}
	transport.Open(outside, shared.TransportSSE, room, "", ears)
	w.opened()
	w.message("message", "12345", "e-8")
	w.failed(false)
	expect("sse", transport.Traffic{Requests: 1, Down: len("message") + 5 + 3})
	socket := transport.Open(outside, shared.TransportWebSocket, room, "", ears)
	w.opened()
	socket.Send(shared.Command{ID: "1", Body: shared.Join{}}, func(shared.Reply, bool) {})
	w.text(`{"type":"?"}`)
	expect("websocket", transport.Traffic{Requests: 1, Down: 12, Up: len(w.sent[0])})
	transport.Open(outside, shared.TransportPoll, room, "", ears)
	w.answer(200, page("e-7"), 0)
	w.rest()
	w.answer(200, page("e-7"), 0)
	expect("poll", transport.Traffic{Requests: 2, Down: 2 * len(page("e-7"))})
}
