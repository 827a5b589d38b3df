package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

func TestTheWholeHistoryIsReadWithoutScripts(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	lu.until("the name", `document.querySelector("#own-name")?.value === "Bobby"`)
	lu.run(chromedp.SetValue("#own-name", "Bo"))
	lu.clicks(labelled("button", "Save"))
	lu.sees("That name is taken")
	lu.until("what was typed", `document.querySelector("#own-name").value === "Bo"`)
	lu.run(chromedp.SetValue("#own-name", "小路"))
	lu.clicks(labelled("button", "Save"))
	lu.until("the new name", `document.querySelector(".me .name")?.innerText === "小路"`)
}

func TestAClientThatCannotStartLeavesAPageThatLives(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	lu := h.visits("Ann", as(ann), injects(`delete window.WebAssembly`))
	lu.mayHear("could not start")
	lu.looksAt(shared.PageRoom(shared.General))
	lu.until("the stream", inFrame(`true`))
	ann.post(shared.General, "still here")
	lu.readsPlainly("still here")
}

func TestWhatHoldsAStreamIsKeptByTheBrowser(t *testing.T) {
	t.Parallel()
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
