package transport

import "parley/shared"

// sse is a stream of Server-Sent Events, as an EventSource reads it. What moves
// the cursor alone an EventSource does not tell.
type sse struct{ *line }

func openSSE(o Outside, at Address, after string, ears Ears) Stream {
	s := sse{newLine(ears)}
	s.count(Traffic{Requests: 1})
	s.begin(func() func() {
		return o.Streams.Open(at.path(shared.TransportSSE, after), s.opened, s.hear, s.failed)
	})
	return s
}

func (s sse) opened() {
	s.tellTraffic()
	s.is(Opened)
}

func (s sse) hear(event, data, id string) {
	s.count(Traffic{Down: len(event) + len(data) + len(id)})
	switch event {
	case "message":
		s.event(id, data)
	case string(shared.FrameHello):
		s.hello(helloOf([]byte(data)))
		s.reached(id)
	case string(shared.FrameEphemeral):
		s.ephemeral(data)
	case string(shared.FrameReset):
		s.reset()
	}
	if !s.ended() {
		s.tellTraffic()
	}
}

// failed takes the stream for refused where the answer was no stream; why, an
// EventSource does not say.
func (s sse) failed(final bool) { s.fail(Break{Refused: final}) }
