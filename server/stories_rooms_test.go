package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// fills replaces what is in a field.
func (v *visitor) fills(field, text string) {
	v.t.Helper()
	v.run(chromedp.Focus(field))
	v.until("the field", fmt.Sprintf(`(field => { field.select(); return document.activeElement === field })(document.querySelector(%q))`, field))
	call(v, input.InsertText, input.InsertTextParams{Text: text})
}

// chooses opens the room's menu and chooses from it.
func (v *visitor) chooses(item string) {
	v.t.Helper()
	v.clicks(labelled("button", "Room menu"))
	v.clicks(`//*[@id="room-menu"]` + labelled("button", item))
}

// confirms says yes in the dialog, which closes.
func (v *visitor) confirms() {
	v.t.Helper()
	v.clicks(`//dialog//button[@type="submit"]`)
	v.run(chromedp.WaitNotPresent(`//dialog`))
}

func TestARoomWithAChineseName(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.seat(h.enter("Bo"), shared.General)
	ann.clicks(labelled("a", "New room"))
	ann.fills("#room-name", "读书会")
	ann.fills("#room-topic", "《红楼梦》")
	ann.press(kb.Enter)
	const room = shared.RoomID("读书会")
	ann.until("the room's page", `decodeURI(location.pathname) === "/rooms/读书会" && document.querySelector("h1").innerText === "读书会"`)
	ann.sees("《红楼梦》")

	bo.clicks(`//a[contains(., "Browse rooms")]`)
	bo.clicks(labelled("button", "Join 读书会"))
	bo.until("the room's page", `decodeURI(location.pathname) === "/rooms/读书会" && !!document.querySelector("#message")`)
	bo.turnsTo(shared.General)
	ann.says("第一回")
	ann.says("第二回")
	bo.until("two unread messages", `document.querySelector(".side .count")?.innerText.startsWith("2") && document.title.startsWith("(2) ")`)
	bo.turnsTo(room)
	bo.reads("第一回", "第二回")
	bo.until("all to be read", `!document.querySelector(".side .count") && !document.title.startsWith("(")`)
	ann.sees("Here · 2")

	bo.chooses("Leave room")
	bo.confirms()
	bo.until("another room", `location.pathname === "/rooms/general" && !document.querySelector(".side").innerText.includes("读书会")`)
	ann.sees("Here · 1")
	ann.says("第三回")
	ann.reads("第一回", "第二回", "第三回")
	bo.goes(shared.PageRoom(room))
	bo.sees("You are not in 读书会")
}

func TestARoomIsRenamedAndArchived(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	owner, guest := h.enter("Ann"), h.enter("Bo")
	owner.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	owner.post("books", "chapter one")
	ann, bo := h.seat(owner, "books"), h.seat(guest, "books")
	ann.chooses("Name and topic")
	ann.fills("#room-name", "Good ")
	guest.post("books", "chapter two")
	ann.reads("chapter one", "chapter two")
	ann.press(" books")
	ann.fills("#room-topic", "One a month")
	ann.confirms()
	for _, v := range []*visitor{ann, bo} {
		v.until("the other name", `document.querySelector("h1").innerText === "Good books" && document.title === "Good books · Parley"`)
		v.until("it in the sidebar", `document.querySelector(".side [aria-current=page]").innerText.trim() === "Good books"`)
		v.until("the topic", `document.querySelector(".head .topic").innerText === "One a month"`)
	}
	ann.chooses("Archive room")
	ann.confirms()
	for _, v := range []*visitor{ann, bo} {
		v.sees("This room is archived. It can be read, and not changed.")
		v.until("no composer", `!document.querySelector("#message")`)
		v.reads("chapter one", "chapter two")
		v.clicks(at("chapter one"))
		v.until("the menu and no more tools", `document.querySelectorAll("[role=toolbar] > button").length === 1`)
	}
	bo.turnsTo(shared.General)
	bo.says("over here")
	bo.reads("over here")
}

func TestANameChangesInWhatWasSaidBefore(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, ann := h.seat(h.enter("Bo"), shared.General), h.seat(h.enter("Ann"), shared.General)
	ann.mayHear("status of 409")
	ann.says("I am new here")
	bo.until("a message by Ann", `document.querySelector(".msg .who b")?.innerText === "Ann"`)
	ann.clicks(".me")
	ann.fills("#my-name", "bo")
	ann.press(kb.Enter)
	ann.sees("That name is taken, or looks like one that is. Choose another.")
	ann.fills("#my-name", "安娜")
	ann.press(kb.Enter)
	ann.run(chromedp.WaitNotPresent(`//dialog`))
	for _, v := range []*visitor{ann, bo} {
		v.until("the message by 安娜", `document.querySelector(".msg .who b").innerText === "安娜"`)
		v.until("安娜 among the people", `document.querySelector(".people").innerText.includes("安娜") && !document.querySelector(".people").innerText.includes("Ann")`)
	}
}

func TestWhoClosesTheTabIsAway(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.seat(h.enter("Bo"), shared.General)
	ann.sees("Here · 2")
	if err := chromedp.Cancel(bo.ctx); err != nil && context.Cause(bo.ctx) == nil {
		t.Fatal(err)
	}
	ann.sees("Here · 1")
	ann.until("Bo to be away", `/Away · 1\s+B\s+Bo\b/.test(document.querySelector(".people").innerText)`)
}

func TestWhoLeavesTheServerFreesTheName(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, ann := h.seat(h.enter("Bo"), shared.General), h.seat(h.enter("Ann"), shared.General)
	ann.says("farewell")
	bo.reads("farewell")
	ann.types("a word that nobody shall find")
	ann.clicks(".me")
	ann.clicks(labelled("button", "Leave the server"))
	ann.sees("You leave all rooms and your name becomes free. Your messages stay.")
	ann.clicks(`//dialog//button[@type="submit"]`)
	ann.until("the door", `!!document.querySelector("#enter input[name=name]") && location.pathname === "/"`)
	if kept := eval[string](ann, `JSON.stringify(Object.entries(localStorage).filter(([key, value]) => value.includes("nobody shall find")))`); kept != "[]" {
		t.Errorf("the device keeps %s", kept)
	}
	bo.sees("Here · 1")
	bo.reads("farewell")
	h.enter("Ann")
	bo.sees("Away · 1")
	ann.run(chromedp.Reload())
	ann.until("the door still", clientRuns+` && !!document.querySelector("#enter input[name=name]")`)
}
