package main

import (
	"bufio"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"parley/server/store"
	"parley/shared"
)

// What was written is rendered where it is decided, and reaches who listens, who
// reads the history and who comes later alike; the log keeps both, and verify
// agrees.
func TestAMessageCarriesItsHTML(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("小博")
	stream := bo.listen("", "")
	ann.post(shared.General, "**bold** <b>@小博</b>")
	const html = `<p><strong>bold</strong> &lt;b&gt;<span class="mention">@小博</span>&lt;/b&gt;</p>`
	heard := stream.hears("**bold** <b>@小博</b>").Body.(shared.MessagePosted)
	if heard.HTML != html || !slices.Equal(heard.Mentions, []shared.PersonID{bo.me.ID}) {
		t.Errorf("heard %+v", heard)
	}
	seq := ann.post(shared.General, "plain")
	if heard := stream.hears("plain").Body.(shared.MessagePosted); heard.HTML != "" {
		t.Errorf("plain text became %q", heard.HTML)
	}
	ann.do(shared.General, shared.EditMessage{Message: seq, Text: "now `code`"})
	messages := bo.history(shared.General, "").Messages
	if messages[0].HTML != html || messages[1].HTML != "<p>now <code>code</code></p>" {
		t.Errorf("history is %+v", messages)
	}
	h.shut()
	defer h.start()
	report, err := store.Verify(t.Context(), h.config.Data, nil)
	if err != nil || report.Count != 0 {
		t.Errorf("verify: %v %v", report.Differences, err)
	}
}

// All in a room are called by who manages it, and by anyone in a direct room.
func TestWhoCallsEveryone(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ann.do("", shared.CreateRoom{Name: "tea"})
	bo.do("tea", shared.Join{})
	ann.post("tea", "@room come")
	bo.post("tea", "@所有人 no")
	messages := ann.history("tea", "").Messages
	if !messages[0].Everyone || messages[0].HTML == "" || messages[1].Everyone || messages[1].HTML != "" {
		t.Errorf("posted %+v", messages)
	}
}

// Only the server says what a text shows as, and who is called by it.
func TestNobodySendsHTML(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.must("POST", shared.PathCommands, map[string]any{
		"id": newID(), "kind": "message.post", "room": "general",
		"body": map[string]any{"text": "hi", "html": "<script>alert(1)</script>", "mentions": []string{"u_x"}, "everyone": true},
	}, nil)
	if m := ann.history(shared.General, "").Messages[0]; m.HTML != "" || m.Mentions != nil || m.Everyone {
		t.Errorf("it was posted as %+v", m)
	}
}

// Who writes sees their source until the server has it; then everyone sees the
// same, also on the page that is there before the client.
func TestMarkdownShowsInTheBrowser(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Bo")
	bo := h.seat(guest, shared.General)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.says("see **this** and `that` @Bo")
	const there = `(t => t?.querySelector("strong")?.innerText === "this" && t.querySelector("code").innerText === "that")(document.querySelector(".msg .text"))`
	for _, v := range []*visitor{ann, bo} {
		v.until("the rendered text", there)
	}
	bo.until("a call", `document.querySelector(".msg.calls .mention")?.innerText === "@Bo"`)
	ann.until("no call", `!document.querySelector(".msg.calls")`)
	if _, page := guest.ask("GET", shared.PageRoom(shared.General), nil); !strings.Contains(string(page), "<strong>this</strong>") {
		t.Error("the page has no rendered text")
	}
}

// An answer quotes, for who is there, for who comes, and in a page that streams;
// and shows what became of what it quotes.
func TestAnAnswerQuotes(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Bo")
	bo := h.seat(guest, shared.General)
	ann := h.seat(h.enter("Ann"), shared.General)
	bo.says("shall we have tea?")
	ann.reads("shall we have tea?")
	ann.points("shall we have tea?")
	ann.clicks(labelled("button", "Reply"))
	ann.sees("Replying to Bo")
	ann.says("oh yes")
	for _, v := range []*visitor{ann, bo} {
		v.until("the quote", `document.querySelector(".msg .quote")?.innerText.replace(/\s+/g, " ").trim() === "Bo shall we have tea?"`)
	}
	ann.until("the field for something else", `!document.querySelector(".answering")`)
	bo.until("a call", `document.querySelector(".msg.calls .quote") !== null`)
	bo.points("shall we have tea?")
	bo.clicks(labelled("button", "Delete"))
	bo.clicks("#delete-message")
	for _, v := range []*visitor{ann, bo} {
		v.until("what the quote has become", `document.querySelector(".msg .quote.off")?.innerText.trim() === "Message deleted"`)
	}
	if _, page := guest.ask("GET", shared.PageRoom(shared.General), nil); !strings.Contains(string(page), `class="quote off"`) {
		t.Error("the page does not show the answer")
	}
}

