package lab_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"parley/app/client/lab"
	"parley/app/client/transport"
	"parley/shared"
)

func column(b *lab.Bench, t shared.Transport) *lab.Column {
	return b.Columns()[slices.Index(lab.Order[:], t)]
}

func TestFiveConnectionsListenFromTheSamePlace(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	if b.Phase() != lab.Running {
		t.Fatalf("the bench is in phase %d", b.Phase())
	}
	if got := strings.Join(w.open(), " "); got != "frame long-poll poll sse websocket" {
		t.Errorf("open are %s", got)
	}
	for _, s := range w.sources {
		at, _ := url.Parse(s.path)
		if !strings.HasPrefix(at.Path, shared.PathLabStream(shared.LabClock)) || at.Query().Get("after") != "e1-7" {
			t.Errorf("listens to %s", s.path)
		}
	}
}

func TestDelayIsMeasuredByTheEventsOwnClock(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	if ahead, margin, ok := b.Clocks(); !ok || ahead != hour || margin > w.trip/2 {
		t.Errorf("the server is ahead by %d ± %d µs", ahead, margin)
	}
	w.advance(100)
	for i := range shared.Seq(100) {
		w.happens(shared.TransportSSE, 8+i, "tick", 1_000*int64(1+i))
	}
	f := column(b, shared.TransportSSE).Figures()
	if f.Events != 100 || f.Last != 100_000 || f.P50 != 50_000 || f.P95 != 95_000 || f.P99 != 99_000 {
		t.Errorf("figures: %+v", f)
	}
	if untouched := column(b, shared.TransportWebSocket).Figures(); untouched.Last != lab.Unmeasured || untouched.P50 != lab.Unmeasured {
		t.Errorf("figures of nothing: %+v", untouched)
	}
}

func TestWhatWasThereBeforeIsNotLate(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabWords)
	if after := w.on(shared.TransportSSE).path; !strings.Contains(after, "after=e1-0") {
		t.Errorf("the text is read from %s", after)
	}
	w.happens(shared.TransportSSE, 1, "once", 60_000_000)
	c := column(b, shared.TransportSSE)
	if f := c.Figures(); f.Events != 1 || f.Last != lab.Unmeasured {
		t.Errorf("figures: %+v", f)
	}
	if told := c.Latest(); len(told) != 1 || told[0] != (lab.Told{Seq: 1, Text: "once"}) {
		t.Errorf("told %+v", told)
	}
}

func TestGapsAndRepeatsAreCounted(t *testing.T) {
	for _, transport := range []shared.Transport{shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket} {
		w := newWorld(t)
		b := w.bench(shared.LabClock)
		for _, seq := range []shared.Seq{8, 9, 9, 12, 13} {
			w.happens(transport, seq, "tick", 0)
		}
		if f := column(b, transport).Figures(); f.Events != 4 || f.Missing != 2 || f.Twice != 1 {
			t.Errorf("%s: %+v", transport, f)
		}
		if n := len(b.Samples()); n != 4 {
			t.Errorf("the journal has %d", n)
		}
	}
}

func TestWhatIsCutComesBackFromItsCursor(t *testing.T) {
	for _, of := range []shared.Transport{shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket} {
		w := newWorld(t)
		b := w.bench(shared.LabClock)
		c := column(b, of)
		w.on(of).opened()
		w.happens(of, 8, "tick", 0)
		if c.State() != transport.Opened {
			t.Errorf("%s is %s", of, c.State())
		}
		w.on(of).failed()
		w.settle()
		if c.Doing() != lab.Waiting || c.State() != transport.Closed {
			t.Errorf("%s, cut, is %s and does %d", of, c.State(), c.Doing())
		}
		w.advance(400)
		if again := w.on(of); !strings.Contains(again.path, "after=e1-8") {
			t.Errorf("%s comes back to %s", of, again.path)
		}
		w.happens(of, 9, "tock", 0)
		if f := c.Figures(); f.Events != 2 || f.Missing+f.Twice != 0 || f.Reconnects != 1 {
			t.Errorf("%s: %+v", of, f)
		}
	}
}

func TestACompleteTextEndsEveryColumn(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabWords)
	for _, of := range []shared.Transport{shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket} {
		w.happens(of, 1, "end.", 0)
	}
	w.state.Streams[1].Finished, w.state.Streams[1].Head = true, at(1)
	for _, of := range []shared.Transport{shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket} {
		w.on(of).refused()
	}
	for _, done := range w.polls {
		done(204, nil, 0)
	}
	w.settle()
	for _, c := range b.Columns() {
		if c.Doing() != lab.Complete {
			t.Errorf("%s does %d", c.Transport, c.Doing())
		}
	}
	w.advance(2_000)
	if b.Phase() != lab.Finished || len(w.open())+len(w.timers) != 0 {
		t.Errorf("phase %d, %d open, %d timers", b.Phase(), len(w.open()), len(w.timers))
	}
	b.Start()
	w.settle()
	if after := w.on(shared.TransportSSE).path; !strings.Contains(after, "after=e1-20") {
		t.Errorf("told again, it is read from %s", after)
	}
}

