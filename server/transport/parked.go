package transport

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"time"

	"parley/server/feed"
	"parley/server/park"
	"parley/shared"
)

// parked is a stream of Server-Sent Events without a goroutine: what stream and
// sse are together, for a connection that only is served when there is reason to.
type parked struct {
	park.Conn
	feed     *feed.Feed
	listener *feed.Listener
}

// parkSSE takes the connection of a request out of the HTTP server's hands.
func parkSSE(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who, lot *park.Lot) error {
	after, err := CursorOf(r)
	if err != nil {
		return err
	}
	who.Transport = shared.TransportSSE
	p := &parked{feed: f}
	lot.Prepare(&p.Conn, p)
	p.listener, err = f.Listen(r.Context(), who, after, p.Wake)
	if err != nil {
		return err
	}
	if p.listener.Finished() {
		p.listener.Close()
		return feed.ErrFinished
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		p.listener.Close()
		return err
	}
	hello := shared.Hello{Cursor: startOf(after, p.listener), Version: f.Version()}
	if err := p.Park(conn, append(head(w.Header()), sseBegins(hello)...)); err != nil {
		p.listener.Close() // and so is the connection: the client comes back
	}
	return nil
}

// head is the head of an answer that ends with its connection, so that nothing
// has to be put around each event.
func head(h http.Header) []byte {
	describe(h, sseType)
	h.Set("Connection", "close")
	h.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	out := bytes.NewBufferString("HTTP/1.1 200 OK\r\n")
	h.Write(out) // to memory
	out.WriteString("\r\n")
	return out.Bytes()
}

// Serve implements park.Stream.
func (p *parked) Serve(beat, slow bool) park.Verdict {
	pen := pens.Get().(*pen)
	defer pen.putDown()
	batch := &pen.batch
	err := p.next(batch, slow)
	switch {
	case errors.Is(err, feed.ErrCold):
		return park.Slow
	case err != nil:
		p.end(err)
		return park.End
	case (len(batch.Items) > 0 || batch.Reset) && !p.deliver(batch, pen.text(batch)):
		return park.Rest
	case batch.More:
		return park.Again
	case beat:
		p.say(sseBeat(p.listener.Advance()))
	}
	return park.Rest
}

// next asks the log itself only where that may take its time.
func (p *parked) next(batch *feed.Batch, slow bool) error {
	if slow {
		return p.listener.Next(context.Background(), batch)
	}
	return p.listener.Hear(batch)
}

// deliver writes a batch and reports whether the socket took all of it. Of an
// event that was begun the rest is kept, which is shared by all who are told it;
// those after it are put back.
func (p *parked) deliver(batch *feed.Batch, text []byte) bool {
	if batch.Reset {
		return p.say(text)
	}
	n := p.Write(text)
	if n == len(text) {
		if !batch.Since.IsZero() {
			p.feed.Delivered(p.feed.Now().Sub(batch.Since))
		}
		return true
	}
	whole := 0
	for _, item := range batch.Items {
		event := item.As(&sseFormat)
		if n < len(event) {
			if n > 0 {
				p.Keep(event[n:])
				whole++
			}
			break
		}
		n -= len(event)
		whole++
	}
	p.listener.Unread(batch, whole)
	return false
}

// say writes what is for this listener alone, and reports whether the socket took
// all of it.
func (p *parked) say(text []byte) bool {
	n := p.Write(text)
	if n < len(text) {
		p.Keep(text[n:])
	}
	return n == len(text)
}

// end writes the last words, of which the socket takes what it can.
func (p *parked) end(why error) {
	var words []byte
	if at, moved := p.listener.Advance(); errors.Is(why, feed.ErrFinished) && moved {
		words = sseBeat(at, moved)
	}
	p.Write(append(words, sseEnds(why, retry())...))
}

// Over implements park.Stream.
func (p *parked) Over() bool { return p.listener.Ended() }

// Close implements park.Stream.
func (p *parked) Close() { p.listener.Close() }
