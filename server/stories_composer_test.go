package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// holdsText waits until the composer holds exactly that text.
func (v *visitor) holdsText(text string) {
	v.t.Helper()
	v.until(fmt.Sprintf("the composer to hold %q", text), fmt.Sprintf(`document.querySelector("#message")?.value === %q`, text))
}

// turnsTo goes to one of the rooms in the sidebar.
func (v *visitor) turnsTo(room shared.RoomID) {
	v.t.Helper()
	v.clicks(fmt.Sprintf(`.side a.go[href=%q]`, shared.PageRoom(room)))
	v.until("the room "+string(room), fmt.Sprintf(`location.pathname === %q && document.querySelector("a.go[aria-current=page]")?.pathname === location.pathname`, shared.PageRoom(room)))
}

func TestWhatTheKeysDo(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.press("two  words ")
	ann.holdsText("two  words ")
	ann.press(kb.Enter, chromedp.ModifierShift)
	ann.press("  and a line")
	ann.holdsText("two  words \n  and a line")
	ann.press(kb.Enter)
	ann.reads("two  words \n  and a line")
	ann.holdsText("")
	ann.press("by Control")
	ann.press(kb.Enter, chromedp.ModifierCtrl)
	ann.reads("two  words \n  and a line", "by Control")
	ann.press("   ")
	ann.press(kb.Enter)
	ann.holdsText("   ")
	ann.run(chromedp.Focus("#messages"))
	ann.press("x y") // from elsewhere
	ann.holdsText("   x y")
}

func TestEachRoomHasItsDraft(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Books"})
	ann := h.seat(guest, shared.General)
	ann.types("for all")
	ann.turnsTo("books")
	ann.holdsText("")
	ann.types("for readers")
	ann.turnsTo(shared.General)
	ann.holdsText("for all")
	ann.press("!")
	ann.turnsTo("books")
	ann.holdsText("for readers")
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.holdsText("for readers")
	ann.turnsTo(shared.General)
	ann.holdsText("for all!")
	ann.press(kb.Enter)
	ann.reads("for all!")
	ann.turnsTo("books")
	ann.turnsTo(shared.General)
	ann.holdsText("")
}

func TestWhatWasTypedBeforeTheClientCameStays(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	guest.post(shared.General, "there already")
	ann := h.visits("Ann", as(guest))
	arrive := ann.holds("*/app.wasm*")
	ann.goes(shared.PageRoom(shared.General))
	ann.sees("there already")
	ann.types("early bird")
	for range len("bird") {
		ann.press(kb.ArrowLeft)
	}
	if eval[bool](ann, clientRuns) {
		t.Fatal("the client is there before it was let in")
	}
	arrive()
	ann.atHome()
	ann.holdsText("early bird")
	ann.until("the caret where it was", `document.activeElement.id === "message" && document.activeElement.selectionStart === "early ".length && document.activeElement.selectionEnd === "early ".length`)
	ann.press("little ")
	ann.press(kb.Enter)
	ann.reads("there already", "early little bird")
}

func TestWhatIsTooLongStays(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	text := strings.Repeat("长", shared.MaxMessageRunes)
	ann.types(text)
	ann.sees("0 characters left")
	ann.press("!")
	ann.sees("1 character too many")
	ann.press(kb.Enter)
	ann.sees("That is too long: 4,000 characters are allowed.")
	ann.holdsText(text + "!")
	ann.press(kb.Backspace)
	ann.sees("0 characters left")
	ann.press(kb.Enter)
	ann.reads(text)
	ann.holdsText("")
}

func TestARefusedMessageCanBeDiscarded(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("Ann")
	bo.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	ann := h.seat(guest, "books")
	ann.mayHear("status of 409")
	release := ann.holds("*" + shared.PathCommands)
	ann.says("too late")
	ann.until("a pending message", `document.querySelectorAll(".msg.pending").length === 1`)
	bo.do("books", shared.ArchiveRoom{})
	ann.sees("This room is archived. It can be read, and not changed.")
	release()
	const reason = "Not sent. This room is archived: it can be read, and not changed."
	ann.sees(reason)
	ann.reads("too late")

	release = ann.holds("*" + shared.PathCommands)
	ann.clicks(labelled("button", "Retry"))
	ann.until("the message to wait again", `document.querySelectorAll(".msg.pending").length === 1 && !document.querySelector(".failed")`)
	release()
	ann.sees(reason)
	ann.run(chromedp.Reload())
	ann.hears()
	ann.sees(reason)
	ann.clicks(labelled("button", "Discard"))
	ann.reads()
	ann.run(chromedp.Reload())
	ann.hears()
	ann.sees("This is where Books begins.")
	ann.reads()
}

func TestWhoIsTooFastWaitsAndIsTold(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.config.RateLimit = true
	h.restart()
	bo, guest := h.enter("Bo"), h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Elsewhere"})
	ann := h.seat(guest, shared.General)
	ann.mayHear("status of 429")
	hurry := func() (refused bool) { // on another device of hers
		status, _, err := guest.try("POST", shared.PathCommands, shared.Command{ID: newID(), Room: "elsewhere", Body: shared.PostMessage{Text: "…"}})
		return err != nil || status == http.StatusTooManyRequests
	}
	for !hurry() {
	}
	var calm atomic.Bool
	var hurrying sync.WaitGroup
	hurrying.Go(func() {
		for !calm.Load() {
			hurry()
		}
	})
	for _, text := range []string{"one", "two", "three"} {
		ann.says(text)
	}
	ann.sees("A little fast: sent in a moment")
	ann.until("the connection to tell it, too", `/Too fast: going on in \d+ s/.test(document.querySelector(".wire").innerText)`)
	calm.Store(true)
	hurrying.Wait()
	ann.reads("one", "two", "three")
	if page := bo.history(shared.General, ""); len(page.Messages) != 3 || page.Messages[0].Text != "one" || page.Messages[2].Text != "three" {
		t.Errorf("the room has %+v", page.Messages)
	}
}
