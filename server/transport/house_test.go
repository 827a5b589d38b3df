package transport

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/server/park"
	"parley/shared"
)

// patience is how long a test waits for what has to happen.
const patience = 10 * time.Second

// house is a server with a feed over a log in memory. A request's person= says
// who it comes from.
type house struct {
	*feedtest.Log
	t       testing.TB
	options feed.Options
	feed    *feed.Feed
	lot     *park.Lot // nil where the system has none
	http    *httptest.Server
	address atomic.Value // of http, as a string
	client  *http.Client
	gone    atomic.Bool // the disk with the log
}

func openHouse(t testing.TB, options feed.Options) *house {
	h := &house{Log: feedtest.New(), t: t, options: options}
	h.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	h.lot = openLot(t)
	h.open()
	t.Cleanup(func() {
		h.client.CloseIdleConnections()
		h.close()
	})
	return h
}

// parkedParameter has a stream parked, where the system can.
const parkedParameter = "parked"

func openLot(t testing.TB) *park.Lot {
	lot, err := park.Open(park.Options{Beat: shared.Heartbeat, Stay: shared.WriteTimeout})
	if err != nil && !errors.Is(err, errors.ErrUnsupported) {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if lot != nil {
			lot.Close()
		}
	})
	return lot
}

func (h *house) open() {
	f := feed.New(h, h.options)
	h.feed = f
	h.Publish = f.Publish
	h.http = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.serve(w, r, f) }))
	h.address.Store(h.http.Listener.Addr().String())
}

// Events implements feed.Log.
func (h *house) Events(ctx context.Context, r chat.Reading) ([]chat.Entry, error) {
	if h.gone.Load() {
		return nil, errors.New("the disk is gone")
	}
	return h.Log.Events(ctx, r)
}

// close cuts everyone off.
func (h *house) close() {
	h.http.CloseClientConnections()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.feed.Shutdown(ctx)
	h.http.Close()
}

// restart is another server over the same log.
func (h *house) restart() {
	h.close()
	h.open()
}

// serve answers as the api does: the end of a log that is complete is 204.
func (h *house) serve(w http.ResponseWriter, r *http.Request, f *feed.Feed) {
	id := shared.PersonID(r.URL.Query().Get("person"))
	who := feed.Who{Person: id, Session: "session of " + string(id)}
	var err error
	switch r.URL.Path {
	case shared.PathSSE:
		lot := h.lot
		if !r.URL.Query().Has(parkedParameter) {
			lot = nil
		}
		err = SSE(w, r, f, who, lot)
	case shared.PathPoll:
		err = Poll(w, r, f, who, "")
	case shared.PathWebSocket:
		err = WebSocket(w, r, f, who, nil, h.do(id))
	case shared.PathFrame:
		room := shared.RoomID(r.URL.Query().Get("room"))
		err = Frame(w, r, f, who, &plainPage{house: h, feed: f, reader: id, room: room})
	}
	switch {
	case errors.Is(err, feed.ErrFinished):
		w.WriteHeader(http.StatusNoContent)
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, string(shared.CodeOf(err)))
	}
}

func (h *house) do(id shared.PersonID) Do {
	return func(_ context.Context, c shared.Command) (shared.CommandReply, error) {
		post, ok := c.Body.(shared.PostMessage)
		if !ok {
			return shared.CommandReply{}, shared.Errorf(shared.CodeNotMember, "No.")
		}
		return shared.CommandReply{Seq: h.Say(c.Room, id, post.Text)}, nil
	}
}

// cursorAt gives the cursor at a position of the house's log.
func cursorAt(seq shared.Seq) string { return fmt.Sprintf("%s-%d", feedtest.Epoch, seq) }

// url is where a transport is, straight from the server.
func (h *house) url(path string, id shared.PersonID, after string) string {
	return h.http.URL + address(path, id, after)
}

func address(path string, id shared.PersonID, after string) string {
	address := path + "?room=a&person=" + string(id)
	if after != "" {
		address += "&after=" + after
	}
	return address
}

// latest is how many events a page begins with.
const latest = 20

// plainPage is a room's page without any looks: the JSON of its events.
type plainPage struct {
	*house
	feed   *feed.Feed
	reader shared.PersonID
	room   shared.RoomID
}

// Begin has the latest events of the room, and says after which they are.
func (p *plainPage) Begin(ctx context.Context, after *shared.Cursor) ([]byte, shared.Cursor, error) {
	if after != nil {
		return pageBegins(after.Seq), *after, nil
	}
	rooms, at, err := p.Memberships(ctx, p.reader)
	if err != nil {
		return nil, shared.Cursor{}, err
	}
	var here []shared.Event
	from, reading := shared.Seq(0), chat.Reading{Person: p.reader, Rooms: rooms}
	for _, entry := range p.Entries()[:at] {
		if entry.Event.Room != p.room || !reading.Sees(entry) {
			continue
		}
		if here = append(here, entry.Event); len(here) > latest {
			from, here = here[0].Seq, here[1:]
		}
	}
	out := pageBegins(from)
	for _, event := range here {
		out = append(out, paragraph(event)...)
	}
	return out, shared.Cursor{Epoch: feedtest.Epoch, Seq: at}, nil
}

func pageBegins(from shared.Seq) []byte { return fmt.Appendf(nil, "<body data-after=%d>", from) }

// Open is for members.
func (p *plainPage) Open() error {
	if !p.feed.Member(p.reader, p.room) {
		return shared.Errorf(shared.CodeNotMember, "Join the room first.")
	}
	return nil
}

// Event adds an event of the room. The page ends with its reader's leaving, or
// removal.
func (p *plainPage) Event(e shared.Event) ([]byte, bool) {
	if e.Room != p.room {
		return nil, false
	}
	left := slices.Contains(chat.Moves(e), chat.Move{Room: e.Room, Person: p.reader})
	return paragraph(e), left
}

func paragraph(e shared.Event) []byte {
	text, err := e.MarshalJSON()
	if err != nil {
		panic(err)
	}
	return fmt.Appendf(nil, "<p>%s</p>", html.EscapeString(string(text)))
}
