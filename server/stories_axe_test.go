package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"parley/server/store"
	"parley/shared"
)

// axe is axe-core 4.11.0 by Deque Systems: https://github.com/dequelabs/axe-core,
// under the Mozilla Public License 2.0.
//
//go:embed testdata/axe.min.js
var axe string

// Every rule of axe is held to; in the dark, which changes nothing but colours,
// that of contrasts alone.
const (
	allRules  = `{resultTypes: ["violations"]}`
	contrasts = `{resultTypes: ["violations"], runOnly: ["color-contrast"]}`
)

// sight is something that a person comes to see.
type sight struct {
	name, path string
	act        func(v *visitor) // what is done there; nil for nothing
}

// sights are all pages, and what opens on them.
func sights(private string, first shared.Seq) []sight {
	at := func(button string) func(*visitor) {
		return func(v *visitor) {
			v.points("good morning")
			v.clicks(labelled("button", button))
		}
	}
	const room = "/rooms/general"
	return []sight{
		{"room", room, func(v *visitor) { v.until("the picture", `document.querySelector(".picture img")?.naturalWidth > 0`) }},
		{"mention", room, func(v *visitor) { v.fills("#message", "@"); v.run(chromedp.WaitVisible("#suggestions")) }},
		{"message-menu", room, at("More")},
		{"emoji", room, at("Add a reaction")},
		{"room-menu", room, func(v *visitor) { v.clicks(labelled("button", "Room menu")) }},
		{"viewer", room, func(v *visitor) { v.clicks(".picture"); opens(v) }},
		{"settings", room, func(v *visitor) { eval[any](v, `document.querySelector(".me").click()`); opens(v) }},
		{"switcher", room, func(v *visitor) { v.press("k", chromedp.ModifierCtrl); opens(v) }},
		{"shortcuts", room, func(v *visitor) { v.run(chromedp.Focus("#messages")); v.press("?"); opens(v) }},
		{"new-room", room + "#new", opens},
		{"new-direct", room + "#talk", opens},
		{"add-people", private + "#add", opens},
		{"person-menu", room, func(v *visitor) { v.opensMenuOf("张三") }},
		{"role", room, func(v *visitor) { v.doesTo("张三", "Change the role of 张三"); opens(v) }},
		{"slow-room", room, func(v *visitor) { v.chooses("Who writes, how often"); opens(v) }},
		{"private-room", private, nil},
		{"versions", shared.PageVersions(shared.General, first), nil},
		{"outside", "/rooms/library", nil},
		{"no-room", "/rooms/nowhere", nil},
		{"directory", "/rooms", nil},
		{"search", "/search?q=morning", nil},
		{"search-nothing", "/search?q=zzz", nil},
		{"me", "/me", nil},
		{"bots", "/bots", nil},
		{"audit", "/audit", nil},
		{"bans", "/bans", nil},
		{"reports", "/reports", nil},
		{"report", shared.PageReportMessage(shared.General, first), nil},
		{"reference", "/api", nil},
		{"lab", "/lab", nil},
		{"lost", "/nowhere", nil},
	}
}

// opens waits for a dialog.
func opens(v *visitor) { v.until("a dialog", `!!document.querySelector("dialog[open]")`) }

