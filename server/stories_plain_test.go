package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

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
	lu.saysPlainly("一条也没丢")
	ann.reads("welcome", "谢谢，我这里没有脚本 🎉", "then how do you see this?", "back again", "一条也没丢")
}

func TestChangesShowWithoutScripts(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	first := ann.post(shared.General, "one")
	second := ann.post(shared.General, "two")
	lu := h.visits("Bo", as(bo), scriptless())
	lu.looksAt(shared.PageRoom(shared.General))
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
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	first := ann.post(shared.General, "the first")
	for i := range 49 {
		ann.post(shared.General, fmt.Sprintf("line %d", i))
	}
	lu := h.visits("Bo", as(bo), scriptless())
	lu.looksAt(shared.PageRoom(shared.General))
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

// plainly seats a guest in a browser without scripts, at a page.
func (h *house) plainly(g *guest, path string) *visitor {
	h.t.Helper()
	v := h.visits(g.me.Name, as(g), scriptless())
	v.looksAt(path)
	return v
}

func TestTheWholeHistoryIsReadWithoutScripts(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for i := range 120 {
		ann.post(shared.General, fmt.Sprintf("line %d", i))
	}
	lu := h.plainly(ann, shared.PageRoom(shared.General))
	lu.until("the newest", inFrame(inView+`.at(-1)?.innerText === "line 119"`))
	lu.until("to go to older ones", inFrame(`[...d.querySelectorAll("a")].some(a => a.innerText === "Older messages" && (a.click(), true))`))
	const shown = `[...document.querySelectorAll(".msg .text")].map(e => e.innerText)`
	between := func(first, last int) string {
		return fmt.Sprintf(`!document.querySelector(".live") && (t => t[0] === "line %d" && t.at(-1) === "line %d")(%s)`, first, last, shown)
	}
	lu.until("those before", between(20, 69))
	lu.clicks(labelled("a", "Older messages"))
	lu.until("the first", between(0, 19))
	lu.sees("This is where general begins.")
	lu.clicks(labelled("a", "Newer messages"))
	lu.until("those around the last of them", between(0, 49))
	lu.until("the last of them in view", `(box => box.top >= 0 && box.bottom <= innerHeight)([...document.querySelectorAll(".msg")][19].getBoundingClientRect())`)
	lu.clicks(labelled("a", "Jump to the latest"))
	lu.until("the newest", inFrame(inView+`.at(-1)?.innerText === "line 119"`))

	ann.post(shared.General, "line 120")
	scripted := h.visits("Ann", as(ann))
	scripted.goes(shared.PageRoom(shared.General) + "?before=60")
	scripted.atHome()
	scripted.until("the client to have all", `document.querySelector("#messages").scrollTo(0, 1e9), [...document.querySelectorAll(".msg .text")].at(-1)?.innerText === "line 120"`)
}

func TestWhatIsRefusedComesBackWithoutScripts(t *testing.T) {
	h := openHouse(t)
	bo := h.enter("Bo")
	bo.do("", shared.CreateRoom{Name: "Books"})
	lu := h.visits("Lu", scriptless())
	lu.mayHear("status of 422", "status of 409", "status of 403")
	lu.looksAt(shared.PageHome)
	lu.until("the door", `!!document.querySelector("#name")`)
	lu.run(chromedp.SendKeys("#name", "bo"))
	lu.clicks("button[type=submit]")
	lu.sees("That name is taken")
	lu.until("the name", `document.querySelector("#name").value === "bo"`)
	lu.run(chromedp.SetValue("#name", "Bobby"))
	lu.clicks("button[type=submit]")
	lu.until("a stream", inFrame(`true`))

	long := "\n 长 <b>&amp;\n" + strings.Repeat("x", shared.MaxMessageRunes)
	lu.types(long)
	lu.clicks(".send")
	lu.sees("That is too long")
	if back := eval[string](lu, `document.querySelector("#message").value`); back != long {
		t.Errorf("what was typed came back as %.60q…", back)
	}
	lu.until("the caret in it", `document.activeElement?.id === "message"`)

	lu.clicks(labelled("a", "New room"))
	lu.until("the form", `document.querySelector("#new")?.checkVisibility()`)
	lu.run(chromedp.SendKeys("#room-name", "books"), chromedp.SendKeys("#room-topic", "novels"))
	lu.clicks(labelled("button", "Create room"))
	lu.sees("That name is taken")
	lu.until("what was typed", `document.querySelector("#room-name").value === "books" && document.querySelector("#room-topic").value === "novels" && document.querySelector("#new").checkVisibility()`)
	lu.run(chromedp.SetValue("#room-name", "books too"))
	lu.clicks(labelled("button", "Create room"))
	lu.until("the new room", `document.querySelector("h1")?.innerText === "books too"`)
	lu.until("it to be empty", inFrame(`d.body.innerText.includes("Nothing here yet")`))

	lu.clicks(".me")
	lu.until("the form", `document.querySelector("#me")?.checkVisibility()`)
	lu.until("the name", `document.querySelector("#my-name").value === "Bobby"`)
	lu.run(chromedp.SetValue("#my-name", "Bo"))
	lu.clicks(labelled("button", "Save"))
	lu.sees("That name is taken")
	lu.until("what was typed", `document.querySelector("#my-name").value === "Bo"`)
	lu.run(chromedp.SetValue("#my-name", "小路"))
	lu.clicks(labelled("button", "Save"))
	lu.until("the new name", `document.querySelector(".me .name")?.innerText === "小路"`)
}

func TestAStreamWithoutScriptsEndsWithWhatItIsFor(t *testing.T) {
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

func TestAClientThatCannotStartLeavesAPageThatLives(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	lu := h.visits("Ann", as(ann), injects(`delete window.WebAssembly`))
	lu.mayHear("could not start")
	lu.looksAt(shared.PageRoom(shared.General))
	lu.until("the stream", inFrame(`true`))
	ann.post(shared.General, "still here")
	lu.readsPlainly("still here")
}

func TestAStreamWithoutScriptsGetsFullAndGoesOn(t *testing.T) {
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

func TestWhatHoldsAStreamIsKeptByTheBrowser(t *testing.T) {
	h := openHouse(t)
	for _, path := range []string{"/live", "/waiting"} {
		request, _ := http.NewRequestWithContext(t.Context(), "GET", h.url()+shared.PageRoom("tea-茶")+path+`?theme=dark&lang=zh&v="><b>`, nil)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		page, header := string(text), response.Header
		if response.StatusCode != http.StatusOK || !strings.Contains(header.Get("Cache-Control"), "max-age=31536000") || header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %s %v", path, response.Status, header)
		}
		if !strings.Contains(page, `data-theme="dark"`) || !strings.Contains(page, `lang="zh-Hans"`) || strings.Contains(page, "<b>") {
			t.Errorf("%s is %s", path, page)
		}
	}
}
