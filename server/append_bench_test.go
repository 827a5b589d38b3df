package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

const (
	longRoom = 20_000 // messages that the client has
	appends  = 50     // that are measured
	wheel    = 120    // pixels a frame: somebody in a hurry
	travel   = 40_000 // pixels that are scrolled, up and down again
)

// BenchmarkLongRoom measures a client that has loaded 20,000 messages: how it
// takes in one more, and how it scrolls.
func BenchmarkLongRoom(b *testing.B) {
	h := openHouse(b)
	bo := h.enter("Bo")
	h.fill(bo, longRoom)
	guest, short := h.enter("Ann"), bo.shortRoom()
	guest.do(short, shared.Join{})
	ann := h.visits("Ann", as(guest), injects(workProbe))
	ann.run(chromedp.Navigate(h.url() + shared.PageRoom(shared.General)))
	ann.hears()
	ann.loads(longRoom)
	b.Run("append", func(b *testing.B) { benchmarkAppend(b, ann, bo) })
	b.Run("scroll", func(b *testing.B) { benchmarkScroll(b, ann) })
	b.Run("switch rooms", func(b *testing.B) { benchmarkSwitch(b, ann, short) })
}

// benchmarkAppend measures the client's work for a message that somebody else
// posts, and when it is in the page and on the screen, counted from its arrival.
func benchmarkAppend(b *testing.B, v *visitor, by *guest) {
	type appended struct{ Work, Change, Frame float64 }
	var work, change, frame samples
	for b.Loop() {
		for i := range appends {
			text := fmt.Sprintf("%d more of %d", i, b.N)
			v.starts(fmt.Sprintf(`probe.shows(%q)`, text))
			by.post(shared.General, text)
			one := ends[appended](v)
			work, change, frame = append(work, one.Work), append(change, one.Change), append(frame, one.Frame)
		}
	}
	onlyFigures(b)
	b.ReportMetric(work.at(0.5), "ms-work")
	b.ReportMetric(work.at(0.95), "ms-work-p95")
	b.ReportMetric(change.at(0.5), "ms-to-change")
	b.ReportMetric(change.at(0.95), "ms-to-change-p95")
	b.ReportMetric(frame.at(0.5), "ms-to-frame")
}

// benchmarkSwitch measures from a press on another room until its messages are on
// the screen: for the first time, when the client has yet to ask for them, and
// then there and back again.
func benchmarkSwitch(b *testing.B, v *visitor, short shared.RoomID) {
	turns := func(to shared.RoomID) float64 {
		v.starts(fmt.Sprintf(`probe.turns(%q, text => text.startsWith(%q) === %v)`, shared.PageRoom(to), inShort, to == short))
		return ends[float64](v)
	}
	var first, there, back samples
	for b.Loop() {
		for range appends {
			took := turns(short)
			if first == nil {
				first = append(first, took)
			} else {
				there = append(there, took)
			}
			back = append(back, turns(shared.General))
		}
	}
	onlyFigures(b)
	b.ReportMetric(first.at(0.5), "ms-first")
	b.ReportMetric(there.at(0.5), "ms-there")
	b.ReportMetric(there.at(0.95), "ms-there-p95")
	b.ReportMetric(back.at(0.5), "ms-back")
	b.ReportMetric(back.at(0.95), "ms-back-p95")
}

// shortRoom makes a room of 200 messages.
func (g *guest) shortRoom() shared.RoomID {
	g.do("", shared.CreateRoom{Name: "Short"})
	for i := range roomMessages {
		g.post("short", inShort+saying(i))
	}
	return "short"
}

// inShort begins every message of the short room.
const inShort = "In short: "

// benchmarkScroll measures the frames while somebody scrolls up and down again.
func benchmarkScroll(b *testing.B, v *visitor) {
	var work, gap float64
	var late, frames int
	for b.Loop() {
		for _, step := range []int{-wheel, wheel} {
			v.starts(fmt.Sprintf(`(() => { let left = %d; return probe.scroll(%d, () => !left--); })()`, travel/wheel, step))
			one := ends[scrolled](v)
			work, gap = max(work, one.Work), max(gap, one.Gap)
			late, frames = late+one.Late, frames+travel/wheel
		}
	}
	onlyFigures(b)
	b.ReportMetric(work, "ms-longest-work")
	b.ReportMetric(gap, "ms-longest-frame")
	b.ReportMetric(100*float64(late)/float64(frames), "%-frames-over-50-ms")
}

// scrolled is what probe.scroll tells.
type scrolled struct {
	Work, Gap float64
	Late      int
}

// loads scrolls up until the client has the whole room, and back to its end.
func (v *visitor) loads(messages int) {
	v.t.Helper()
	const (
		first = `Math.min(...[...document.querySelectorAll("[data-chunk]")].map((e) => +e.dataset.chunk))`
		last  = `Math.max(...[...document.querySelectorAll("[data-chunk]")].map((e) => +e.dataset.chunk))`
	)
	newest := eval[int](v, last)
	v.starts(`probe.scroll(-1e6, () => document.querySelector(".line-top").innerText.includes("begins"))`)
	up := ends[scrolled](v)
	oldest := eval[int](v, first)
	v.starts(`probe.scroll(1e6, () => ` + last + fmt.Sprintf(` === %d)`, newest))
	down := ends[scrolled](v)
	if loaded := (newest - oldest) * 50; loaded < messages-50 {
		v.t.Fatalf("the client has loaded %d messages", loaded)
	}
	v.t.Logf("longest work while loading everything %.1f ms, on the way back %.1f ms", up.Work, down.Work)
}

// starts has the page begin something that takes long: a promise.
func (v *visitor) starts(promise string) {
	v.t.Helper()
	eval[bool](v, `(window.begun = `+promise+`, true)`)
}

// ends waits for what was begun, and gives its value.
func ends[T any](v *visitor) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, longPatience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](`begun`, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("%s: %v\n%s", v.name, err, v.text())
	}
	return value
}
