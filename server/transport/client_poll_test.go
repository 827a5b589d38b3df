package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"parley/shared"
)

// pollPace is between two short polls.
const pollPace = 2 * time.Millisecond

// poller asks again and again.
type poller struct {
	http   *http.Client
	base   string
	id     shared.PersonID
	cursor string
	wait   int
	ready  []note
	asked  bool
	why    string
}

func (p *poller) next(ctx context.Context) (note, bool) {
	for len(p.ready) == 0 {
		if p.why != "" {
			return note{}, false
		}
		p.ask(ctx)
	}
	first := p.ready[0]
	p.ready = p.ready[1:]
	return first, true
}

// ask makes an answer the notes of which a stream would give. The first is asked
// for at once, and stands for its hello.
func (p *poller) ask(ctx context.Context) {
	wait := p.wait
	if !p.asked {
		wait = 0
	} else if wait == 0 {
		select {
		case <-ctx.Done():
		case <-time.After(pollPace):
		}
	}
	request, _ := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s%s&wait=%d", p.base, address(shared.PathPoll, p.id, p.cursor), wait), nil)
	response, err := p.http.Do(request)
	if err != nil {
		p.why = "cut"
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		p.why = refusedWith(response)
		return
	}
	var answer struct {
		Cursor string
		Events []json.RawMessage
		Reset  bool
	}
	if json.NewDecoder(response.Body).Decode(&answer) != nil {
		p.why = "cut" // an answer that is not whole is discarded
		return
	}
	if !p.asked {
		p.asked = true
		p.ready = append(p.ready, note{kind: shared.FrameHello, cursor: p.cursor})
	}
	if answer.Reset {
		p.ready = append(p.ready, noteOf(shared.FrameReset, answer.Cursor, fmt.Appendf(nil, `{"cursor":%q}`, answer.Cursor)))
	}
	for _, text := range answer.Events {
		n := noteOf(shared.FrameEvent, "", text)
		n.cursor = cursorAt(n.event.Seq)
		p.ready = append(p.ready, n)
	}
	if answer.Cursor != p.cursor {
		p.ready = append(p.ready, note{kind: noteMoved, cursor: answer.Cursor})
	}
	p.cursor = answer.Cursor
}

func (p *poller) end() string { return p.why }
func (p *poller) cut()        { p.why, p.ready = "cut", nil }