// furnished is a house in which there is something of everything.
func furnished(h *house) (owner *guest, private string, first shared.Seq) {
	ann, bo, zh := h.enter("Ann"), h.enter("Bo"), h.enter("张三")
	h.gives(ann.me.ID, shared.RoleOwner)
	ann.do("", shared.CreateRoom{Name: "Tea house", Topic: "leaves and water"})
	bo.do("", shared.CreateRoom{Name: "Library"})
	private = shared.PageRoom(ann.chat("Secret garden", bo))
	h.bot(ann, "Robot")
	bo.looksLike(pictureOf(h.t, 200, 200))
	if err := h.node.store.Keep(h.t.Context(), h.node.store.AddsPasskey(store.Passkey{Hash: []byte("any"), Person: ann.me.ID, Device: "Firefox/140.0"})); err != nil {
		h.t.Fatal(err)
	}
	file := bo.brings(shared.General, "tea.png", pictureOf(h.t, 600, 400))
	first = bo.post(shared.General, "Has anyone seen the **notes**? They are at https://example.com/notes")
	for _, m := range []struct {
		who  *guest
		body shared.PostMessage
	}{
		{zh, shared.PostMessage{Text: "早上好！`verify` 现在快多了 🎉", Reply: first}},
		{zh, shared.PostMessage{Text: "> 引用一句话\n\n- 第一\n- 第二\n- *第三*"}},
		{ann, shared.PostMessage{Text: "The fix:\n```go\nfunc main() {\n\tfmt.Println(\"hello, 世界\") // greets\n}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"}},
		{bo, shared.PostMessage{Text: "Thanks @Ann, a picture", Files: []shared.FileID{file.ID}}},
		{zh, shared.PostMessage{Text: "/me waves"}},
	} {
		m.who.do(shared.General, m.body)
	}
	bo.do(shared.General, shared.EditMessage{Message: first, Text: "Has anyone read the **notes**? They are at https://example.com/notes"})
	if err := h.finds(shared.General, first, shared.Preview{URL: "https://example.com/notes", Site: "Example", Title: "Notes of the last meeting", Text: "What was said, and by whom."}); err != nil {
		h.t.Fatal(err)
	}
	ann.do(shared.General, shared.AddReaction{Message: first, Emoji: "👍"})
	ann.do(shared.General, shared.PinMessage{Message: first})
	zh.do(shared.General, shared.MakeReport{Message: first, Why: "spam?"})
	h.gives(zh.me.ID, shared.RoleModerator)
	h.gives(zh.me.ID, shared.RoleMember)
	spam := h.enter("Spam")
	ann.do("", shared.BanPerson{Person: spam.me.ID})
	gone := bo.post(shared.General, "oops")
	ann.do(shared.General, shared.DeleteMessage{Message: gone})
	ann.post(shared.General, "good morning")
	return ann, private, first
}

// TestEveryPageIsForEveryone goes to all pages and opens what opens there, wide
// and narrow, in the light and in the dark, and has axe look at each. Nothing is
// wider than its window. With PARLEY_PICTURES=folder it keeps pictures of all.
func TestEveryPageIsForEveryone(t *testing.T) {
	t.Parallel()
	h, origin := passkeyHouse(t)
	h.withProvider()
	owner, private, first := furnished(h)
	ann := h.visits("Ann", as(owner), injects(axe))
	ann.mayHear("status of 404")
	ann.seesAll(sights(private, first))
	stranger := h.visits("Stranger", injects(axe))
	stranger.base = origin
	stranger.mayHear("status of 410")
	stranger.seesAll([]sight{{"enter", "/", nil}, {"sign-in", "/signin", nil}, {"ended-link", "/invite/none", nil}})
}

func (v *visitor) seesAll(sights []sight) {
	v.t.Helper()
	for i, one := range sights {
		v.resizes(1280, 800)
		v.dresses("light")
		path, fragment, _ := strings.Cut(one.path, "#")
		path, query, _ := strings.Cut(path, "?")
		v.goes(fmt.Sprintf("%s?sight=%d&%s#%s", path, i, query, fragment)) // each another address, or nothing would be loaded
		v.until("the client", clientRuns)
		if one.act != nil {
			one.act(v)
		}
		v.isForEveryone(one.name+"-wide-light", allRules)
		v.dresses("dark")
		v.isForEveryone(one.name+"-wide-dark", contrasts)
		v.resizes(390, 844)
		v.keepSight(one.name + "-narrow-dark")
		v.dresses("light")
		v.isForEveryone(one.name+"-narrow-light", allRules)
	}
}

// dresses has the system ask for a theme.
func (v *visitor) dresses(theme string) {
	v.t.Helper()
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// isForEveryone has axe look at the page as it is.
func (v *visitor) isForEveryone(name, rules string) {
	v.t.Helper()
	v.keepSight(name)
	for _, wrong := range eval[[]string](v, `axe.run(document, `+rules+`).then(found => found.violations.flatMap(
		one => one.nodes.map(node => one.id + ": " + node.html.slice(0, 200) + " " + node.failureSummary)))`) {
		v.t.Errorf("%s: %s", name, wrong)
	}
	if wide := eval[int](v, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		v.t.Errorf("%s is %d px wider than its window", name, wide)
	}
}

// keepSight keeps a picture, if somebody wants them.
func (v *visitor) keepSight(name string) {
	v.t.Helper()
	folder := os.Getenv("PARLEY_PICTURES")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		v.t.Error(err)
	}
}
