package main

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

// openProbe tells of a page, in milliseconds from the beginning of its
// navigation: when the room's messages are on the screen, and when the client
// has put its own composer in the place of the server's.
const openProbe = `(() => {
	const probe = (window.probe = { paint: 0, messages: 0, client: 0 });
	new PerformanceObserver((list) => (probe.paint = list.getEntriesByName("first-contentful-paint")[0]?.startTime ?? probe.paint))
		.observe({ type: "paint", buffered: true });
	const painted = (name) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = () => (probe[name] ||= performance.now());
		channel.port2.postMessage(0);
	};
	const composer = () => document.querySelector("#message:enabled");
	let rendered;
	document.addEventListener("DOMContentLoaded", () => (rendered = composer()));
	const look = () => {
		if (document.querySelector(".msg .text")) painted("messages");
		if (rendered && composer() && composer() !== rendered) painted("client");
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
})()`

// opening is what openProbe tells.
type opening struct{ Paint, Messages, Client float64 }

const (
	roomMessages = 200 // in the room that is opened
	hugeRoom     = 100_000
	longPatience = 2 * time.Minute
)

// BenchmarkOpen opens a room in Chromium: first with nothing of Parley in the
// browser, then again with all that it kept.
func BenchmarkOpen(b *testing.B) {
	b.Run("free link", func(b *testing.B) { benchmarkOpen(b, conditions{}, 5, 0) })
	b.Run("free link, 100,000 messages", func(b *testing.B) { benchmarkOpen(b, conditions{}, 5, hugeRoom) })
	b.Run("1.6 Mbit per s, 150 ms, 4 times slower", func(b *testing.B) { benchmarkOpen(b, slow, 3, 0) })
}

func benchmarkOpen(b *testing.B, under conditions, visits, older int) {
	h := openHouse(b)
	h.fill(h.enter("Older"), older)
	furnish(b, h, roomMessages)
	ann := h.enter("Ann")
	var cold, warm openings
	for b.Loop() {
		for range visits {
			v := h.visits("Ann", as(ann), under.emulate(), injects(openProbe))
			cold.add(v.opens())
			v.worker(under)
			warm.add(v.opens())
			v.leaves()
		}
	}
	onlyFigures(b)
	cold.report(b, "cold")
	warm.report(b, "warm")
}

// BenchmarkPostByForm posts by the plain form of a page whose client is still on
// its way, over the slow link.
func BenchmarkPostByForm(b *testing.B) {
	h := openHouse(b)
	furnish(b, h, roomMessages)
	ann := h.enter("Ann")
	var shown, client samples
	for b.Loop() {
		v := h.visits("Ann", as(ann), slow.emulate(), injects(openProbe))
		v.mayHear(cut)
		v.run(chromedp.Navigate(h.url() + shared.PageRoom(shared.General)))
		v.until("the messages", `probe.messages > 0`)
		v.types("by form")
		if clientRuns := eval[bool](v, clientRuns); clientRuns {
			b.Fatal("the client was there before a message could be written")
		}
		v.run(chromedp.Click(".send"))
		v.until("the message", `probe.messages > 0 && [...document.querySelectorAll(".msg .text")].at(-1).innerText === "by form"`)
		v.untilWithin(longPatience, "the client", `probe.client > 0`)
		after := eval[opening](v, `probe`)
		shown, client = append(shown, after.Messages), append(client, after.Client)
		v.leaves()
	}
	onlyFigures(b)
	b.ReportMetric(shown.at(0.5), "ms-from-send-to-shown")
	b.ReportMetric(client.at(0.5), "ms-from-send-to-client")
	page := ann.history(shared.General, "?limit=200").Messages
	posted := 0
	for _, message := range page {
		if message.Text == "by form" {
			posted++
		}
	}
	if posted != len(shown) {
		b.Errorf("%d messages in the room, %d were posted", posted, len(shown))
	}
}

type openings struct{ paint, messages, client samples }

func (o *openings) add(one opening) {
	o.paint = append(o.paint, one.Paint)
	o.messages = append(o.messages, one.Messages)
	o.client = append(o.client, one.Client)
}

func (o *openings) report(b *testing.B, cache string) {
	b.ReportMetric(o.paint.at(0.5), "ms-"+cache+"-first-paint")
	b.ReportMetric(o.messages.at(0.5), "ms-"+cache+"-messages")
	b.ReportMetric(o.client.at(0.5), "ms-"+cache+"-client")
}

// opens opens the room, and waits until one can type and the client is in
// charge.
func (v *visitor) opens() opening {
	v.t.Helper()
	v.run(chromedp.Navigate(v.base + shared.PageRoom(shared.General)))
	v.untilWithin(longPatience, "the client", `probe.client > 0`)
	return eval[opening](v, `probe`)
}

// leaves closes the page, and with it the stream.
func (v *visitor) leaves() {
	v.t.Helper()
	v.run(chromedp.Navigate("about:blank"))
}
