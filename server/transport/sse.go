package transport

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// SSE answers with Server-Sent Events, as an EventSource reads them.
func SSE(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who) error {
	s, err := follow(r, f, who, shared.TransportSSE)
	if err != nil {
		return err
	}
	defer s.close()
	if s.listener.Finished() {
		return feed.ErrFinished
	}
	a, err := open(w, "text/event-stream")
	if err != nil {
		return err
	}
	s.run(r.Context(), sse{a})
	return nil
}

type sse struct{ *answer }

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

func (s sse) hello(h shared.Hello) error {
	first := appendRetry(nil, retry())
	return s.write(appendSSE(first, sseHello, h.Cursor.String(), jsonOf(h)))
}

func (s sse) deliver(batch *feed.Batch) error {
	out := buffers.Get().(*bytes.Buffer)
	defer release(out)
	if batch.Reset {
		out.Write(appendSSE(nil, sseReset, batch.Cursor.String(), jsonOf(shared.Reset{Cursor: batch.Cursor})))
	}
	for _, item := range batch.Items {
		out.Write(item.As(&sseFormat))
	}
	return s.write(out.Bytes())
}

// heartbeat is a comment. An event that is nothing but an id is not dispatched,
// yet moves the client's Last-Event-ID.
func (s sse) heartbeat(at shared.Cursor, moved bool) error {
	if !moved {
		return s.write([]byte(":\n\n"))
	}
	return s.write([]byte(":\nid: " + at.String() + "\n\n"))
}

// bye has the client come back after a time of its own where the server goes.
func (s sse) bye(why error, after time.Duration) {
	if closing(why) {
		_ = s.write(append(appendRetry(nil, after), '\n')) // the stream ends either way
	}
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

// buffers are for one write each, so that an idle stream has none.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const maxPooled = 1 << 20

func release(b *bytes.Buffer) {
	if b.Cap() <= maxPooled {
		b.Reset()
		buffers.Put(b)
	}
}

// jsonOf encodes what is known to have a wire form.
func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
