package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// Stories are told in a real browser, by people who know nothing of what is
// behind the page.

func TestTwoPeopleTalkAndSeeEachOtherTyping(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, ming := h.visits("Ann"), h.visits("小明")
	ann.enters()
	ming.enters()
	ann.sees("小明")
	ming.types("你")
	ann.sees("小明 is typing")
	ming.press(kb.Enter)
	ann.reads("你")
	ann.says("hello 🎉")
	ming.reads("你", "hello 🎉")
	ann.until("typing to be over", `!document.body.innerText.includes("is typing")`)
}

func TestTheServerRestartsWhileOneWrites(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.visits("Ann"), h.visits("Bo")
	ann.mayHear(cut, closing)
	bo.mayHear(cut, closing)
	ann.enters()
	bo.enters()
	ann.says("before")
	bo.reads("before")
	ann.types("half a sent")
	h.restart()
	ann.types("ence")
	ann.press(kb.Enter)
	bo.reads("before", "half a sentence")
	ann.reads("before", "half a sentence")
	if left := eval[string](ann, `document.querySelector("#message").value`); left != "" {
		t.Errorf("the composer still holds %q", left)
	}
}

func TestAReloadKeepsTheDraft(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.enters()
	ann.types("  not yet\nfinished ")
	ann.until("the draft to be kept", `Object.values(localStorage).some(v => v.includes("finished"))`)
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.until("the draft", `document.querySelector("#message").value === "  not yet\nfinished "`)
}

func TestMessagesWrittenOfflineArriveOnceAndInOrder(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.visits("Ann"), h.visits("Bo")
	ann.mayHear(cut, closing)
	bo.mayHear(cut, closing)
	ann.enters()
	bo.enters()
	h.shut()
	ann.until("to be told of it", `!document.querySelector(".wire.calm")`)
	for _, text := range []string{"one", "two", "three"} {
		ann.says(text)
	}
	ann.until("three pending messages", `document.querySelectorAll(".msg.pending").length === 3`)
	h.start()
	bo.reads("one", "two", "three")
	ann.reads("one", "two", "three")
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.reads("one", "two", "three")
}

func TestWhatWaitsSurvivesAReload(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.mayHear(cut, closing)
	ann.enters()
	ann.until("the service worker", workerReady)
	h.shut()
	ann.until("to be told of it", `!document.querySelector(".wire.calm")`)
	ann.says("kept")
	ann.until("a pending message", `document.querySelectorAll(".msg.pending").length === 1`)
	h.start()
	ann.run(chromedp.Reload())
	ann.atHome()
	ann.reads("kept")
	if got := ann.messages(); len(got) != 1 {
		t.Errorf("the room has %q", got)
	}
}

// hostile is what a browser must show and never obey.
var hostile = []string{
	`<script>document.title="owned"</script>`,
	`"><img src=x onerror="document.title='owned'">`,
	`'"><svg/onload=document.title='owned'>`,
	`</textarea></script><!-- ${7*7} {{7*7}} -->`,
	"javascript:document.title='owned'",
	`&lt;b&gt; &amp; \u003cb\u003e`,
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter(`"><img src=x onerror=alert(1)>`)
	room := h.enter("Bo")
	room.do("", shared.CreateRoom{Name: `<svg/onload=alert(1)>`, Topic: `"><script>alert(2)</script>`})
	for _, text := range hostile {
		guest.post(shared.General, text)
	}
	ann := h.visits("Ann")
	ann.enters()
	ann.reads(hostile...)
	ann.sees(guest.me.Name)
	ann.run(chromedp.Reload()) // once more as the server renders it
	ann.atHome()
	ann.reads(hostile...)
	if n := eval[int](ann, `document.querySelectorAll("#page img, #page script, #page [onerror], #page [onload], #page [style]").length`); n != 0 {
		t.Errorf("%d elements that nobody meant", n)
	}
	if title := eval[string](ann, `document.title`); strings.Contains(title, "owned") {
		t.Errorf("a message was obeyed: the title is %q", title)
	}
	ann.run(chromedp.Navigate(h.url() + shared.PageDirectory))
	ann.sees(`<svg/onload=alert(1)>`)
}

func TestPinyinIsNeverSentHalfway(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.enters()
	ann.run(chromedp.Focus("#message"))
	compose := func(text string) {
		at := int64(len([]rune(text)))
		ann.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: at, SelectionEnd: at})
			return err
		}))
	}
	for _, text := range []string{"n", "ni", "ni h", "ni hao"} {
		compose(text)
	}
	if got := eval[string](ann, `document.querySelector("#message").value`); got != "ni hao" {
		t.Fatalf("while composing the field holds %q", got)
	}
	h.enter("Bo").post(shared.General, "meanwhile") // a render comes in between
	ann.reads("meanwhile")
	ann.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error { // the Enter that confirms a candidate
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "rawKeyDown", Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 229})
		return err
	}))
	ann.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: "你好"})
		return err
	}))
	ann.until("the candidate", `document.querySelector("#message").value === "你好"`)
	ann.reads("meanwhile")
	ann.press(kb.Enter)
	ann.reads("meanwhile", "你好")
}

func TestOnAPhoneInTheDarkInChinese(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.enter("小明").post(shared.General, "今天天气很好")
	ann := h.visits("安", chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateScale(2)),
		chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
			return err
		}),
		chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
			return err
		}),
		chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile", AcceptLanguage: "zh-CN,zh"})
			return err
		}))
	ann.enters()
	ann.reads("今天天气很好")
	if lang := eval[string](ann, `document.documentElement.lang`); !strings.HasPrefix(lang, "zh") {
		t.Errorf("the page's language is %q", lang)
	}
	if wide := eval[bool](ann, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("the page is wider than the phone")
	}
	if light := eval[bool](ann, `getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).every(c => c > 128)`); light {
		t.Error("the page is light in the dark")
	}
	if small := eval[string](ann, `[...document.querySelectorAll("button, a, input, textarea")].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width > 0 && (r.width < 24 || r.height < 24) && !e.closest(".text") && !e.matches("label .sr")).map(([e]) => e.outerHTML.slice(0, 80)).join("\n")`); small != "" {
		t.Errorf("targets smaller than 24 px:\n%s", small)
	}
	ann.types("第一行")
	ann.press(kb.Enter)
	ann.until("Enter to break the line", `document.querySelector("#message").value === "第一行\n"`)
}

func TestTheInstalledShellOpensOffline(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.mayHear(cut, closing)
	ann.enters()
	ann.until("the service worker", workerReady)
	ann.run(chromedp.Reload())
	ann.atHome()
	h.shut()
	ann.run(chromedp.Navigate(h.url() + "/"))
	ann.until("the shell's client", clientRuns)
	if title := eval[string](ann, `document.title`); !strings.Contains(title, "Parley") {
		t.Errorf("the page is %q", title)
	}
	h.start()
	ann.atHome()
}
