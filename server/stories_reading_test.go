package main

import (
	"fmt"
	"slices"
	"testing"

	"parley/shared"
)

// waiting is true where so many messages are said to wait in a room; 0 for none.
func waiting(room shared.RoomID, n int) string {
	count := fmt.Sprintf(`document.querySelector('a.go[href=%q] .count span')?.innerText`, shared.PageRoom(room))
	if n == 0 {
		return count + ` === undefined`
	}
	return fmt.Sprintf(`%s === "%d"`, count, n)
}

func TestWhatIsReadOnOneDeviceIsReadOnAll(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("Ann")
	bo.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	desk, phone := h.seat(guest, shared.General), h.seat(guest, shared.General)
	for range 3 {
		bo.post("books", "a chapter")
	}
	for _, device := range []*visitor{desk, phone} {
		device.until("three to wait", waiting("books", 3)+` && document.title.startsWith("(3) ")`)
	}
	desk.turnsTo("books")
	phone.until("none to wait", waiting("books", 0)+` && !document.title.startsWith("(")`)
	bo.post("books", "another chapter")
	desk.reads("a chapter", "a chapter", "a chapter", "another chapter")
	desk.turnsTo(shared.General)
	phone.until("none to wait still", waiting("books", 0))
	bo.post("books", "the last chapter")
	for _, device := range []*visitor{desk, phone} {
		device.until("one to wait", waiting("books", 1))
	}
	phone.goes(shared.PageRoom(shared.General))
	phone.atHome()
	phone.until("one to wait after a reload", waiting("books", 1))
}

func TestAMessageIsMarkedUnread(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Books"})
	desk, phone := h.seat(guest, shared.General), h.seat(guest, "books")
	for _, text := range []string{"one", "two", "three"} {
		bo.post(shared.General, text)
	}
	desk.reads("one", "two", "three")
	phone.until("none to wait", waiting(shared.General, 0))
	desk.points("two")
	desk.clicks(labelled("button", "More"))
	desk.clicks(labelled("button", "Mark unread from here"))
	desk.until("a line above it", `document.querySelector(".new + .msg .text")?.innerText === "two" && !document.querySelector(".message-menu")`)
	phone.until("two to wait", waiting(shared.General, 2))
	desk.until("two in the title, while one looks", `document.title.startsWith("(2) ")`)
	desk.turnsTo("books")
	desk.until("two to wait", waiting(shared.General, 2))
	desk.turnsTo(shared.General)
	desk.until("a line above it again", `document.querySelector(".new + .msg .text")?.innerText === "two"`)
	phone.until("none to wait once it is read again", waiting(shared.General, 0))
}

// foundInView is true where a message is in view, marked and in focus.
func foundInView(text string) string {
	return fmt.Sprintf(`(lit => lit?.querySelector(".text").innerText === %q && document.activeElement === lit &&
		(r => r.top >= 0 && r.bottom < innerHeight)(lit.getBoundingClientRect()))(document.querySelector(".msg.lit"))`, text)
}

func TestALinkLeadsToAMessageFromAnyDistance(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Books"})
	far := bo.post(shared.General, "where it began")
	h.chatter(shared.General, 400)
	near := bo.post(shared.General, "where it ended")
	ann := h.visits("Ann", as(guest))
	ann.goes(shared.PageMessage(shared.General, far))
	ann.until("the first message", foundInView("where it began"))
	ann.clicks(".pill")
	ann.until("the end", atTheEnd)
	ann.turnsTo("books")
	eval[bool](ann, `(history.back(), true)`)
	ann.until("the first message, by going back", foundInView("where it began"))

	ann.goes(shared.PageMessage(shared.General, near))
	ann.until("the last message", foundInView("where it ended"))
	eval[bool](ann, `(Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text }}}), true)`)
	ann.points("where it ended")
	ann.clicks(labelled("button", "More"))
	ann.clicks(labelled("button", "Copy link"))
	ann.sees("Copied")
	ann.until("the link", fmt.Sprintf(`window.copied === location.origin + %q`, shared.PageMessage(shared.General, near)))
}

func TestWhoIsCalledIsTold(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("安娜")
	bo.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	ann := h.seat(guest, shared.General)
	bo.post("books", "a chapter")
	ann.until("one to wait", waiting("books", 1))
	called := bo.post("books", "你好@安娜")
	ann.until("one that calls", `document.querySelector('a.go[href="/rooms/books"] .count.mention span')?.innerText === "@1"`)
	if got := guest.snapshot().Rooms; got[0].ID != "books" || got[0].Mine.Unread != 2 || !slices.Equal(got[0].Mine.Calls, []shared.Seq{called}) {
		t.Errorf("the snapshot has %+v", got)
	}
	bo.do("books", shared.DeleteMessage{Message: called})
	ann.until("one to wait, that calls nobody", waiting("books", 1)+` && !document.querySelector(".count.mention")`)
}

func TestAMutedRoomIsQuiet(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("安娜")
	bo.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	desk, phone := h.seat(guest, "books"), h.seat(guest, shared.General)
	desk.chooses("Nothing: mute it")
	desk.until("the menu to close", `!document.querySelector("#room-menu").matches(":popover-open")`)
	const muted = `!!document.querySelector('a.go[href="/rooms/books"] .muted')`
	desk.turnsTo(shared.General)
	for _, device := range []*visitor{desk, phone} {
		device.until("a sign that it is muted", muted)
	}
	bo.post("books", "a chapter")
	bo.post(shared.General, "it is out")
	for _, device := range []*visitor{desk, phone} {
		device.reads("it is out")
		device.until("nothing to wait", muted+` && !document.querySelector(".side .count, .side .unread") && !document.title.startsWith("(")`)
	}
	bo.post("books", "@安娜 read it")
	for _, device := range []*visitor{desk, phone} {
		device.until("a call", `document.querySelector('a.go[href="/rooms/books"] .count.mention span')?.innerText === "@1" && document.title.startsWith("(1) ")`)
	}
	desk.turnsTo("books")
	desk.chooses("Every message")
	phone.until("no sign that it is muted", waiting("books", 0)+` && !`+muted)
}
