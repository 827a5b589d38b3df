package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// five are the transports of the lab, in its order.
var five = []shared.Transport{
	shared.TransportPoll, shared.TransportLongPoll, shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket,
}

// labEyes reads the lab's rows in the page: a figure by its name, and a state.
const labEyes = `
const row = t => document.querySelector('.lab-row[data-transport="' + t + '"]');
const figure = (t, name) => [...row(t).querySelectorAll(".lab-figures div")].find(d => d.firstElementChild.textContent === name).lastElementChild.textContent;
const count = (t, name) => Number(figure(t, name));
const state = t => row(t).querySelector(".lab-state").textContent;
const five = ["poll", "long-poll", "frame", "sse", "websocket"];
`

// looks gives an expression over labEyes.
func looks(expression string) string { return "(() => {" + labEyes + "return " + expression + "})()" }

// visitsLab comes to a stream of the lab, and waits until all five listen.
func (h *house) visitsLab(name string, stream shared.LabStream) *visitor {
	h.t.Helper()
	v := h.visits(name, as(h.enter(name)))
	v.goes(shared.PageLab + "?stream=" + string(stream))
	v.until("five connections", looks(`five.every(t => row(t) && ["open", "between requests"].includes(state(t)))`))
	return v
}

// does presses the button of a row.
func (v *visitor) does(to shared.Transport, what string) {
	v.t.Helper()
	v.clicks(fmt.Sprintf(`.lab-row[data-transport=%q] button[title=%q]`, to, what))
}

// wholeInLab sees that no row misses an event or has one twice.
func (v *visitor) wholeInLab() {
	v.t.Helper()
	if wrong := eval[string](v, looks(`five.filter(t => count(t, "Missing") + count(t, "Twice")).map(t => row(t).innerText).join("\n")`)); wrong != "" {
		v.t.Errorf("not once and whole:\n%s", wrong)
	}
}

func TestTheLabMeasuresFiveTransportsSideBySide(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabClock)
	ann.until("three events on each", looks(`five.every(t => count(t, "Events") >= 3)`))
	ann.until("figures in five rows of the table", `(() => {
		const rows = [...document.querySelectorAll(".lab table tbody tr")].map(r => [...r.cells].map(c => c.textContent));
		return rows.length === 5 && rows.every(([name, p50, p95, p99, events, missing, twice, asked, down, up, over]) =>
			[p50, p95, p99, events, asked, down, up, over].every(n => parseFloat(n) > 0) && missing === "0" && twice === "0");
	})()`)
	ann.sees("quickest in the median")
	ann.wholeInLab()

	eval[bool](ann, `(write => !!(navigator.clipboard.writeText = text => write(window.copied = text)))(navigator.clipboard.writeText.bind(navigator.clipboard))`)
	ann.clicks("#lab-copy")
	ann.sees("Copied")
	markdown := strings.Split(strings.TrimSpace(eval[string](ann, `window.copied`)), "\n")
	if len(markdown) != 2+len(five) || !strings.HasPrefix(markdown[0], "| Transport | p50 |") || !strings.HasPrefix(markdown[6], "| WebSocket | ") {
		t.Errorf("copied:\n%s", strings.Join(markdown, "\n"))
	}
	csv := strings.Split(strings.TrimSpace(ann.saves("#lab-save", "parley-lab.csv")), "\n")
	if len(csv) != 1+len(five) || !strings.HasPrefix(csv[0], "stream,transport,events,") || !strings.HasPrefix(csv[5], "clock,websocket,") {
		t.Errorf("saved:\n%s", strings.Join(csv, "\n"))
	}
}

// saves clicks on what saves a file, and gives its content.
func (v *visitor) saves(what, name string) string {
	v.t.Helper()
	folder := v.t.TempDir()
	call(v, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
		BrowserContextID: chromedp.FromContext(v.ctx).BrowserContextID,
	})
	v.clicks(what)
	deadline := time.Now().Add(patience)
	for {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil && len(content) > 0 {
			return string(content)
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("%s waits for %s: %v", v.name, name, err)
		}
		<-time.After(look)
	}
}

func TestWhatIsCutInTheLabGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabClock)
	ann.mayHear(cut)
	ann.until("an event on each", looks(`five.every(t => count(t, "Events") >= 1)`))
	for _, transport := range five {
		ann.does(transport, "Cut the connection")
	}
	// A poll is hardly there to be cut, or is repeated by the browser itself.
	ann.until("three to come back", looks(`five.slice(2).every(t => count(t, "Reconnects") >= 1 && state(t) === "open")`))
	seen := eval[int](ann, looks(`Math.max(...five.map(t => count(t, "Events")))`))
	ann.until("what follows on each", looks(fmt.Sprintf(`five.every(t => count(t, "Events") >= %d)`, seen+2)))
	ann.wholeInLab()
}

func TestWhatIsHeldBackInTheLabCatchesUp(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabClock)
	ann.until("an event on each", looks(`five.every(t => count(t, "Events") >= 1)`))
	ann.does(shared.TransportWebSocket, "Hold the answer back for 5 s")
	ann.until("it to be held", looks(`state("websocket") === "held back"`))
	ann.until("it to lag behind", looks(`count("sse", "Events") - count("websocket", "Events") >= 3`))
	ann.until("it to catch up", looks(`count("sse", "Events") - count("websocket", "Events") <= 1 && figure("websocket", "p99").endsWith(" s")`))
	ann.wholeInLab()
}

func TestATextEndsInTheLabOnEveryTransport(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabWords)
	ann.untilWithin(2*patience, "the server to say stop, five times", looks(`five.every(t => state(t) === "the server said stop")`))
	ann.sees("Complete: the server said stop")
	if n := eval[int](ann, looks(`new Set(five.map(t => count(t, "Events"))).size`)); n != 1 {
		t.Error("the transports did not bring the same number of words")
	}
	ann.wholeInLab()
	ann.clicks("#lab-start")
	ann.until("it to be told once more", looks(`five.every(t => count(t, "Events") >= 3)`))
}

func TestThePressOfAButtonReachesEveryTransport(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.enter("Bo")
	ann := h.visitsLab("Ann", shared.LabButton)
	bo.must("POST", shared.PathPress, nil, nil)
	ann.until("Bo's press on each", looks(`five.every(t => row(t).innerText.includes("Bo pressed"))`))
	ann.clicks("#lab-press")
	ann.until("one's own press on each", looks(`five.every(t => count(t, "Events") === 2 && row(t).innerText.includes("Ann pressed"))`))
	ann.wholeInLab()
}

func TestALineThatIsStoppedInTheLabStaysSo(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabClock)
	for _, transport := range five {
		ann.does(transport, "Have the server end it")
	}
	ann.until("five to obey", looks(`five.every(t => state(t) === "stopped by the server")`))
	for _, transport := range five {
		ann.does(transport, "Let it go on")
	}
	ann.until("five to go on", looks(`five.every(t => count(t, "Events") >= 3 && ["open", "between requests"].includes(state(t)))`))
	ann.wholeInLab()
}

func TestAnUploadDrainsInTheLab(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabButton)
	const sent = `parseFloat(document.querySelector("#upload-received").textContent)`
	ann.clicks("#lab-send")
	ann.until("the server to receive", sent+` > 0`)
	ann.until("all to be received", `document.querySelector("#upload-received").textContent === "10.0 MB"`)
	ann.until("the buffer to be empty", `document.querySelector("#upload-waiting").textContent === "0 B"`)
	ann.until("the result", `/^10.0 MB in .* MB\/s$/.test(document.querySelector("#upload-result").textContent)`)
	ann.clicks(`//label[contains(., "1.00 MB/s")]`)
	ann.clicks("#lab-send")
	ann.until("a second one", sent+` > 0 && `+sent+` < 10`)
	ann.clicks("#lab-send")
	ann.until("it to be cancelled", `document.querySelector("#upload-result").textContent === "Cancelled"`)
}

