package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"parley/shared"
)

// note is one thing that a client was told, the same over every transport.
type note struct {
	kind   shared.FrameType
	cursor string
	event  shared.Event
	text   string // the data as it came
}

// What a client can be told besides the types of frame.
const (
	noteMoved shared.FrameType = "moved" // the cursor, by itself
	notePage  shared.FrameType = "page"  // a page begins, after the event at the cursor
)

// client reads one connection. Over every transport it gives the same notes.
type client interface {
	// next waits for the next note; ok is false when the stream has ended.
	next(context.Context) (n note, ok bool)
	// end tells how the stream ended: a code of ours, a status, a close code, or
	// "cut".
	end() string
	// cut breaks the connection.
	cut()
}

// way is a transport as a client uses it.
type way struct {
	name    string
	over    shared.Transport
	connect func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client
}

// page reports whether the way is one without a cursor in the client: each time
// it begins with the room's latest.
func (w way) page() bool { return w.over == shared.TransportFrame }

// ways are all ways of waiting.
var ways = []way{
	{"sse by query", shared.TransportSSE, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return listenSSE(t, h, base+address(shared.PathSSE, id, after), "")
	}},
	{"sse parked", shared.TransportSSE, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return listenSSE(t, h, base+address(shared.PathSSE, id, after)+"&"+parkedParameter, "")
	}},
	{"sse by Last-Event-ID", shared.TransportSSE, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return listenSSE(t, h, base+address(shared.PathSSE, id, cursorAt(0)), after)
	}},
	{"websocket", shared.TransportWebSocket, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return dial(t, h, base+address(shared.PathWebSocket, id, after))
	}},
	{"long poll", shared.TransportLongPoll, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return &poller{http: h, base: base, id: id, cursor: after, wait: 30}
	}},
	{"short poll", shared.TransportPoll, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return &poller{http: h, base: base, id: id, cursor: after}
	}},
	{"frame", shared.TransportFrame, func(t testing.TB, h *http.Client, base string, id shared.PersonID, after string) client {
		return openPage(t, h, base+address(shared.PathFrame, id, after))
	}},
}

func noteOf(kind shared.FrameType, cursor string, data []byte) note {
	n := note{kind: kind, cursor: cursor, text: string(data)}
	if kind == shared.FrameEvent {
		if err := json.Unmarshal(data, &n.event); err != nil {
			panic(fmt.Sprintf("%s: %v", data, err))
		}
	}
	return n
}

// hearsOf waits for the next note of a kind; others of what is not in the log are
// passed over.
func hearsOf(t testing.TB, c client, kind shared.FrameType) note {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		n, ok := c.next(ctx)
		if !ok || n.kind == shared.FrameEvent && kind != n.kind {
			t.Fatalf("told %+v (%s), want %s", n, c.end(), kind)
		}
		if n.kind == kind {
			return n
		}
	}
}
