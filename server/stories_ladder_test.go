package main

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// seat gives a guest a browser that knows the server by the proxy alone.
func (m *meddler) seat(h *house, g *guest) *visitor {
	h.t.Helper()
	v := h.visits(g.me.Name, as(g)) // cookies are for a host, whatever its port
	v.base = m.URL
	v.mayHear(cut, "WebSocket connection to", "status of 50", "status of 403")
	v.goes(shared.PageRoom(shared.General))
	v.atHome()
	return v
}

// isOver waits until the pill names a transport.
func (v *visitor) isOver(transport string) {
	v.t.Helper()
	v.untilWithin(3*patience, transport, fmt.Sprintf(`document.querySelector(".wire .what").innerText === %q`, transport+" · live"))
}

func TestANetworkThatHoldsStreamsBackLosesNothing(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	m, bo := meddle(t, h), h.enter("Bo")
	m.turns(true, false, 0)
	var said []string
	say := func() {
		said = append(said, fmt.Sprint("message ", len(said)))
		bo.post(shared.General, said[len(said)-1])
	}
	say()
	ann := m.seat(h, h.enter("Ann"))
	ann.isOver("WebSocket")
	say()
	ann.reads(said...)
	m.turns(true, true, 0)
	for range 20 {
		say()
	}
	ann.isOver("Long polling")
	say()
	ann.reads(said...)
	ann.says("mine")
	said = append(said, "mine")
	ann.reads(said...)
	ann.until("nobody to be called here or away", `document.querySelectorAll(".person").length === 2 && !document.querySelector(".person .dot")`)

	ann.clicks(".pill-button")
	ann.sees("SSE is held back by this network.")
	ann.sees("WebSocket is blocked by this network.")
	ann.sees("WebSocket is tried again within 5 minutes.")
	ann.until("how long a round trip takes", `/Round trip\n\d+ ms/.test(document.querySelector("#connection").innerText)`)
	ann.until("that nothing is missing", `/Last gap\ncaught up \d+ → \d+, \d+ events, 0 missing/.test(document.querySelector("#connection").innerText)`)
	ann.press(kb.Escape)

	ann.run(chromedp.Reload())
	ann.atHome()
	ann.isOver("Long polling") // as it was remembered
	ann.clicks(".pill-button")
	ann.sees("SSE did not work on this network before.")
}

func TestATransportIsPinned(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	m, bo := meddle(t, h), h.enter("Bo")
	ann := m.seat(h, h.enter("Ann"))
	ann.isOver("SSE")
	var said []string
	for _, transport := range []string{"Long polling", "Polling", "WebSocket"} {
		ann.clicks(".me")
		ann.clicks(fmt.Sprintf(`//label[normalize-space()=%q]`, transport))
		ann.press(kb.Escape)
		ann.isOver(transport)
		ann.run(chromedp.Reload())
		ann.atHome()
		ann.isOver(transport)
		said = append(said, transport)
		bo.post(shared.General, transport)
		ann.reads(said...)
	}
	ann.says("up the socket")
	ann.reads(append(said, "up the socket")...)
	if n := eval[int](ann, `performance.getEntriesByType("resource").filter(e => e.name.endsWith("/api/commands")).length`); n != 0 {
		t.Errorf("%d commands went another way", n)
	}
	m.turns(false, true, 0)
	ann.until("that it does not get through", `document.querySelector(".wire .what").innerText === "WebSocket doesn’t get through"`)
	ann.clicks(".pill-button")
	ann.sees("The server answers, but not over WebSocket, which you chose in the settings.")
	eval[bool](ann, `(window.tries = 0, new MutationObserver(() => { if (!document.querySelector(".wire > .link")) tries++ }).
		observe(document.querySelector(".wire"), {childList: true}), true)`)
	ann.until("another try", `tries > 0 && !!document.querySelector(".wire > .link")`)
	ann.until("the panel, still", `document.querySelector("#connection").matches(":popover-open")`)
	ann.clicks(labelled("button", "Choose automatically"))
	ann.isOver("SSE")
}

func TestANetworkThatCutsEveryConnectionLosesNothing(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	m, bo := meddle(t, h), h.enter("Bo")
	ann := m.seat(h, h.enter("Ann"))
	ann.isOver("SSE")
	m.turns(false, false, 2*time.Second)
	var said []string
	holds := `/polling · live/i.test(document.querySelector(".wire .what").innerText)`
	for deadline := time.Now().Add(3 * patience); !eval[bool](ann, holds); {
		if time.Now().After(deadline) {
			t.Fatalf("it does not settle:\n%s", ann.text())
		}
		said = append(said, fmt.Sprint("message ", len(said)))
		bo.post(shared.General, said[len(said)-1])
		<-time.After(time.Second)
	}
	ann.says("mine")
	const newest = `[...document.querySelectorAll(".msg:not(.pending) .text")].at(-1)?.innerText === %q`
	ann.until("it to arrive", fmt.Sprintf(newest, "mine"))
	bo.post(shared.General, "last")
	said = append(said, "mine", "last")
	ann.until("the last message", fmt.Sprintf(newest, "last"))
	if got := ann.messages(); !slices.Equal(got, said) {
		t.Errorf("Ann reads %q, not %q", got, said)
	}
}
