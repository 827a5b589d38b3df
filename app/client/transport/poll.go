package transport

import (
	"encoding/json"

	"parley/shared"
)

const (
	// PollEvery is how long a short poll rests between an answer and the next
	// question, in milliseconds.
	PollEvery = 2_000

	answerWithin = 10_000 // milliseconds that an answer may take over its waiting
	backlog      = 20     // events in an answer behind which there may be more
)

// The statuses that a poll tells apart.
const (
	statusOK           = 200
	statusNoContent    = 204 // stop asking
	statusUnauthorized = 401
)

// poll is a stream of answers to one question, asked again and again: what is
// after the cursor? Long and short polls differ in how long the server may wait.
type poll struct {
	*line
	outside Outside
	at      Address

	// Of the callbacks:
	after  string
	wait   int   // seconds; 0 for a short poll
	waited int   // seconds that the question under way may wait
	asked  int64 // when it was asked
}

// page is shared.Poll, with its events as they came.
type page struct {
	Cursor  shared.Cursor     `json:"cursor"`
	Events  []json.RawMessage `json:"events"`
	Reset   bool              `json:"reset"`
	Version string            `json:"version"`
	Network string            `json:"network"`
}

func openPoll(o Outside, at Address, after string, wait int, ears Ears) Stream {
	p := &poll{line: newLine(ears), outside: o, at: at, after: after, wait: wait}
	p.ask(0)
	return p
}

// ask asks what is after the cursor. A long poll begins by asking without waiting,
// and is refused where one that waits would be.
func (p *poll) ask(wait int) {
	p.count(Traffic{Requests: 1})
	p.begin(func() (cancel func()) {
		p.asked, p.waited = p.outside.Timers.Now(), wait
		timeout := int64(wait)*1000 + answerWithin
		path := p.at.pollPath(p.after, wait)
		if wait < p.wait {
			path += "&" + shared.PollForStream
		}
		return p.outside.Server.Do("GET", path, nil, timeout, p.answered)
	})
}

func (p *poll) answered(status int, body []byte, retryAfter int) {
	if p.ended() {
		return
	}
	p.count(Traffic{Down: len(body)})
	p.tellTraffic()
	var answer page
	switch {
	case status == statusNoContent, status == statusUnauthorized:
		p.fail(Break{Done: true})
	case status == 0:
		p.fail(Break{})
	case status != statusOK || json.Unmarshal(body, &answer) != nil || answer.Cursor.Epoch == "":
		p.fail(Break{Refused: true, Retry: int64(retryAfter) * 1000, Code: codeOf(body)})
	default:
		p.take(answer)
		p.goOn(answer)
	}
}

// codeOf reads why something was refused; "" where it does not say.
func codeOf(body []byte) shared.Code {
	var reply shared.ErrorReply
	if json.Unmarshal(body, &reply) != nil || reply.Error == nil {
		return ""
	}
	return reply.Error.Code
}

// take tells what an answer brings.
func (p *poll) take(answer page) {
	p.hello(Hello{Version: answer.Version, Network: answer.Network})
	if answer.Reset {
		p.reset()
	}
	for _, event := range answer.Events {
		var at struct{ Seq shared.Seq }
		_ = json.Unmarshal(event, &at) // what it is, the owner has to understand
		p.event(shared.Cursor{Epoch: answer.Cursor.Epoch, Seq: at.Seq}.String(), string(event))
	}
	p.after = answer.Cursor.String()
	p.reached(p.after)
}

// goOn asks again: at once for the rest of a backlog, and with a long poll. Where
// that is answered with nothing before its time, something on the way answers in
// the server's place, and would be asked without end.
func (p *poll) goOn(answer page) {
	rest := p.wait == 0 && len(answer.Events) < backlog
	if p.waited > 0 && len(answer.Events) == 0 {
		rest = p.outside.Timers.Now()-p.asked < PollEvery
	}
	if rest {
		p.is(Connecting)
		p.begin(func() (stop func()) { return p.outside.Timers.After(PollEvery, p.again) })
		return
	}
	p.again()
}

func (p *poll) again() {
	if !p.ended() {
		p.is(Opened)
		p.ask(p.wait)
	}
}