func TestAColumnIsHaltedAndReleased(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	c := column(b, shared.TransportSSE)
	c.Halt()
	w.settle()
	w.on(shared.TransportSSE).refused()
	w.settle()
	if c.Doing() != lab.Complete || !c.Halted() {
		t.Fatalf("it does %d, halted %t", c.Doing(), c.Halted())
	}
	w.advance(3_000)
	c.Release()
	w.settle()
	if c.Doing() != lab.Listening || c.Halted() || b.Phase() != lab.Running {
		t.Errorf("it does %d, halted %t", c.Doing(), c.Halted())
	}
}

func TestCutAndHoldAreAskedOfTheServer(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	c := column(b, shared.TransportWebSocket)
	c.Cut()
	c.Hold()
	b.Press()
	w.settle()
	var posts []string
	for _, asked := range w.asked {
		if post, ok := strings.CutPrefix(asked, "POST "); ok {
			posts = append(posts, post[strings.LastIndex(post, "/")+1:])
		}
	}
	if got := strings.Join(posts, ", "); got != `cut, hold {"ms":5000}, button` {
		t.Errorf("asked for %s", got)
	}
	if !c.Held() {
		t.Error("it is not held")
	}
}

func TestBytesAreThoseTheServerCounted(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	for i := range shared.Seq(4) {
		w.happens(shared.TransportSSE, 8+i, "12:00:00", 0)
	}
	w.lines["sse"] = shared.LabLine{Requests: 1, Down: 1_500, Up: 500}
	w.advance(1_100)
	f := column(b, shared.TransportSSE).Figures()
	const content = len(`{"micros":1700000000000000,"text":"12:00:00"}`)
	w.lines["sse"] = shared.LabLine{} // the server was started again
	w.advance(1_100)
	if again := column(b, shared.TransportSSE).Figures(); again.Requests != 1 || again.PerEvent != 500 {
		t.Errorf("after a restart: %+v", again)
	}
	if f.Requests != 1 || f.PerEvent != 500 || f.Overhead != 500-float64(content) {
		t.Errorf("figures: %+v", f)
	}
}

func TestAStoppedBenchLeavesNothing(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	w.happens(shared.TransportSSE, 8, "tick", 0)
	w.on(shared.TransportWebSocket).failed()
	w.settle()
	b.Stop()
	w.settle()
	if len(w.open())+len(w.timers) != 0 || b.Phase() != lab.Stopped {
		t.Errorf("open: %v, %d timers, phase %d", w.open(), len(w.timers), b.Phase())
	}
	if f := column(b, shared.TransportSSE).Figures(); f.Events != 1 {
		t.Errorf("the figures are gone: %+v", f)
	}
}

func TestABenchThatCannotStartSaysWhy(t *testing.T) {
	w := newWorld(t)
	w.refuse = true
	b := w.bench(shared.LabClock)
	if b.Phase() != lab.Failed || shared.CodeOf(b.Refused()) != shared.CodeUnavailable {
		t.Errorf("phase %d: %v", b.Phase(), b.Refused())
	}
	w.refuse = false
	w.advance(5_100)
	if b.Phase() != lab.Running || b.Refused() != nil {
		t.Errorf("phase %d: %v", b.Phase(), b.Refused())
	}
}

func TestATraceForgetsWhatIsLongOver(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	c := column(b, shared.TransportSSE)
	w.on(shared.TransportSSE).opened()
	for i := range shared.Seq(40) {
		w.advance(1_000)
		w.happens(shared.TransportSSE, 8+i, "tick", 500)
	}
	trace := c.Trace()
	if n := len(trace.Arrivals); n < 30 || n > 32 {
		t.Errorf("it has %d arrivals", n)
	}
	if n := len(trace.Spans); n != 1 || trace.Spans[0].State != transport.Opened {
		t.Errorf("its states are %+v", trace.Spans)
	}
}

// An iframe whose page broke off says nothing: its silence does.
func TestASilentFrameIsTakenForBroken(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	c := column(b, shared.TransportFrame)
	w.happens(shared.TransportFrame, 8, "tick", 0)
	w.happens(shared.TransportSSE, 8, "tick", 0)
	w.advance(20_000)
	if f := c.Figures(); f.Reconnects != 0 {
		t.Error("a stream is quiet, and the frame was taken for broken")
	}
	w.happens(shared.TransportSSE, 9, "tock", 0)
	w.lines["frame"] = shared.LabLine{Held: true}
	w.advance(8_000)
	if f := c.Figures(); f.Reconnects != 0 {
		t.Error("the frame was held, and taken for broken")
	}
	w.lines["frame"] = shared.LabLine{}
	w.advance(8_000)
	if f := c.Figures(); f.Reconnects < 1 || !strings.Contains(w.on(shared.TransportFrame).path, "after=e1-8") {
		t.Errorf("%+v, listening to %s", f, w.on(shared.TransportFrame).path)
	}
}

func TestABenchThatGetsNoTurnIsStarved(t *testing.T) {
	w := newWorld(t)
	b := w.bench(shared.LabClock)
	w.on(shared.TransportSSE).opened()
	w.advance(13_000)
	if b.Starved() {
		t.Error("it is starved, and was answered")
	}
	w.silent = true
	w.advance(8_000)
	if !b.Starved() {
		t.Error("nobody answers, and it is not starved")
	}
	b.Stop()
	if b.Starved() {
		t.Error("it is starved of what it does not want")
	}
}
