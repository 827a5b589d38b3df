package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// overheard writes down what the page would show on the desktop and play, and has
// the page in the background while window.away.
const overheard = `
window.notices = [], window.chimes = 0;
window.Notification = class {
  static permission = "default";
  static async requestPermission() { return Notification.permission = "granted" }
  constructor(title, options) { this.said = title + " | " + options.body; notices.push(this) }
  addEventListener(name, heard) { this[name] = heard }
  close() {}
};
const Context = window.AudioContext;
window.AudioContext = class extends Context { constructor() { super(); chimes++ } };
const focus = document.hasFocus.bind(document);
document.hasFocus = () => !window.away && focus();`

// prepares runs a script in each page before its own.
func prepares(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

func TestWhoIsAwayIsAlerted(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo, guest := h.enter("Bo"), h.enter("安娜")
	bo.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	ann := h.visits("安娜", as(guest), prepares(overheard))
	ann.goes(shared.PageRoom(shared.General))
	ann.atHome()
	ann.clicks(".me")
	ann.clicks(labelled("button", "Allow notices"))
	ann.until("notices to be on", `document.querySelector("input[name=notify][value=on]")?.checked`)
	ann.press(kb.Escape)
	eval[bool](ann, `(window.away = true)`)

	bo.post("books", "a chapter")
	called := bo.post("books", "你好@安娜")
	ann.until("a notice and a sound", `notices.length === 1 && chimes === 1`)
	if said := eval[string](ann, `notices[0].said`); said != "Bo in Books | 你好@安娜" {
		t.Errorf("the notice says %q", said)
	}
	eval[bool](ann, `(window.away = false, notices[0].click(), true)`)
	ann.until("the message", fmt.Sprintf(`location.href.endsWith(%q) && `, shared.PageMessage("books", called))+foundInView("你好@安娜"))

	ann.clicks(".me")
	ann.clicks(`//label[.//input[@name="sound" and @value="off"]]`)
	ann.press(kb.Escape)
	ann.turnsTo(shared.General)
	eval[bool](ann, `(window.away = true)`)
	bo.post("books", "@安娜 again")
	ann.until("another notice, without a sound", `notices.length === 2 && notices[1].said.endsWith("again") && chimes === 1`)
}
