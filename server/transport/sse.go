package transport

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"parley/server/feed"
	"parley/server/park"
	"parley/shared"
)

// SSE answers with Server-Sent Events, as an EventSource reads them. Where there
// is a lot, and the connection is for this stream alone and needs no more than its
// socket, it is parked there: SSE returns, and the stream goes on.
func SSE(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, lot *park.Lot) error {
	if lot != nil && r.ProtoMajor == 1 && r.TLS == nil {
		return parkSSE(w, r, f, who, lot)
	}
	s, err := follow(r, f, who, shared.TransportSSE)
	if err != nil {
		return err
	}
	defer s.close()
	if s.listener.Finished() {
		return feed.ErrFinished
	}
	a, err := open(w, sseType)
	if err != nil {
		return err
	}
	s.run(r.Context(), sse{a})
	return nil
}

type sse struct{ *answer }

const sseType = "text/event-stream"

// The names of events that are not in the log. Those that are have none, and
// reach onmessage.
const (
	sseHello     = "hello"
	sseEphemeral = "ephemeral"
	sseReset     = "reset"
)

var sseFormat feed.Format = func(i *feed.Item) []byte {
	if !i.Logged() {
		return appendSSE(nil, sseEphemeral, "", i.JSON)
	}
	return appendSSE(nil, "", i.Cursor().String(), i.JSON)
}

func (s sse) hello(h shared.Hello) error { return s.write(sseBegins(h)) }

func (s sse) deliver(batch *feed.Batch) error {
	p := pens.Get().(*pen)
	defer p.putDown()
	return s.write(p.text(batch))
}

func (s sse) heartbeat(at shared.Cursor, moved bool) error { return s.write(sseBeat(at, moved)) }

func (s sse) bye(why error, after time.Duration) {
	if text := sseEnds(why, after); text != nil {
		_ = s.write(text) // the stream ends either way
	}
}

func sseBegins(h shared.Hello) []byte {
	return appendSSE(appendRetry(nil, retry()), sseHello, h.Cursor.String(), jsonOf(h))
}

func sseAnew(at shared.Cursor) []byte {
	return appendSSE(nil, sseReset, at.String(), jsonOf(shared.Reset{Cursor: at}))
}

// sseBeat is a comment. An event that is nothing but an id is not dispatched,
// yet moves the client's Last-Event-ID.
func sseBeat(at shared.Cursor, moved bool) []byte {
	if !moved {
		return []byte(":\n\n")
	}
	return []byte(":\nid: " + at.String() + "\n\n")
}

// sseEnds has the client come back after a time of its own where the server goes.
func sseEnds(why error, after time.Duration) []byte {
	if !closing(why) {
		return nil
	}
	return append(appendRetry(nil, after), '\n')
}

func appendRetry(out []byte, after time.Duration) []byte {
	out = append(out, "retry: "...)
	out = strconv.AppendInt(out, after.Milliseconds(), 10)
	return append(out, '\n')
}

// appendSSE writes one event; event and id have no line breaks, and are left
// out where they are empty. Data can be anything: each line break in it, of the
// three that end a line in SSE, begins another data field.
func appendSSE(out []byte, event, id string, data []byte) []byte {
	if event != "" {
		out = append(append(append(out, "event: "...), event...), '\n')
	}
	if id != "" {
		out = append(append(append(out, "id: "...), id...), '\n')
	}
	for more := true; more; {
		var line []byte
		line, data, more = cutLine(data)
		out = append(append(append(out, "data: "...), line...), '\n')
	}
	return append(out, '\n')
}

func cutLine(data []byte) (line, rest []byte, more bool) {
	at := bytes.IndexAny(data, "\r\n")
	if at < 0 {
		return data, nil, false
	}
	line, rest = data[:at], data[at+1:]
	if data[at] == '\r' && len(rest) > 0 && rest[0] == '\n' {
		rest = rest[1:]
	}
	return line, rest, true
}

// jsonOf encodes what is known to have a wire form.
func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