func TestWhoLeavesTheLabLeavesNothing(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.enter("Bo")
	ann := h.visitsLab("Ann", shared.LabClock)
	listeners := func() int {
		var state shared.LabState
		bo.must("GET", shared.PathLab, nil, &state)
		var page shared.Poll
		bo.must("GET", fmt.Sprintf("%s?wait=5&after=%s", shared.PathStream(shared.PathLabStream(shared.LabVitals), shared.TransportPoll), state.Streams[2].Head), nil, &page)
		if len(page.Events) == 0 {
			return -1
		}
		sample, err := shared.LabSampleOf(page.Events[len(page.Events)-1])
		if err != nil {
			t.Fatal(err)
		}
		return sample.Vitals.Listeners
	}
	for deadline := time.Now().Add(patience); listeners() < 1+len(five); { // of the lab but short polling, the room's, and Bo
		if time.Now().After(deadline) {
			t.Fatalf("there are %d listeners", listeners())
		}
	}
	ann.run(chromedp.Click(`a[href="/rooms/general"]`))
	ann.atHome()
	for deadline := time.Now().Add(patience); listeners() > 2; { // Ann's in the room, and Bo
		if time.Now().After(deadline) {
			t.Fatalf("there are %d listeners", listeners())
		}
	}
}

func TestTheLabGoesOnAfterTheServerWasAway(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visitsLab("Ann", shared.LabClock)
	ann.mayHear(cut, closing)
	ann.until("an event on each", looks(`five.every(t => count(t, "Events") >= 1)`))
	h.restart()
	ann.until("all to come back", looks(`five.every(t => count(t, "Reconnects") >= 1)`))
	seen := eval[int](ann, looks(`Math.max(...five.map(t => count(t, "Events")))`))
	ann.until("what follows on each", looks(fmt.Sprintf(`five.every(t => count(t, "Events") >= %d)`, seen+2)))
	ann.wholeInLab()
}

func TestWhoComesForTheLabEntersThere(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann")
	ann.goes(shared.PageLab + "?stream=button")
	ann.until("the client", clientRuns)
	ann.run(chromedp.SendKeys("input[name=name]", "Ann"), chromedp.SendKeys("input[name=name]", kb.Enter))
	ann.until("the button", `!!document.querySelector("#lab-press:not(:disabled)")`)
	ann.until("five connections", looks(`five.every(t => ["open", "between requests"].includes(state(t)))`))
}

func TestWithoutScriptsTheLabIsAnIframe(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("Ann", as(h.enter("Ann")), scriptless())
	ann.looksAt(shared.PageLab + "?stream=button")
	ann.clicks(`form[action="/api/lab/button"] button`)
	ann.until("the press in the iframe", `!!document.querySelector("iframe")?.contentDocument?.body?.innerText.includes("Ann pressed")`)
}

func TestTheLabFitsAPhone(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.visits("安", as(h.enter("安")), chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	for _, stream := range []shared.LabStream{shared.LabClock, shared.LabVitals, shared.LabButton} {
		ann.goes(shared.PageLab + "?stream=" + string(stream))
		ann.until("five connections", looks(`five.every(t => row(t) && row(t).dataset.state !== "closed")`))
		if wide := eval[bool](ann, `[document.documentElement, document.querySelector("#lab")].some(e => e.scrollWidth > e.clientWidth)`); wide {
			t.Errorf("%s: the page is wider than the phone", stream)
		}
		if small := eval[string](ann, `[...document.querySelectorAll("#lab button, #lab label")].map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width < 24 || r.height < 24).map(([e]) => e.outerHTML.slice(0, 80)).join("\\n")`); small != "" {
			t.Errorf("%s: targets smaller than 24 px:\n%s", stream, small)
		}
	}
}
