package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// What begins with a slash is completed, done and told by keyboard alone; what
// can't be done stays in the field.
func TestSlashCommandsByKeyboard(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	bo := h.enter("Bo")
	guest.do("", shared.CreateRoom{Name: "Tea"})
	ann := h.seat(guest, "tea")
	const offers = `[...document.querySelectorAll("#suggestions .option")].map(o => (o.ariaSelected === "true" ? ">" : "") + o.querySelector(".name").innerText).join(", ")`
	ann.types("/")
	ann.until("all commands", offers+` === ">me text, topic text, invite name, nick name, leave, help"`)
	ann.press("t" + kb.Tab + "Green, 绿茶" + kb.Enter)
	ann.until("the topic", `document.querySelector(".head .topic")?.innerText === "Green, 绿茶"`)
	ann.holdsText("")
	ann.press("/inv" + kb.Enter)
	ann.until("whom one knows", offers+` === ">Bo"`)
	ann.press(kb.Enter + kb.Enter)
	ann.holdsText("")
	ann.press("/me **waves** at @Bo" + kb.Escape + kb.Enter)
	ann.press("//me too" + kb.Enter)
	ann.mayHear("status of 409") // the name that is taken
	const texts = `[...document.querySelectorAll(".msg:not(.pending) .text")].map(e => e.innerText.replace(/\s+/g, " ")).join()`
	ann.until("what she does and says", texts+` === "Ann waves at @Bo,/me too"`)
	ann.press("/shrug it" + kb.Enter)
	ann.sees("There is no /shrug. The commands are")
	ann.holdsText("/shrug it")
	ann.press("a", chromedp.ModifierCtrl)
	ann.press("/nick Bo" + kb.Enter)
	ann.sees("That name is taken")
	ann.holdsText("/nick Bo")
	ann.press("by" + kb.Enter)
	ann.until("another name", `document.querySelector(".side a.me .name")?.innerText === "Boby"`)
	ann.holdsText("")
	ann.until("it at what she does", texts+` === "Boby waves at @Bo,/me too"`)
	ann.press("/help" + kb.Enter)
	ann.until("the commands", `document.querySelector("dialog[open]")?.innerText.includes("/invite name")`)
	ann.press(kb.Escape)
	ann.until("no dialog", `!document.querySelector("dialog")`)
	ann.press("/leave" + kb.Enter)
	ann.until("the question", `document.querySelector("dialog[open] h2")?.innerText.includes("Tea")`)
	ann.keepPicture()
	page := bo.history("tea", "")
	if page.Messages[0].Text != "**waves** at @Bo" || !page.Messages[0].Action || page.Messages[1].Action {
		t.Errorf("Bo reads %+v", page.Messages)
	}
}

// Without a script the form does the same.
func TestSlashCommandsInThePlainForm(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ann.do("", shared.CreateRoom{Name: "Tea"})
	say := func(text string, status int) {
		t.Helper()
		response, err := ann.http.PostForm(ann.base+"/rooms/tea", url.Values{"text": {text}})
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != status {
			t.Errorf("%q is answered with %d, %v", text, response.StatusCode, err)
		}
		if status != http.StatusSeeOther && !strings.Contains(string(body), "/nick, /leave and /help") {
			t.Errorf("%q is not told of the commands", text)
		}
	}
	say("/me waves", http.StatusSeeOther)
	say("/topic Green", http.StatusSeeOther)
	say("/invite Bo", http.StatusSeeOther)
	say("/dance", http.StatusUnprocessableEntity)
	say("/help", http.StatusUnprocessableEntity)
	say("/nick Anna", http.StatusSeeOther)
	if m := bo.history("tea", "").Messages; len(m) != 1 || m[0].Text != "waves" || !m[0].Action {
		t.Errorf("posted %+v", m)
	}
	for _, room := range bo.snapshot().Rooms {
		if room.ID == "tea" && room.Topic != "Green" {
			t.Errorf("the room is %+v", room)
		}
	}
	say("/leave", http.StatusSeeOther)
	if rooms := ann.snapshot().Rooms; len(rooms) != 1 {
		t.Errorf("Anna is in %+v", rooms)
	}
}
