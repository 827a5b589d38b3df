package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// scriptless keeps every script from running in a browser.
func scriptless() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// looksAt goes to a page without waiting for all of it: a stream never ends.
func (v *visitor) looksAt(path string) {
	v.t.Helper()
	v.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: v.base + path})
		return err
	}))
}

// plainly seats a guest in a browser without scripts, at a page.
func (h *house) plainly(g *guest, path string) *visitor {
	h.t.Helper()
	v := h.visits(g.me.Name, as(g), scriptless())
	v.looksAt(path)
	return v
}

// inFrame is an expression about d, the document that streams; false while there
// is none.
func inFrame(expression string) string {
	return `(d => !!d && (` + expression + `))(document.querySelector("iframe.live")?.contentDocument?.querySelector("object")?.contentDocument)`
}

// inView is an expression for the messages of the stream that show, top to
// bottom.
const inView = `[...d.querySelectorAll(".msg .text, .msg .gone")].filter(e => e.checkVisibility())
	.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)`

// readsPlainly waits until the stream's texts are exactly these.
func (v *visitor) readsPlainly(texts ...string) {
	v.t.Helper()
	var got []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); <-time.After(look) {
		got = eval[[]string](v, inFrame(inView+`.map(e => e.innerText)`)+` || []`)
		if slices.Equal(got, texts) {
			return
		}
	}
	v.t.Fatalf("%s reads %q, not %q", v.name, got, texts)
}

// saysPlainly sends the form.
func (v *visitor) saysPlainly(text string) {
	v.t.Helper()
	v.types(text)
	v.clicks(".send")
}

// newestInView is whether the last message lies within what one sees.
var newestInView = inFrame(`(e => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= d.defaultView.innerHeight })(` + inView + `.at(-1))`)

func TestAConversationWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.enters()
	lu := h.visits("小路", scriptless())
	lu.mayHear(cut, closing)
	ann.mayHear(cut, closing)
	lu.looksAt(shared.PageHome)
	lu.until("the door", `!!document.querySelector("input[name=name]")`)
	lu.run(chromedp.SendKeys("input[name=name]", "小路"))
	lu.clicks("button[type=submit]")
	lu.sees("general")
	ann.says("welcome")
	lu.readsPlainly("welcome")
	lu.saysPlainly("谢谢，我这里没有脚本 🎉")
	lu.readsPlainly("welcome", "谢谢，我这里没有脚本 🎉")
	ann.reads("welcome", "谢谢，我这里没有脚本 🎉")
	lu.until("the caret to be back", `document.activeElement?.id === "message" && document.activeElement.value === ""`)
	ann.says("then how do you see this?")
	lu.readsPlainly("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?")

	h.shut()
	lu.until("to be told", `(d => d?.querySelector("object")?.innerText.includes("The server can’t be reached"))(document.querySelector("iframe.live")?.contentDocument)`)
	for range 2 { // the pages take turns, with no one to ask
		lu.until("another try", `(w => !!w?.document.querySelector("object") && !w.seen && (w.seen = true))(document.querySelector("iframe.live")?.contentWindow)`)
	}
	h.start()
	lu.readsPlainly("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?")
	ann.says("back again")
	lu.readsPlainly("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again")
	ann.reads("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again")
	ann.press(kb.ArrowUp)
	ann.until("the message in a field", `document.activeElement.id === "edit-message"`)
	ann.press("!" + kb.Enter)
	lu.readsPlainly("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again! (edited)")
	ann.points("welcome")
	ann.clicks(labelled("button", "Delete"))
	ann.clicks("#delete-message")
	lu.readsPlainly("Message deleted", "谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again! (edited)")
	lu.saysPlainly("一条也没丢")
	ann.reads("谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again! (edited)", "一条也没丢")
}

func TestChangesShowWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	first := ann.post(shared.General, "one")
	second := ann.post(shared.General, "two")
	lu := h.plainly(bo, shared.PageRoom(shared.General))
	lu.readsPlainly("one", "two")
	mark := inFrame(`(d.body.dataset.same = "page") !== ""`)
	lu.until("the stream", mark)
	third := ann.post(shared.General, "three")
	for text, seq := range map[string]shared.Seq{"一": first, "tres": third} {
		ann.do(shared.General, shared.EditMessage{Message: seq, Text: "before that"})
		ann.do(shared.General, shared.EditMessage{Message: seq, Text: text})
	}
	ann.do(shared.General, shared.DeleteMessage{Message: second})
	lu.readsPlainly("一 (edited)", "Message deleted", "tres (edited)")
	ann.do(shared.General, shared.AddReaction{Message: first, Emoji: "🎉"})
	lu.until("a reaction", inFrame(`[...d.querySelectorAll(".react")].some(e => e.checkVisibility() && e.innerText.includes("🎉"))`))
	ann.do("", shared.Rename{Name: "Anna"})
	lu.until("the new name", inFrame(`[...d.querySelectorAll(".who b")].filter(e => e.checkVisibility()).every(e => e.innerText === "Anna")`))
	lu.until("it all in one page", inFrame(`d.body.dataset.same === "page"`))
}

func TestTheNewestIsInViewWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	first := ann.post(shared.General, "the first")
	for i := range 49 {
		ann.post(shared.General, fmt.Sprintf("line %d", i))
	}
	lu := h.plainly(bo, shared.PageRoom(shared.General))
	lu.until("the newest", inFrame(inView+`.at(-1)?.innerText === "line 48"`))
	lu.until("it in view", newestInView)
	ann.post(shared.General, strings.Repeat("long ", 300)+"end")
	ann.post(shared.General, "after it")
	lu.until("the newest", inFrame(inView+`.at(-1)?.innerText === "after it"`))
	lu.until("it in view", newestInView)

	const scroller = `d.querySelector(".line")`
	lu.until("scrolled up", inFrame(`(`+scroller+`.scrollBy(0, -900), true)`))
	where := inFrame(`[...d.querySelectorAll(".msg")].find(e => e.innerText.includes("line 30")).getBoundingClientRect().top`)
	before := eval[float64](lu, where)
	ann.post(shared.General, "unseen")
	ann.do(shared.General, shared.EditMessage{Message: first, Text: strings.Repeat("longer than it was ", 200)})
	lu.until("both to have come", inFrame(inView+`.at(-1).innerText === "unseen" && `+inView+`[0].innerText.includes("longer")`))
	if after := eval[float64](lu, where); after-before > 1 || before-after > 1 {
		t.Errorf("the reader was moved from %v to %v", before, after)
	}
}

func TestAStreamWithoutScriptsEndsWithWhatItIsFor(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.do("", shared.CreateRoom{Name: "Books"})
	lu := h.plainly(ann, shared.PageRoom("books"))
	lu.mayHear("status of 403", "status of 401")
	lu.until("the stream", inFrame(`d.body.innerText.includes("Nothing here yet")`))
	ann.do("books", shared.Leave{})
	lu.until("to be told", inFrame(`d.body.innerText.includes("You are not in this room")`))
	lu.until("the way back", inFrame(`(d.querySelector("a[target=_top]").click(), true)`))
	lu.clicks(labelled("button", "Join"))
	lu.until("the stream", inFrame(`d.body.innerText.includes("Nothing here yet")`))
	ann.must("DELETE", shared.PathSession, nil, nil)
	lu.until("to be told", inFrame(`d.body.innerText.includes("Your session has ended")`))
	lu.until("the way in", inFrame(`(d.querySelector("a[target=_top]").click(), true)`))
	lu.until("the door", `!!document.querySelector("#name")`)
}

func TestAStreamWithoutScriptsGetsFullAndGoesOn(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.post(shared.General, "the first")
	lu := h.plainly(ann, shared.PageRoom(shared.General))
	lu.readsPlainly("the first")
	var last []string
	for i := range 310 {
		last = append(last, fmt.Sprintf("line %d", i))
		ann.post(shared.General, last[i])
	}
	lu.until("another page, to the last", inFrame(inView+`.at(-1)?.innerText === "line 309" && !d.body.innerText.includes("the first")`))
	got := eval[[]string](lu, inFrame(inView+`.map(e => e.innerText)`))
	if len(got) < shared.DefaultPage || !slices.Equal(got, last[len(last)-len(got):]) {
		t.Errorf("it then has %q", got)
	}
	lu.until("the newest in view", newestInView)
}
