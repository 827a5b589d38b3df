package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

// What a message leads to shows below it a moment later, for as long as its author
// lets it; and what it said before is a press on “edited” away, until it is deleted.
func TestAMessageThatLeadsSomewhereAndIsEdited(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	elsewhere := h.looksAt(pictureOf(t, 900, 600))
	bo := h.enter("Bo")
	guest := h.enter("Ann")
	ann := h.seat(guest, shared.General)
	ann.says("read " + elsewhere.URL + "/tea")
	ann.until("the preview", `document.querySelector(".preview .headline")?.innerText === "All about tea" && document.querySelector(".preview img").naturalWidth > 0`)
	said := guest.history(shared.General, "").Messages[0].Seq
	guest.do(shared.General, shared.EditMessage{Message: said, Text: "*do* read " + elsewhere.URL + "/tea"})
	ann.until("the preview to stay", `!!document.querySelector(".text em") && !!document.querySelector(".preview")`)
	if page := guest.history(shared.General, ""); page.Messages[0].Preview == nil {
		t.Error("the preview went with an edit beside it")
	}
	ann.run(chromedp.Focus(`.preview .headline`))
	ann.clicks(labelled("button", "Remove preview"))
	ann.until("no preview", `document.querySelectorAll(".msg").length === 1 && !document.querySelector(".preview")`)

	ann.clicks(".msg a.edited")
	ann.until("what it said before", `[...document.querySelectorAll(".versions li .text")].map(e => e.innerText.split(" http")[0]).join("|") === "do read|read"`)
	ann.clicks(`//main//a[.="Back to the message"]`)
	ann.until("the message", `document.activeElement.matches(".msg")`)
	guest.do(shared.General, shared.DeleteMessage{Message: said})
	bo.refused("GET", shared.PathVersions(shared.General, said), nil, 409, shared.CodeMessageDeleted)
	ann.until("nothing of it", `!!document.querySelector(".msg.deleted") && !document.querySelector("a.edited")`)
}
