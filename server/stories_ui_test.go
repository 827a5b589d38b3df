package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// Rooms that were loaded alike look alike to what compares them, so what stands
// in them is looked at, going to and fro.
func TestEachRoomShowsItsOwnMessages(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	for _, room := range []shared.RoomID{"tea", "coffee"} {
		bo.do("", shared.CreateRoom{Name: string(room)})
		ann.do(room, shared.Join{})
		bo.post(room, "about "+string(room))
	}
	v := h.seat(ann, shared.General)
	for _, room := range []shared.RoomID{"tea", "coffee", "tea", "coffee"} {
		v.turnsTo(room)
		v.reads("about " + string(room))
	}
}

// The title counts what one missed; what one watches arrive was never unread.
func TestTheTitleIsQuietWhileOneReads(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.enter("Bo")
	eval[bool](ann, `(() => {
		window.titles = [document.title];
		new MutationObserver(() => titles.push(document.title)).observe(document.querySelector("title"), {childList: true});
		return true;
	})()`)
	bo.post(shared.General, "one")
	bo.post(shared.General, "two")
	ann.reads("one", "two")
	if titles := eval[[]string](ann, `titles`); len(titles) != 1 {
		t.Errorf("the title was %s", strings.Join(titles, ", "))
	}
}

// A dialog that was opened from another one gives the focus back to where both
// came from.
func TestTheFocusComesBackFromDialogs(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.clicks(`//a[@class="me"]`)
	ann.clicks(`//dialog//button[contains(., "Leave the server")]`)
	ann.sees("You leave all rooms")
	ann.press(kb.Escape)
	ann.until("the focus where it was", `!document.querySelector("dialog") && document.activeElement.matches("a.me")`)
}

// On a phone the rooms are behind a button, which tells that something waits
// there; the topic is in the room's menu.
func TestWhatAPhoneHasNoRoomForIsAButtonAway(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest, bo := h.enter("Ann"), h.enter("Bo")
	bo.do("", shared.CreateRoom{Name: "tea", Topic: "Green and black"})
	guest.do("tea", shared.Join{})
	ann := h.seat(guest, "tea")
	ann.run(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	ann.clicks(labelled("button", "Room menu"))
	ann.until("the topic", `document.querySelector("#room-menu .about")?.checkVisibility() && document.querySelector("#room-menu").innerText.includes("Green and black")`)
	ann.press(kb.Escape)
	bo.post(shared.General, "psst")
	ann.until("a mark on the button", `document.querySelector(".only-drawer.news")?.getAttribute("aria-label") === "Rooms, 1 unread message"`)
}
