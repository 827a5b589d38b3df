package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// amends changes the database of a house that is shut.
func (h *house) amends(statement string, args ...any) {
	h.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(h.config.Data, "parley.db"))
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		h.t.Fatal(err)
	}
}

// at is the message with a text, by XPath.
func at(text string) string {
	return fmt.Sprintf(`//article[.//p[starts-with(normalize-space(), %q)]]`, text)
}

// points moves the pointer to a message, which shows its tools.
func (v *visitor) points(text string) {
	v.t.Helper()
	v.run(chromedp.WaitVisible(at(text)))
	center := eval[[]float64](v, fmt.Sprintf(`(r => [r.x + r.width / 2, r.y + r.height / 2])(document.evaluate(%q, document).iterateNext().getBoundingClientRect())`, at(text)))
	v.run(chromedp.MouseEvent(chromedp.MouseMoved, center[0], center[1]))
	v.run(chromedp.WaitVisible(at(text) + `//*[@role="toolbar"]`))
}

// shows waits until the reactions in the timeline are exactly these: each with
// its number, in brackets where it is pressed.
func (v *visitor) shows(reactions string) {
	v.t.Helper()
	v.until("the reactions "+reactions, fmt.Sprintf(`[...document.querySelectorAll(".react")]
		.map(r => r.innerText.replace(/\s/g, "")).map((text, i) => document.querySelectorAll(".react")[i].ariaPressed === "true" ? "[" + text + "]" : text)
		.join(" ") === %q`, reactions))
}

func TestAMessageIsEditedFromTheComposer(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.seat(h.enter("Bo"), shared.General)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.says("helo")
	ann.reads("helo")
	ann.press(kb.ArrowUp)
	ann.until("the message in a field", `document.activeElement.id === "edit-message" && document.activeElement.value === "helo"`)
	ann.press("!" + kb.Escape)
	ann.reads("helo")
	ann.run(chromedp.Focus("#message"))
	ann.press(kb.ArrowUp)
	ann.until("the message in a field again", `document.activeElement.id === "edit-message" && document.activeElement.value === "helo"`)
	bo.points("helo")
	bo.clicks(labelled("button", "Add a reaction"))
	bo.clicks(labelled("button", "red heart"))
	ann.until("a reaction below", `document.querySelectorAll(".react").length === 1`)
	ann.press(kb.Backspace + "lo" + kb.Enter)
	for _, v := range []*visitor{ann, bo} {
		v.until("the other text", `(text => text.firstChild.data === "hello" && text.querySelector(".edited")?.innerText === "(edited)")(document.querySelector(".text"))`)
	}
}

func TestADeletedMessageLeavesATombstone(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.seat(h.enter("Bo"), shared.General)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.says("a secret")
	bo.reads("a secret")
	ann.points("a secret")
	ann.clicks(labelled("button", "Delete"))
	ann.clicks("#delete-message")
	for _, v := range []*visitor{ann, bo} {
		v.sees("Message deleted")
		v.reads()
	}
	bo.run(chromedp.Reload())
	bo.atHome()
	bo.sees("Message deleted")
	bo.reads()
}

func TestPeopleReact(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.seat(h.enter("Bo"), shared.General)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.says("cake?")
	bo.reads("cake?")
	bo.points("cake?")
	bo.clicks(labelled("button", "Add a reaction"))
	bo.until("the search", `document.activeElement.id === "emoji-search"`)
	bo.press("heart" + kb.Enter)
	ann.until("a reaction", `document.querySelectorAll(".react").length === 1`)
	heart := eval[string](ann, `document.querySelector(".react").dataset.emoji`)
	ann.shows(heart + "1")
	bo.shows("[" + heart + "1]")
	ann.clicks(".react")
	ann.shows("[" + heart + "2]")
	bo.shows("[" + heart + "2]")
	bo.clicks(".react")
	ann.shows("[" + heart + "1]")
	bo.shows(heart + "1")
}

func TestLinksAreSafeToFollow(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.enter("Bo")
	ann := h.seat(h.enter("Ann"), shared.General)
	page := h.url() + "/healthz"
	bo.post(shared.General, "look at "+page+", not at javascript:alert(1)")
	ann.sees("look at")
	const link = `document.querySelector(".text a")`
	if found := eval[[]string](ann, `[...document.querySelectorAll(".text a")].flatMap(a => [a.href, a.target, ...a.relList])`); fmt.Sprint(found) != fmt.Sprint([]string{page, "_blank", "noopener", "noreferrer", "nofollow"}) {
		t.Errorf("the links are %q", found)
	}
	ann.until("a link that can be seen", link+`.checkVisibility()`)
}

func TestAnAuthorsMessagesStandTogether(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, cy := h.enter("Bo"), h.enter("Cy")
	at := time.Date(2025, time.November, 18, 9, 15, 0, 0, time.UTC)
	for _, said := range []struct {
		who   *guest
		after time.Duration
	}{{bo, 0}, {bo, 6 * time.Minute}, {bo, 4 * time.Minute}, {cy, 0}, {bo, 0}} {
		at = at.Add(said.after)
		said.who.post(shared.General, at.Format(time.RFC3339))
	}
	h.shut()
	h.amends(`UPDATE messages SET doc = json_set(doc, '$.at', unixepoch(json_extract(doc, '$.text')) * 1000)`)
	h.start()
	ann := h.seat(h.enter("Ann"), shared.General)
	names := eval[[]string](ann, `[...document.querySelectorAll(".msg")].map(m => m.querySelector(".who b")?.innerText ?? "")`)
	if want := []string{"Bo", "Bo", "", "Cy", "Bo"}; fmt.Sprint(names) != fmt.Sprint(want) {
		t.Errorf("the names are %q, want %q", names, want)
	}
}

func TestAnOlderClientMeetsAnUnknownKind(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest, bo := h.enter("Ann"), h.enter("Bo")
	before := bo.post(shared.General, "before")
	ann := h.seat(guest, shared.General)
	ann.mayHear(cut, closing)
	ann.reads("before")
	h.shut()
	h.amends(`INSERT INTO events SELECT (SELECT MAX(seq) + 1 FROM events), 'poll.opened', room, author, at, ?, '', '{"question":"Tea?"}', audience_room, audience_person
		FROM events WHERE seq = ?`, newID(), before)
	h.start()
	ann.sees("Something happened that a newer version can show (poll.opened).")
	ann.until("the whole of it to be caught up with", `/caught up #\d+ → #\d+, \d events?, nothing missing/.test(document.body.innerText)`)
	bo.post(shared.General, "after")
	ann.reads("before", "after")
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.reads("before", "after")
	ann.says("all is well")
	ann.reads("before", "after", "all is well")
}

func TestALongPressOpensTheMenuOfAMessage(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	guest.post(shared.General, "see **this**")
	ann := h.seat(guest, shared.General)
	ann.resizes(390, 844)
	eval[bool](ann, `(Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text }}}), true)`)
	const pressed = `!document.querySelector("[data-key]").dispatchEvent(new PointerEvent("contextmenu", {pointerType: %q, bubbles: true, cancelable: true}))`
	if eval[bool](ann, fmt.Sprintf(pressed, "mouse")) {
		t.Error("a mouse does not have the browser's own menu")
	}
	if !eval[bool](ann, fmt.Sprintf(pressed, "touch")) {
		t.Error("a long press has the browser's menu as well")
	}
	ann.until("the menu, with the focus in it", `document.activeElement.getAttribute("role") === "menuitem"`)
	ann.clicks(labelled("button", "Copy text"))
	ann.until("the text as it was written", `copied === "see **this**" && !document.querySelector("[role=menu]")`)
}
