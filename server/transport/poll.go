package transport

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"parley/server/feed"
	"parley/shared"
)

const waitParameter = "wait"

// pollLinger is how long someone who polls stays online between two polls. Who
// hangs up in the middle of one does not.
const pollLinger = 10 * time.Second

// Poll answers with what is after the cursor the moment there is something, or
// with nothing after the seconds that wait= names, 0 if it is absent. It tells
// the network along with it, where that has a name.
func Poll(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, network string) error {
	wait, err := waitOf(r)
	if err != nil {
		return err
	}
	over := shared.TransportPoll
	if wait > 0 {
		over = shared.TransportLongPoll
	}
	who.Linger = pollLinger
	s, err := follow(r, f, who, over)
	if err != nil {
		return err
	}
	defer s.close()
	a, err := open(w, "application/json")
	if err != nil {
		return err
	}
	p := &poll{answer: a, network: network}
	s.every = wait
	s.run(r.Context(), p)
	if !p.told && p.refusal == nil { // nobody waits for an answer any more
		s.listener.Leave()
		panic(http.ErrAbortHandler)
	}
	return p.refusal
}

// poll is a stream that ends with its first page, which at the latest is the
// heartbeat.
type poll struct {
	*answer
	version, network string
	told             bool
	refusal          error // why there is nothing to tell
}

func (p *poll) hello(h shared.Hello) error {
	p.version = h.Version
	return nil
}

// deliver passes over what is told in passing, which is not for polls.
func (p *poll) deliver(batch *feed.Batch) error {
	var events [][]byte
	for _, item := range batch.Items {
		if item.Logged() {
			events = append(events, item.JSON)
		}
	}
	if len(events) == 0 && !batch.Reset {
		return nil
	}
	return p.tell(batch.Cursor, events, batch.Reset)
}

func (p *poll) heartbeat(at shared.Cursor, _ bool) error { return p.tell(at, nil, false) }

func (p *poll) bye(why error, _ time.Duration) { p.refusal = why }

var errAnswered = errors.New("transport: the poll is answered")

func (p *poll) tell(at shared.Cursor, events [][]byte, reset bool) error {
	p.told = true
	_ = p.write(p.page(at, events, reset)) // a client that is gone asks again
	return errAnswered
}

// page is a shared.Poll, of events that are encoded.
func (p *poll) page(at shared.Cursor, events [][]byte, reset bool) []byte {
	out := append([]byte(`{"cursor":"`), at.String()...)
	out = append(out, `","events":[`...)
	for i, event := range events {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, event...)
	}
	out = append(out, `],"reset":`...)
	out = strconv.AppendBool(out, reset)
	if p.version != "" {
		out = append(append(out, `,"version":`...), jsonOf(p.version)...)
	}
	if p.network != "" {
		out = append(append(out, `,"network":`...), jsonOf(p.network)...)
	}
	return append(out, "}\n"...)
}

func waitOf(r *http.Request) (time.Duration, error) {
	text, given, err := parameter(r, waitParameter)
	if err != nil || !given {
		return 0, err
	}
	seconds, err := strconv.ParseUint(text, 10, 16)
	wait := time.Duration(seconds) * time.Second
	if err != nil || wait > shared.MaxPollWait {
		return 0, shared.Errorf(shared.CodeParameterInvalid, "wait= is a number of seconds from 0 to %d.", int(shared.MaxPollWait.Seconds()))
	}
	return wait, nil
}
