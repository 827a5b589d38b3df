package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// chat makes a private room of the guest's, with others in it.
func (g *guest) chat(name string, with ...*guest) shared.RoomID {
	g.t.Helper()
	var reply shared.CommandReply
	g.must("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.CreateRoom{Name: name, Private: true}}, &reply)
	for _, other := range with {
		g.do(reply.Room, shared.AddPerson{Person: other.me.ID})
	}
	return reply.Room
}

// lists is an expression for whether the sidebar has a room.
func lists(name string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".side .rooms .name")].some(e => e.innerText === %q)`, name)
}

func TestAPrivateRoomIsForThoseWhoAreAdded(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, ann := h.seat(h.enter("Bo"), shared.General), h.seat(h.enter("Ann"), shared.General)
	ann.clicks(labelled("a", "New room"))
	ann.fills("#room-name", "Den")
	ann.clicks(`//dialog//label[contains(., "Private")]`)
	ann.press(kb.Enter)
	ann.until("the room", `document.querySelector("h1").innerText === "Den" && location.pathname.startsWith("/rooms/p-") && `+lists("Den"))
	ann.says("just us")
	bo.clicks(`//a[contains(., "Browse rooms")]`)
	bo.until("all rooms but that one", `!!document.querySelector(".cards") && !document.body.innerText.includes("Den")`)
	bo.turnsTo(shared.General)

	ann.clicks(`//*[@id="people"]//a[contains(., "Add people")]`)
	ann.fills("#find-people", "b")
	ann.press(kb.Enter)
	ann.run(chromedp.WaitNotPresent(`//dialog`))
	ann.sees("Here · 2")
	bo.until("the room among his", lists("Den"))
	bo.clicks(`//nav//a[contains(., "Den")]`)
	bo.reads("just us")
	bo.says("thank you")
	ann.reads("just us", "thank you")
	bo.until("nobody to be removed by Bo", `!!document.querySelector(".people .acts") && !document.querySelector(".people").textContent.includes("Remove")`)

	ann.doesTo("Bo", "Remove Bo")
	ann.confirms()
	bo.sees("You are no longer in Den")
	bo.until("it to be gone", `!document.querySelector(".msg") && !`+lists("Den"))
	ann.says("alone again")
	ann.reads("just us", "thank you", "alone again")
	bo.mayHear("status of 404")
	bo.run(chromedp.Reload())
	bo.sees("There is no room")
	bo.until("nothing of it on the page", `!document.documentElement.outerHTML.includes("Den<") && !document.documentElement.outerHTML.includes("just us")`)
}

func TestTwoPeopleAndThreeTalkAmongThemselves(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, cy, ann := h.seat(h.enter("Bo"), shared.General), h.seat(h.enter("Cy"), shared.General), h.seat(h.enter("Ann"), shared.General)
	ann.clicks(`//*[@id="people"]` + labelled("button", "Message Bo"))
	ann.until("the conversation", `document.querySelector("h1").innerText === "Bo" && document.title.startsWith("Bo")`)
	ann.says("psst")
	ann.sees("This is where your conversation with Bo begins.")
	bo.until("Ann among the direct messages, and one unread", lists("Ann")+` && document.querySelector(".side .count")?.innerText.startsWith("1")`)
	bo.clicks(`//nav//a[contains(., "Ann")]`)
	bo.reads("psst")
	bo.turnsTo(shared.General)
	bo.clicks(`//*[@id="people"]` + labelled("button", "Message Ann")) // the same one
	bo.reads("psst")

	ann.clicks(labelled("a", "New direct message"))
	ann.clicks(`//dialog//li/button[contains(., "Bo")]`)
	ann.until("Bo to be chosen", `document.querySelector("dialog [aria-pressed=true]")?.innerText.includes("Bo")`)
	ann.fills("#find-people", "c")
	ann.clicks(`//dialog//li/button[contains(., "Cy")]`)
	ann.clicks(labelled("button", "Start"))
	ann.until("a room of three", `["Bo, Cy", "Cy, Bo"].includes(document.querySelector("h1").innerText)`)
	ann.says("all of us")
	cy.until("the others' names", lists("Bo, Ann")+` || `+lists("Ann, Bo"))
	cy.until("only that one", `document.querySelectorAll(".side .rooms").length === 2 && document.querySelectorAll(".side .rooms:last-of-type li").length === 1`)
	ann.goes("/")
	ann.atHome()
	ann.until("both in the sidebar", lists("Bo")+` && (`+lists("Bo, Cy")+` || `+lists("Cy, Bo")+`)`)
}

func TestPrivateRoomsWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	lu := h.plainly(ann, shared.PageRoom(shared.General))
	lu.clicks(labelled("a", "New room"))
	lu.until("the form", `document.querySelector("#new")?.checkVisibility()`)
	lu.run(chromedp.SendKeys("#room-name", "Den"))
	lu.clicks(`#new [name=private]`)
	lu.clicks(labelled("button", "Create room"))
	lu.until("the room", `document.querySelector("h1")?.innerText === "Den" && location.pathname.startsWith("/rooms/p-")`)
	room := shared.RoomID(eval[string](lu, `location.pathname.slice("/rooms/".length)`))
	lu.clicks(`//*[@id="people"]//a[contains(., "Add people")]`)
	lu.clicks(`//*[@id="add"]//label[contains(., "Bo")]`)
	lu.clicks(labelled("button", "Add"))
	lu.until("Bo to be there", `[...document.querySelectorAll(".people > ul .name")].some(e => e.innerText === "Bo")`)
	bo.post(room, "hello")
	lu.readsPlainly("hello")
	lu.clicks(labelled("button", "Remove Bo"))
	lu.until("Bo to be gone", `![...document.querySelectorAll(".people > ul .name")].some(e => e.innerText === "Bo")`)
	if status, _ := bo.ask("GET", shared.PathMessages(room), nil); status != 404 {
		t.Errorf("Bo is answered with %d", status)
	}

	lu.looksAt(shared.PageDirectory + "#talk")
	lu.until("the form", `document.querySelector("#talk")?.checkVisibility()`)
	lu.clicks(`//*[@id="talk"]//label[contains(., "Bo")]`)
	lu.clicks(labelled("button", "Start"))
	lu.until("the conversation", `document.querySelector("h1")?.innerText === "Bo" && location.pathname.startsWith("/rooms/d-")`)
	lu.looksAt(shared.PageRoom(shared.General))
	lu.clicks(labelled("button", "Message Bo"))
	lu.until("the same one", `document.querySelector("h1")?.innerText === "Bo"`)
}
