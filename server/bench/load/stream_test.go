//go:build linux

package load

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const plainHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"

// chunks frames texts, as net/http does.
func chunks(texts ...string) string {
	out := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	for _, text := range texts {
		out += fmt.Sprintf("%x\r\n%s\r\n", len(text), text)
	}
	return out
}

// hear has one listener read an answer in two pieces, which are cut at a place.
func hear(order *Order, answer string, cut int) Tally {
	c := &Crowd{options: Options{Order: order}, streams: make([]stream, 1)}
	r := &reader{crowd: c}
	c.readers = []*reader{r}
	c.streams[0].phase = phaseHead
	c.streams[0].seq = c.options.after()
	buffer := make([]byte, tailMax+readChunk)
	for _, piece := range []string{answer[:cut], answer[cut:]} {
		if piece != "" {
			copy(buffer[tailMax:], piece)
			r.take(0, buffer, tailMax+len(piece))
		}
	}
	return r.tally
}

func TestMarksAreFoundWhereverTheAnswerIsCut(t *testing.T) {
	posted := time.Now().Add(-time.Second)
	event := "data: " + Stamp(posted, 60) + "\n\n"
	half := len(event) / 2
	for name, answer := range map[string]string{
		"plain":          plainHead + event + ": ~at\n\n" + event + event,
		"chunked":        chunks(event, event+event),
		"cut by a chunk": chunks(event[:half], event[half:]+event, event),
		"byte by byte":   chunks(strings.Split(event+event+event, "")...),
	} {
		for cut := range answer {
			got := hear(nil, answer, cut)
			if got.Open != 1 || got.Heard != 3 || len(got.Took) != 3 || got.Took.At(0) < time.Second || got.Took.At(1) > time.Minute {
				t.Fatalf("%s, cut at %d: %+v", name, cut, got)
			}
		}
	}
}

func parleyEvent(seq, data int) string {
	return fmt.Sprintf("id: 7f3a9c-%d\ndata: {\"seq\":%d,\"room\":\"general\"}\n\n", seq, data)
}

func TestPositionsAreCheckedWhereverTheAnswerIsCut(t *testing.T) {
	hello := "retry: 2318\n\nevent: hello\nid: 7f3a9c-3\ndata: {\"cursor\":\"7f3a9c-3\"}\n\n"
	for name, test := range map[string]struct {
		events              string
		lost, twice, astray int64
		heard, arrived      int
	}{
		"all":            {parleyEvent(4, 4) + ":\nid: 7f3a9c-4\n\n" + parleyEvent(5, 5) + parleyEvent(6, 6), 0, 0, 0, 3, 1},
		"one lost":       {parleyEvent(4, 4) + parleyEvent(6, 6), 1, 0, 0, 2, 1},
		"one twice":      {parleyEvent(4, 4) + parleyEvent(4, 4) + parleyEvent(5, 5), 0, 1, 0, 3, 1},
		"one astray":     {parleyEvent(4, 4) + parleyEvent(6, 5), 0, 0, 1, 2, 1},
		"not yet":        {parleyEvent(4, 4), 0, 0, 0, 1, 0},
		"with heartbeat": {":\n\n" + parleyEvent(4, 4) + ":\n\n", 0, 0, 0, 1, 0},
	} {
		for _, answer := range []string{plainHead + hello + test.events, chunks(hello, test.events)} {
			for cut := range answer {
				got := hear(&Order{After: 3, Until: 5}, answer, cut)
				if got.Lost != test.lost || got.Twice != test.twice || got.Astray != test.astray || got.Heard != int64(test.heard) || len(got.Arrived) != test.arrived {
					t.Fatalf("%s, cut at %d: %+v", name, cut, got)
				}
			}
		}
	}
}

func TestTimesHavePercentiles(t *testing.T) {
	var times Times
	for i := range 100 {
		times = append(times, time.Duration(100-i))
	}
	for part, want := range map[float64]time.Duration{0: 1, 0.5: 51, 0.99: 100, 1: 100} {
		if got := times.At(part); got != want {
			t.Errorf("p%v is %d, not %d", 100*part, got, want)
		}
	}
	if Times(nil).At(0.5) != 0 {
		t.Error("nothing took time")
	}
}
