package transport

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// Page writes a room as HTML that never ends.
type Page interface {
	// Begin gives the page up to where messages are added. With no cursor it
	// has the room's latest messages, and tells the cursor as of which; with
	// one, none, and that cursor.
	Begin(ctx context.Context, after *shared.Cursor) (html []byte, at shared.Cursor, err error)
	// Event gives what an event of the room adds to the page; it can be nothing.
	Event(shared.Event) []byte
}

// Frame answers with a room as an HTML page that goes on for as long as there is
// something to tell, for a browser without scripts. When it ends it starts
// again by itself.
func Frame(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, room shared.RoomID, page Page) error {
	after, err := cursorOf(r)
	if err != nil {
		return err
	}
	begin, at, err := page.Begin(r.Context(), after)
	if err != nil {
		return err
	}
	who.Transport = "frame"
	s, err := listen(r, f, who, &at)
	if err != nil {
		return err
	}
	defer s.close()
	if !f.Member(who.Person, room) {
		return shared.Errorf(shared.CodeNotMember, "Join the room first.")
	}
	a, err := open(w, "text/html; charset=utf-8")
	if err != nil {
		return err
	}
	w.Header().Set("Refresh", again(r))
	s.run(r.Context(), &frame{a, begin, who.Person, room, page})
	return nil
}

// again has the browser ask anew once the page has ended, for the room as it is
// then.
func again(r *http.Request) string {
	query := r.URL.Query()
	query.Del(afterParameter)
	seconds := int(retry().Round(time.Second).Seconds())
	return strconv.Itoa(seconds) + "; url=" + r.URL.EscapedPath() + "?" + query.Encode()
}

type frame struct {
	*answer
	begin  []byte
	reader shared.PersonID
	room   shared.RoomID
	page   Page
}

func (f *frame) hello(shared.Hello) error {
	begin := f.begin
	f.begin = nil
	return f.write(begin)
}

// deliver ends the page where it can't go on: it starts again as it should be.
func (f *frame) deliver(batch *feed.Batch) error {
	if batch.Reset {
		return errPageEnds
	}
	var out bytes.Buffer
	for _, item := range batch.Items {
		if !item.Logged() || item.Event.Room != f.room {
			continue
		}
		out.Write(f.page.Event(item.Event))
		if _, left := item.Event.Body.(shared.PersonLeft); left && item.Event.By == f.reader {
			return errPageEnds
		}
	}
	if out.Len() == 0 {
		return nil
	}
	return f.write(out.Bytes())
}

func (f *frame) heartbeat(shared.Cursor, bool) error { return f.write([]byte("<!-- -->\n")) }

func (f *frame) bye(error, time.Duration) {}

var errPageEnds = shared.Errorf(shared.CodeNotMember, "The page ends here.")
