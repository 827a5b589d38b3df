package transport

import (
	"encoding/json"
	"strconv"
	"strings"

	"parley/shared"
)

// socket is a stream of shared.Frame as JSON text, with commands going up.
type socket struct {
	*line

	send  func(text string)                             // guarded by line.mu
	ready bool                                          // guarded by line.mu: whether it can send
	asked map[shared.CommandID]func(shared.Reply, bool) // guarded by line.mu: commands without a reply yet
}

// frame is shared.Frame as it is read.
type frame struct {
	Type   shared.FrameType `json:"type"`
	Cursor string           `json:"cursor"`
	Data   json.RawMessage  `json:"data"`
}

// The close codes of RFC 6455 that mean more than a break.
const (
	closeNormal  = 1000 // with the reason "complete": there is nothing more to come
	closePolicy  = 1008 // the session has ended
	closeRestart = 1012 // the server goes; "retry=" in the reason says for how long, in milliseconds

	reasonComplete = "complete"
	reasonRetry    = "retry="
)

func openWebSocket(o Outside, at Address, after string, ears Ears) Stream {
	s := &socket{line: newLine(ears), asked: map[shared.CommandID]func(shared.Reply, bool){}}
	s.count(Traffic{Requests: 1})
	s.begin(func() (end func()) {
		s.send, end = o.Sockets.Open(at.path(shared.TransportWebSocket, after), s.opened, s.hear, s.broke)
		return end
	})
	return s
}

func (s *socket) opened() {
	s.mu.Lock()
	s.ready = true
	s.mu.Unlock()
	s.tellTraffic()
	s.is(Opened)
}

// hear takes in a frame; of a kind from the future it is stepped over.
func (s *socket) hear(text string) {
	s.count(Traffic{Down: len(text)})
	var f frame
	if json.Unmarshal([]byte(text), &f) != nil {
		s.stop(Break{Refused: true})
		return
	}
	switch f.Type {
	case shared.FrameHello: // the first one, or one that only moves the cursor
		s.hello(helloOf(f.Data))
		s.reached(f.Cursor)
	case shared.FrameEvent:
		s.event(f.Cursor, string(f.Data))
	case shared.FrameEphemeral:
		s.ephemeral(string(f.Data))
	case shared.FrameReset:
		s.reset()
	case shared.FrameReply:
		s.replied(f.Data)
	}
	if !s.ended() {
		s.tellTraffic()
	}
}

// Send sends a command up.
func (s *socket) Send(c shared.Command, done func(shared.Reply, bool)) bool {
	text, err := json.Marshal(c)
	s.mu.Lock()
	can := err == nil && s.ready && !s.over
	if can {
		s.asked[c.ID] = done
	}
	send := s.send
	s.mu.Unlock()
	if can {
		s.count(Traffic{Up: len(text)})
		send(string(text))
	}
	return can
}

func (s *socket) replied(data []byte) {
	var reply shared.Reply
	if json.Unmarshal(data, &reply) != nil {
		return // whoever asked waits in vain, as for one that was lost
	}
	s.mu.Lock()
	done := s.asked[reply.ID]
	delete(s.asked, reply.ID)
	over := s.over
	s.mu.Unlock()
	if done != nil && !over {
		done(reply, true)
	}
}

func (s *socket) broke(code int, reason string) { s.stop(breakOf(code, reason)) }

// stop ends the stream by itself; who waits for a reply learns that first.
func (s *socket) stop(b Break) {
	s.mu.Lock()
	asked, over := s.asked, s.over
	s.asked = nil
	s.ready = false
	s.mu.Unlock()
	for _, done := range asked {
		if !over {
			done(shared.Reply{}, false)
		}
	}
	s.fail(b)
}

// breakOf reads how the server closed a socket.
func breakOf(code int, reason string) Break {
	switch {
	case code == closePolicy, code == closeNormal && reason == reasonComplete:
		return Break{Done: true}
	case code == closeRestart:
		millis, asked := strings.CutPrefix(reason, reasonRetry)
		retry, err := strconv.ParseInt(millis, 10, 64)
		if !asked || err != nil || retry <= 0 {
			retry = shared.RetryMax.Milliseconds()
		}
		return Break{Retry: retry}
	}
	return Break{}
}
