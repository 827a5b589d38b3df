package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

func TestThemeAndLanguageAreKept(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.clicks(".me")
	ann.clicks(`//label[contains(., "Dark")]`)
	ann.until("the dark", `document.documentElement.dataset.theme === "dark" && getComputedStyle(document.body).backgroundColor === "rgb(21, 23, 26)"`)
	ann.clicks(`//label[contains(., "中文")]`)
	ann.sees("你的名字")
	ann.press(kb.Escape)
	ann.run(chromedp.WaitNotPresent(`//dialog`))
	const first = `fetch(location.href).then(answer => answer.text()).then(page => page.match(/<html[^>]*>/)[0])`
	if got := eval[string](ann, first); !strings.Contains(got, `data-theme="dark"`) || !strings.Contains(got, `lang="zh`) {
		t.Errorf("the server's page begins with %s", got)
	}
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.until("the dark, in Chinese", `document.documentElement.dataset.theme === "dark" && document.documentElement.lang.startsWith("zh")`)
	ann.sees("浏览所有房间")

	ann.clicks(".me")
	ann.clicks(`//label[contains(., "跟随系统")]`)
	ann.clicks(`//label[contains(., "English")]`)
	ann.sees("Your name")
	if got := eval[string](ann, first); strings.Contains(got, "data-theme") || !strings.Contains(got, `lang="en`) {
		t.Errorf("the server's page begins with %s", got)
	}
}

// focused tells what has the focus, and whether one sees that: by a ring, or in
// the composer by the box around it.
const focused = `(e => {
  if (e === document.body) return {Name: "", Seen: true}; // on the way around, the browser itself
  const style = getComputedStyle(e);
  const seen = e.id === "message"
    ? getComputedStyle(e.parentElement).borderColor !== getComputedStyle(document.querySelector(".head")).borderBottomColor
    : e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const name = e.id === "messages" ? "the messages" : e.ariaLabel ?? e.innerText.trim().split("\n")[0];
  return {Name: name, Seen: seen && e.checkVisibility()};
})(document.activeElement)`

// tabs presses Tab until something of that name has the focus. All on the way
// must show that they have it.
func (v *visitor) tabs(to string) {
	v.t.Helper()
	var way []string
	for range 40 {
		v.press(kb.Tab)
		found := eval[struct {
			Name string
			Seen bool
		}](v, focused)
		if !found.Seen {
			v.t.Errorf("one does not see the focus on %q", found.Name)
		}
		if found.Name == to {
			return
		}
		way = append(way, found.Name)
	}
	v.t.Fatalf("Tab does not lead to %q, but to %q", to, way)
}

func TestTheKeyboardIsEnough(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Books"})
	guest.post("books", "read me")
	ann := h.seat(guest, shared.General)
	ann.tabs("Skip to the content")
	ann.tabs("New room")
	ann.tabs("Books")
	ann.press(kb.Enter)
	ann.reads("read me")
	ann.until("the caret in the composer", `document.activeElement.id === "message"`)
	ann.press("by hand" + kb.Enter)
	ann.reads("read me", "by hand")
	ann.tabs("the messages")
	ann.press(kb.ArrowUp)
	ann.until("the last message to have the focus", `document.activeElement.matches(".msg") && document.activeElement.innerText.includes("by hand")`)
	ann.press(kb.ArrowUp)
	ann.until("the first message to have the focus, and tools", `document.activeElement.innerText.includes("read me") && !!document.activeElement.querySelector("[role=toolbar]")`)
	ann.tabs("Delete")
	ann.press(kb.Enter)
	ann.until("the question", `document.activeElement.id === "delete-message"`)
	ann.press(kb.Enter)
	ann.sees("Message deleted")
	ann.reads("by hand")
	ann.press(kb.Escape)
	ann.until("the caret in the composer again", `document.activeElement.id === "message"`)
	ann.press("k", chromedp.ModifierCtrl)
	ann.until("the switcher", `document.activeElement.id === "jump"`)
	ann.press("gen" + kb.Enter)
	ann.until("the other room", `location.pathname === "/rooms/general"`)
}

func TestAScreenReaderIsToldAndNothingIsFixedInSize(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.enter("Bo")
	ann.until("a log", `document.querySelector("[role=log]")?.ariaLabel === "Messages"`)
	bo.post(shared.General, "can you hear me?")
	ann.until("to be told", `[...document.querySelectorAll("[role=log] [aria-live=polite]")].some(e => e.textContent.includes("Bo: can you hear me?"))`)
	for _, path := range []string{shared.PageRoom(shared.General), shared.PageDirectory} {
		ann.goes(path)
		viewport := eval[string](ann, `document.querySelector("meta[name=viewport]").content`)
		if strings.Contains(viewport, "user-scalable") || strings.Contains(viewport, "maximum-scale") {
			t.Errorf("%s forbids to zoom: %s", path, viewport)
		}
	}
}

func TestANewVersionKeepsTheDraft(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.mayHear(cut, closing)
	ann.types("in the middle of a sent")
	h.config.client = "another"
	h.restart()
	ann.sees("A new version is ready.")
	ann.holdsText("in the middle of a sent")
	ann.run(chromedp.Evaluate[chromedp.Void](`window.old = true`))
	ann.clicks(".bars button")
	ann.until("another page", `window.old === undefined`)
	ann.atHome()
	ann.holdsText("in the middle of a sent")
}

// What the server alone renders comes into the page that lives, in its language,
// with nothing loaded anew; and what is not there as well.
func TestPlainPagesComeIntoTheLivePage(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	ann := h.seat(guest, shared.General)
	eval[bool](ann, `window.lives = true`)
	ann.clicks(".me")
	ann.clicks(labelled("a", "Account, devices and invitations"))
	ann.until("the page amid the live one", `lives && document.title.startsWith("You") && document.querySelector("h1").innerText === "You" && document.activeElement.id === "plain"`)
	ann.sees("Where you are signed in")
	ann.clicks(labelled("button", "Leave the server"))
	ann.until("the question", `!!document.querySelector("dialog[open]")`)
	ann.press(kb.Escape)
	ann.clicks(".me")
	ann.clicks(`//label[contains(., "简体中文")]`)
	ann.sees("登录的设备")
	ann.press(kb.Escape)
	h.enter("Bo").post(shared.General, "meanwhile")
	ann.until("what goes on beside it", `document.querySelector(".side .count")?.innerText.startsWith("1")`)
	ann.mayHear("status of 404")
	eval[bool](ann, `(a => { a.href = "/nowhere"; document.querySelector("#plain").append(a); a.click(); return true })(document.createElement("a"))`)
	ann.until("that there is no such page", `lives && document.querySelector("#plain h1")?.innerText === "这里什么也没有"`)
	ann.turnsTo(shared.General)
	ann.reads("meanwhile")
}
