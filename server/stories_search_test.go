package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

const hits = `[...document.querySelectorAll(".hit .excerpt")].map(e => e.innerText)`

func TestSearchingFindsAndLeadsThere(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	needle := guest.post(shared.General, "a needle, 针")
	for i := range 120 {
		guest.post(shared.General, fmt.Sprintf("straw %d", i))
	}
	ann := h.seat(guest, shared.General)
	ann.resizes(390, 844)
	ann.clicks(labelled("a", "Search"))
	ann.until("the caret in the field", `document.activeElement?.id === "looked-for"`)
	ann.press("stra")
	ann.press(kb.Enter)
	ann.until("the newest", fmt.Sprintf(`location.search === "?q=stra" && %s.length === %d && %[1]s[0] === "straw 119"`, hits, shared.SearchPage))
	ann.until("what was found to be marked", `document.querySelector(".hit mark").innerText === "straw"`)
	ann.clicks(labelled("a", "Older messages"))
	ann.until("older ones below", fmt.Sprintf(`%s.length === %d && %[1]s[20] === "straw 99"`, hits, 2*shared.SearchPage))

	ann.fills("#looked-for", "针 from:me")
	ann.press(kb.Enter)
	ann.until("the needle", hits+`.join() === "a needle, 针"`)
	ann.clicks(".hit")
	ann.until("the needle in its room", fmt.Sprintf(`location.pathname === "/rooms/general" && location.hash === "#%d"
		&& [...document.querySelectorAll(".msg .text")].some(e => e.innerText === "a needle, 针" && (b => b.top > 0 && b.bottom < innerHeight)(e.getBoundingClientRect()))`, needle))
}

func TestSearchingWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.post(shared.General, "a needle")
	for i := range 120 {
		ann.post(shared.General, fmt.Sprintf("straw %d", i))
	}
	lu := h.plainly(ann, shared.PageSearch+"?q=nothing")
	lu.sees("Nothing was found.")
	lu.fills("#looked-for", `"straw"`)
	lu.press(kb.Enter)
	lu.until("the newest", hits+`[0] === "straw 119"`)
	lu.clicks(labelled("a", "Older messages"))
	lu.until("older ones", hits+`[0] === "straw 99"`)
	lu.fills("#looked-for", "need")
	lu.press(kb.Enter)
	lu.until("the needle", hits+`.join() === "a needle"`)
	lu.clicks(".hit")
	lu.until("what was said around it", `[...document.querySelectorAll(".msg .text")].map(e => e.innerText).slice(0, 2).join() === "a needle,straw 0"`)
}

func TestTheSwitcherLeadsToRoomsPeopleAndMessages(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest, other := h.enter("Ann"), h.enter("Bo")
	guest.do("", shared.CreateRoom{Name: "Tea"})
	needle := other.post(shared.General, "a needle")
	for i := range 120 {
		other.post(shared.General, fmt.Sprintf("straw %d", i))
	}
	ann := h.seat(guest, shared.General)
	jumpTo := func(typed, wanted string) {
		t.Helper()
		ann.press("k", chromedp.ModifierCtrl)
		ann.until("the caret in the switcher", `document.activeElement?.id === "jump"`)
		ann.press(typed)
		ann.until(wanted, fmt.Sprintf(`document.querySelector(".found")?.innerText.includes(%q)`, wanted))
	}
	jumpTo("need", "a needle")
	ann.until("what was found to be marked", `document.querySelector(".found mark")?.innerText === "needle"`)
	ann.press(kb.Enter)
	ann.until("the needle in its room", fmt.Sprintf(`!document.querySelector("dialog") && location.hash === "#%d"
		&& [...document.querySelectorAll(".msg .text")].some(e => e.innerText === "a needle" && (b => b.top > 0 && b.bottom < innerHeight)(e.getBoundingClientRect()))`, needle))
	jumpTo("t", "Tea")
	ann.clicks(`//dialog//a[contains(., "Tea")]`)
	ann.until("the room", `location.pathname === "/rooms/tea" && !document.querySelector("dialog")`)
	jumpTo("b", "Bo")
	ann.press(kb.Enter)
	ann.until("a room with Bo", `document.querySelector("h1")?.innerText === "Bo" && !!document.querySelector("#message") && !document.querySelector("dialog")`)
	jumpTo("straw", "Search messages for “straw”")
	ann.press(kb.ArrowUp)
	ann.press(kb.Enter)
	ann.until("the search", fmt.Sprintf(`location.search === "?q=straw" && %s.length === %d`, hits, shared.SearchPage))
}

func TestAQuestionMarkShowsTheShortcuts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.types("what")
	ann.press("?")
	ann.until("it to be written", `document.querySelector("#message").value === "what?" && !document.querySelector("dialog")`)
	ann.run(chromedp.Focus("#messages"))
	ann.press("?")
	ann.until("the shortcuts", `document.querySelector("dialog[open] h2")?.innerText === "Keyboard shortcuts"`)
	ann.press("?")
	ann.press(kb.Escape)
	ann.until("the room, and the focus where it was", `!document.querySelector("dialog") && document.activeElement?.id === "messages"`)
}

func TestWhatWasFoundStaysBesideTheRoom(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Tea"})
	needles := []shared.Seq{guest.post("tea", "needle one"), guest.post(shared.General, "needle two")}
	for i := range 120 {
		guest.post(shared.General, fmt.Sprintf("straw %d", i))
	}
	ann := h.seat(guest, shared.General)
	ann.resizes(1280, 800)
	ann.clicks(labelled("a", "Search"))
	ann.until("the caret in the field", `document.activeElement?.id === "looked-for"`)
	ann.press("needle")
	ann.press(kb.Enter)
	ann.until("both beside the room", hits+`.join() === "needle two,needle one" && location.pathname === "/rooms/general" && !document.querySelector(".people").checkVisibility()`)
	for i, room := range []shared.RoomID{"tea", shared.General} {
		ann.clicks(fmt.Sprintf(".hits li:nth-child(%d) .hit", 2-i))
		ann.until("the needle in its room", fmt.Sprintf(`location.pathname === %q && location.hash === "#%d" && %s.length === 2
			&& [...document.querySelectorAll(".msg .text")].some(e => e.innerText.startsWith("needle") && (b => b.top > 0 && b.bottom < innerHeight)(e.getBoundingClientRect()))`,
			shared.PageRoom(room), needles[i], hits))
	}
	ann.run(chromedp.Focus("#looked-for"))
	ann.press(kb.Escape)
	ann.until("the people again, and the composer", `document.querySelector(".people").checkVisibility() && !document.querySelector(".search-panel") && document.activeElement?.id === "message"`)

	ann.goes(shared.PageSearch + "?q=needle")
	ann.hears()
	ann.clicks(".hit")
	ann.until("what was found beside the room", hits+`.length === 2 && location.pathname === "/rooms/general"`)
	ann.clicks(labelled("button", "Close search"))
	ann.until("the people again", `document.querySelector(".people").checkVisibility() && !document.querySelector(".search-panel")`)
}

// resizes gives the window another size.
func (v *visitor) resizes(width, height int64) {
	v.t.Helper()
	call(v, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}
