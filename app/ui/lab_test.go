package ui

import (
	"strings"
	"testing"

	"parley/app/client/lab"
	"parley/app/client/transport"
	"parley/app/ui/words"
	"parley/shared"
)

func TestFiguresAreReadable(t *testing.T) {
	for micros, want := range map[int64]string{
		lab.Unmeasured: "–", 0: "0.00 ms", 840: "0.84 ms", 8_412: "8.41 ms", 84_120: "84.1 ms", 841_200: "841 ms", 1_840_000: "1.84 s", 12_000_000: "12.0 s",
	} {
		if got := delay(micros); got != want {
			t.Errorf("%d µs are %q, want %q", micros, got, want)
		}
	}
	for bytes, want := range map[float64]string{0: "0 B", 56.6: "57 B", 999: "999 B", 1_234: "1.23 kB", 45_678: "45.7 kB", 10_000_000: "10.0 MB"} {
		if got := size(bytes); got != want {
			t.Errorf("%v bytes are %q, want %q", bytes, got, want)
		}
	}
	if plus, minus := signedDelay(120), signedDelay(-1_500); plus != "+0.12 ms" || minus != "−1.50 ms" {
		t.Errorf("%q and %q", plus, minus)
	}
}

func TestALaneIsDrawnByTime(t *testing.T) {
	const second = microsInSecond
	axis := laneTime{origin: 0, now: 10 * second}
	trace := lab.Trace{
		Spans:    []lab.Span{{State: transport.Connecting, From: 0}, {State: transport.Opened, From: second}},
		Arrivals: []lab.Arrival{{Happened: 2 * second, Came: 3 * second}},
	}
	falls, dots := axis.arrivals(trace)
	if falls != "M80.0 4.0L120.0 31.0" || dots != "M120.0 31.0h0" {
		t.Errorf("falls %s, dots %s", falls, dots)
	}
	if bar := axis.bar(trace, transport.Connecting, true); bar != "M0.0 40.0H40.0" {
		t.Errorf("connecting %s", bar)
	}
	if still, moving := axis.bar(trace, transport.Opened, false), axis.bar(trace, transport.Opened, true); still != "M40.0 40.0H400.0" || moving != "M40.0 40.0H420.0" {
		t.Errorf("open %s, and moving %s", still, moving)
	}
	if axis.shift() != "translate(800.0 0)" {
		t.Errorf("shifted by %s", axis.shift())
	}
}

func TestTheVerdictWaitsForFigures(t *testing.T) {
	w := words.English
	figures := func(p50 int64, overhead float64) lab.Figures {
		return lab.Figures{Events: 5, P50: p50, PerEvent: overhead + 40, Overhead: overhead}
	}
	rows := []lab.Row{{Name: "Slow", Figures: figures(900_000, 600)}, {Name: "Quick", Figures: figures(800, 60)}, {Name: "None", Figures: lab.Figures{P50: lab.Unmeasured}}}
	if got := labVerdict(w, rows); got != w.VerdictWait {
		t.Errorf("without figures: %s", got)
	}
	if got := labVerdict(w, rows[:2]); !strings.Contains(got, "Quick, 0.80 ms; slowest Slow, 900 ms") || !strings.Contains(got, "Quick, 60 B; most Slow, 600 B") {
		t.Errorf("with figures: %s", got)
	}
}

// asked is a server that never answers.
type asked []string

func (a *asked) Do(method, path string, _ []byte, _ int64, _ func(int, []byte, int)) func() {
	*a = append(*a, method+" "+path)
	return func() {}
}

func (*asked) Micros() int64 { return 1 }

func TestTheLabWorksOnlyWhileItShows(t *testing.T) {
	var server asked
	m := mount(t, plain.boot(), shared.PageDirectory)
	m.Lab = &lab.World{Outside: transport.Outside{Server: &server}, Clock: &server, Run: m.Loop.Run, Random: func() float64 { return 0 }}
	m.visit(shared.PageLab + "?stream=words")
	m.Consume()
	if len(server) != 1 || server[0] != "GET "+shared.PathLab {
		t.Fatalf("asked %q", server)
	}
	m.shows(t, ">The lab</h1>", m.words().PhaseStarting, `data-transport="websocket"`)
	m.visit(shared.PageDirectory)
	if strings.Contains(m.html(), "lab-row") {
		t.Error("the lab still shows")
	}
}
