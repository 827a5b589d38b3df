package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

const (
	benchEvents = 100
	benchEvery  = 50 * time.Millisecond // between two events
	benchPoll   = 2 * time.Second       // between two short polls, as the client asks
	benchWait   = 25                    // seconds of a long poll
)

// benchListener tells the texts of the messages after a cursor until ctx is done.
type benchListener func(ctx context.Context, ann *guest, after shared.Cursor, heard func(text string))

// BenchmarkTransports posts 100 messages, one each 50 ms, to one listener, and
// tells what that cost over each transport: requests, bytes on the wire with all
// headers, and the median time from before the post until the event was there.
func BenchmarkTransports(b *testing.B) {
	listen := map[shared.Transport]benchListener{
		shared.TransportSSE:       benchSSE,
		shared.TransportWebSocket: benchWebSocket,
		shared.TransportLongPoll:  benchPolls(benchWait, 0),
		shared.TransportPoll:      benchPolls(0, benchPoll),
		shared.TransportFrame:     benchFrame,
	}
	for _, t := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll, shared.TransportFrame} {
		b.Run(string(t), func(b *testing.B) {
			for range b.N {
				benchTransport(b, listen[t])
			}
		})
	}
}

func benchTransport(b *testing.B, listen benchListener) {
	h := openHouse(b)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	after := ann.snapshot().Cursor
	bill := &bill{}
	ann.http.Transport = bill.transport()
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	heard := make(chan string, benchEvents)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		listen(ctx, ann, after, func(text string) { heard <- text })
	}()
	var took samples
	said := make(map[string]time.Time, benchEvents) // and not heard yet
	tick := time.NewTicker(benchEvery)
	defer tick.Stop()
	for posted := 0; len(took) < benchEvents; {
		select {
		case <-tick.C:
			if posted < benchEvents {
				text := benchText()
				said[text] = time.Now()
				bo.post(shared.General, text)
				posted++
			}
		case text := <-heard:
			if begun, fresh := said[text]; fresh {
				took.add(time.Since(begun))
				delete(said, text)
			}
		}
	}
	cancel()
	<-ended
	b.ReportMetric(float64(bill.requests.Load()), "requests")
	b.ReportMetric(float64(bill.down.Load()), "B-down")
	b.ReportMetric(float64(bill.up.Load()), "B-up")
	b.ReportMetric(took.at(0.5), "ms-p50")
	onlyFigures(b)
}

// benchMark begins every text of the benchmark, and a ULID ends it.
const benchMark = "one of a hundred messages, "

func benchText() string { return benchMark + string(newID()) }

// bill counts what a client's connections carry.
type bill struct{ requests, up, down atomic.Int64 }

func (c *bill) transport() http.RoundTripper {
	return &billed{c, &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return &billedConn{conn, c}, err
	}}}
}

type billed struct {
	bill *bill
	http.RoundTripper
}

func (b *billed) RoundTrip(r *http.Request) (*http.Response, error) {
	b.bill.requests.Add(1)
	return b.RoundTripper.RoundTrip(r)
}

type billedConn struct {
	net.Conn
	bill *bill
}

func (c *billedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.bill.down.Add(int64(n))
	return n, err
}

func (c *billedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.bill.up.Add(int64(n))
	return n, err
}

func textOf(data []byte) string {
	var event shared.Event
	if json.Unmarshal(data, &event) != nil {
		return ""
	}
	posted, _ := event.Body.(shared.MessagePosted)
	return posted.Text
}

func benchSSE(ctx context.Context, ann *guest, after shared.Cursor, heard func(string)) {
	ear := ann.listen("?after="+after.String(), "")
	defer context.AfterFunc(ctx, ear.close)()
	for {
		event, _, err := ear.nextEvent()
		if err != nil {
			return
		}
		if posted, ok := event.Body.(shared.MessagePosted); ok {
			heard(posted.Text)
		}
	}
}

func benchWebSocket(ctx context.Context, ann *guest, after shared.Cursor, heard func(string)) {
	socket, _, err := websocket.Dial(ctx, ann.base+shared.PathWebSocket+"?after="+after.String(), &websocket.DialOptions{HTTPClient: ann.http})
	if err != nil {
		return
	}
	defer socket.CloseNow()
	for {
		_, text, err := socket.Read(ctx)
		if err != nil {
			return
		}
		var frame struct {
			Type shared.FrameType
			Data json.RawMessage
		}
		if json.Unmarshal(text, &frame) == nil && frame.Type == shared.FrameEvent {
			heard(textOf(frame.Data))
		}
	}
}

func benchPolls(wait int, every time.Duration) benchListener {
	return func(ctx context.Context, ann *guest, after shared.Cursor, heard func(string)) {
		for ctx.Err() == nil {
			request, _ := http.NewRequestWithContext(ctx, "GET", ann.base+shared.PathPoll+"?after="+after.String()+"&wait="+marshal(ann.t, wait), nil)
			response, err := ann.http.Do(request)
			if err != nil {
				return
			}
			text, _ := io.ReadAll(response.Body)
			response.Body.Close()
			var poll shared.Poll
			if json.Unmarshal(text, &poll) != nil {
				return
			}
			after = poll.Cursor
			for _, event := range poll.Events {
				if posted, ok := event.Body.(shared.MessagePosted); ok {
					heard(posted.Text)
				}
			}
			select {
			case <-ctx.Done():
			case <-time.After(every):
			}
		}
	}
}

// benchFrame reads the texts in the page as it comes.
func benchFrame(ctx context.Context, ann *guest, after shared.Cursor, heard func(string)) {
	request, _ := http.NewRequestWithContext(ctx, "GET", ann.base+shared.PathFrame+"?room="+string(shared.General)+"&after="+after.String(), nil)
	response, err := ann.http.Do(request)
	if err != nil {
		return
	}
	defer response.Body.Close()
	length := len(benchText())
	page, part := "", make([]byte, 64<<10)
	for {
		n, err := response.Body.Read(part)
		if err != nil {
			return
		}
		page += string(part[:n])
		for at := strings.Index(page, benchMark); at >= 0 && at+length <= len(page); at = strings.Index(page, benchMark) {
			heard(page[at : at+length])
			page = page[at+length:]
		}
	}
}
