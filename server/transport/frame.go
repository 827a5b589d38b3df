package transport

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// Page writes HTML that never ends.
type Page interface {
	// Begin gives the page up to where events are added, and the cursor as of
	// which it is so. after is where the request goes on from, nil for nowhere:
	// then the page shows what is there already.
	Begin(ctx context.Context, after *shared.Cursor) (html []byte, at shared.Cursor, err error)
	// Open is called once all that happens after that cursor will be heard. An
	// error refuses the page, of which nothing was written yet.
	Open() error
	// Event gives what an event adds to the page, which can be nothing, and
	// whether the page ends with it.
	Event(shared.Event) (html []byte, ends bool)
}

// Frame answers with HTML that goes on for as long as there is something to
// tell, for a browser without scripts. Whether it starts again when it has
// ended is up to what it stands in, or to a header Refresh that the caller has
// set, which is dropped where nothing will follow.
func Frame(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, page Page) error {
	after, err := CursorOf(r)
	if err != nil {
		return err
	}
	begin, at, err := page.Begin(r.Context(), after)
	if err != nil {
		return err
	}
	who.Transport = shared.TransportFrame
	s, err := listen(r, f, who, &at)
	if err != nil {
		return err
	}
	defer s.close()
	if err := page.Open(); err != nil {
		return err
	}
	a, err := open(w, "text/html; charset=utf-8")
	if err != nil {
		return err
	}
	if s.listener.Finished() {
		w.Header().Del("Refresh")
	}
	s.run(r.Context(), &frame{a, begin, page})
	return nil
}

type frame struct {
	*answer
	begin []byte
	page  Page
}

func (f *frame) hello(shared.Hello) error {
	begin := f.begin
	f.begin = nil
	return f.write(begin)
}

// deliver ends the page where it can't go on: started again it is as it should
// be.
func (f *frame) deliver(batch *feed.Batch) error {
	if batch.Reset {
		return errPageEnds
	}
	html, ends := f.events(batch)
	if len(html) > 0 {
		if err := f.write(html); err != nil {
			return err
		}
	}
	if ends {
		return errPageEnds
	}
	return nil
}

func (f *frame) events(batch *feed.Batch) (html []byte, ends bool) {
	var out bytes.Buffer
	for _, item := range batch.Items {
		if !item.Logged() {
			continue
		}
		added, ends := f.page.Event(item.Event)
		out.Write(added)
		if ends {
			return out.Bytes(), true
		}
	}
	return out.Bytes(), false
}

// heartbeat is white space, which a browser adds to the one text node before it.
func (f *frame) heartbeat(shared.Cursor, bool) error { return f.write([]byte("\n")) }

func (f *frame) bye(error, time.Duration) {}

var errPageEnds = errors.New("the page has ended")