func TestAStreamedPageQuotesWhatIsFarAbove(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	first := ann.post(shared.General, "the very first")
	for range shared.DefaultPage {
		ann.post(shared.General, "more")
	}
	html := bo.frame(shared.General)
	ann.do(shared.General, shared.PostMessage{Text: "as I said", Reply: first})
	readUpTo(t, html, `class="quote"`)
	readUpTo(t, html, "the very first")
	readUpTo(t, html, "as I said")
	ann.do(shared.General, shared.EditMessage{Message: first, Text: "no, the second"})
	readUpTo(t, html, "no, the second")
}

// frame begins to read the page in which a room streams.
func (g *guest) frame(room shared.RoomID) *bufio.Reader {
	g.t.Helper()
	request, _ := http.NewRequestWithContext(g.t.Context(), "GET", g.base+shared.PathFrame+"?room="+string(room), nil)
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { response.Body.Close() })
	return bufio.NewReader(response.Body)
}

// Who writes Chinese without spaces calls someone by the letters of their pinyin,
// by keyboard alone; the list is closed by hand, and stays closed.
func TestNamesAreCompleted(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.enter("张三")
	h.enter("Zhao Si")
	ann := h.seat(h.enter("Ann"), shared.General)
	const offers = `[...document.querySelectorAll("#suggestions .option")].map(o => (o.ariaSelected === "true" ? ">" : "") + o.querySelector(".name").innerText).join(" ")`
	ann.types("你好@zs")
	ann.until("the one person", offers+` === ">张三"`)
	ann.press(kb.Enter)
	ann.until("the name in the text", `document.querySelector("#message").value === "你好@张三 " && !document.querySelector("#suggestions")`)
	ann.press("@z")
	ann.until("two people", offers+` === ">Zhao Si 张三"`)
	ann.press(kb.ArrowDown)
	ann.until("the other one", offers+` === "Zhao Si >张三" && document.querySelector("#message").getAttribute("aria-activedescendant") === "suggestions-1"`)
	ann.press(kb.Escape + "h")
	ann.until("no list", `!document.querySelector("#suggestions")`)
	ann.press(kb.Backspace + kb.Backspace + kb.Backspace + ":hundr")
	ann.until("an emoji", offers+` === ">hundred points"`)
	ann.press(kb.Tab + kb.Enter)
	ann.until("the message", `document.querySelector(".msg:not(.pending) .text")?.innerText === "你好@张三 💯"`)
	ann.until("who was called", `document.querySelector(".msg .mention")?.innerText === "@张三"`)
}

// What is pinned is at hand for all in the room, from any distance, until it goes.
func TestAPinIsAtHand(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Bo")
	first := guest.post(shared.General, "the rules")
	for range shared.DefaultPage {
		guest.post(shared.General, "more")
	}
	guest.do(shared.General, shared.PinMessage{Message: first})
	if _, page := guest.ask("GET", shared.PageRoom(shared.General), nil); !strings.Contains(string(page), "the rules") {
		t.Error("the page has no pins")
	}
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.clicks(labelled("button", "1 pinned message"))
	ann.until("the list", `document.querySelector("#pins .item")?.checkVisibility() && document.querySelector("#pins .item").innerText.includes("the rules")`)
	ann.clicks("#pins .item")
	ann.until("the message itself", `document.querySelector(".msg .pinned") !== null && document.activeElement.innerText.includes("the rules")`)
	guest.do(shared.General, shared.DeleteMessage{Message: first})
	ann.until("no pins", `!document.querySelector("#pins") && !document.querySelector(".pinned")`)
}
