package main

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

const (
	// atTheEnd is true where nothing of the room is below the view.
	atTheEnd = `(view => view.scrollHeight - view.scrollTop - view.clientHeight < 1)(document.querySelector("#messages"))`
	noPill   = `!document.querySelector(".pill")`
)

// chatter is a lively room: many talk at once. Each message names its place,
// and some are long.
func (h *house) chatter(room shared.RoomID, messages int) {
	h.t.Helper()
	const people = 8
	var talking sync.WaitGroup
	for i := range people {
		guest := h.enter(fmt.Sprint("Guest ", i))
		talking.Go(func() {
			for n := i; n < messages; n += people {
				text := fmt.Sprint("number ", n)
				for range n % 5 {
					text += "\nand a line more"
				}
				guest.post(room, text)
			}
		})
	}
	talking.Wait()
}

// scrolls moves the view that many pixels up, and lets the page hear of it.
func (v *visitor) scrolls(up int) {
	v.t.Helper()
	eval[bool](v, fmt.Sprintf(`new Promise(done => {
		document.querySelector("#messages").scrollTop -= %d;
		requestAnimationFrame(() => setTimeout(() => done(true)));
	})`, up))
}

func TestAPillLeadsToWhatCameBelow(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.chatter(shared.General, 60)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.enter("Bo")
	ann.until("the end", atTheEnd)
	ann.scrolls(600)
	before := eval[float64](ann, `document.querySelector("#messages").scrollTop`)
	bo.post(shared.General, "one")
	bo.post(shared.General, "two")
	ann.until("a pill that counts", `document.querySelector(".pill")?.innerText.trim() === "2 new messages"`)
	if after := eval[float64](ann, `document.querySelector("#messages").scrollTop`); after != before {
		t.Errorf("who reads above is moved from %f to %f", before, after)
	}
	ann.clicks(".pill")
	ann.until("the end", atTheEnd)
	ann.until("no pill at the end", noPill)
}

func TestTheViewStaysAtTheEnd(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.chatter(shared.General, 60)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.enter("Bo")
	ann.until("the end", atTheEnd)

	ann.scrolls(90) // as good as at the end
	bo.post(shared.General, "of two\nlines")
	ann.sees("of two")
	ann.until("the end, where somebody posts", atTheEnd)

	for _, size := range [][2]int64{{700, 500}, {1280, 800}} {
		ann.run(chromedp.EmulateViewport(size[0], size[1]))
		ann.until("the window's size", fmt.Sprintf(`innerHeight === %d`, size[1]))
		ann.until("the end, in another window", atTheEnd)
	}
	ann.types("1\n2\n3\n4\n5\n6")
	ann.until("a higher composer", `document.querySelector("#message").clientHeight > 100`)
	ann.until("the end, above a higher composer", atTheEnd)

	ann.scrolls(600)
	ann.until("not the end", `!`+atTheEnd)
	ann.says("\n7")
	ann.until("the end, for one's own message", atTheEnd+` && document.querySelector("#messages").innerText.includes("6\n7")`)
}

// steady reads a room from its end to its beginning, and some of the way back.
// It tells by how many pixels what was in view ever moved by itself, from one
// paint to the next, and how many messages were in the page at most.
const steady = `(async () => {
  const view = document.querySelector("#messages");
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const messages = () => [...view.querySelectorAll("[data-key]")];
  const began = () => view.querySelector(".line-top").innerText.includes("begins");
  const found = {Moved: 0, Most: 0, Turns: 0};
  const go = async (by, over) => {
    view.scrollTop += by;
    const edge = view.getBoundingClientRect().top;
    const anchor = messages().find(m => m.getBoundingClientRect().bottom > edge);
    const top = anchor.getBoundingClientRect().top;
    const first = messages()[0].id, last = messages().at(-1).id;
    for (let frames = 0; frames < 300 && !over(first, last, frames); frames++) {
      await painted();
      found.Moved = Math.max(found.Moved, Math.abs(anchor.getBoundingClientRect().top - top));
      found.Most = Math.max(found.Most, messages().length);
    }
    found.Turns++;
  };
  while (!began() && found.Turns < 200) {
    await go(Math.min(0, 300 - view.scrollTop), first => began() || messages()[0].id !== first);
  }
  for (let turn = 0; turn < 10; turn++) await go(2000, (first, last, frames) => frames > 5);
  return found;
})()`

func TestHistoryIsEndlessAndHoldsStill(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	const messages = 1_000
	h.chatter(shared.General, messages)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.enter("Bo")
	ann.until("the end", atTheEnd)
	var talking sync.WaitGroup
	read := make(chan struct{})
	talking.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-read:
				return
			case <-time.After(look):
				bo.try("POST", shared.PathCommands, shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: fmt.Sprint("meanwhile ", n)}})
			}
		}
	})
	found := eval[struct {
		Moved       float64
		Most, Turns int
	}](ann, steady)
	close(read)
	talking.Wait()
	if found.Moved > 1 {
		t.Errorf("what was in view moved by %f pixels", found.Moved)
	}
	if found.Turns < messages/shared.DefaultPage {
		t.Errorf("the room began after %d turns", found.Turns)
	}
	if found.Most > 400 {
		t.Errorf("%d messages were in the page at once", found.Most)
	}
	ann.clicks(".pill")
	ann.until("the end", atTheEnd)
	ann.says("and the last word")
	ann.until("the last word", atTheEnd+` && [...document.querySelectorAll(".msg .text")].at(-1).innerText === "and the last word"`)
}

func TestALineIsAboveWhatIsNew(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	bo := h.enter("Bo")
	bo.post(shared.General, "old")
	guest := h.enter("Ann")
	guest.do("", shared.CreateRoom{Name: "Books"})
	ann := h.seat(guest, shared.General)
	ann.reads("old")
	ann.clicks(`a.go[href="/rooms/books"]`)
	ann.sees("Say hello")
	bo.post(shared.General, "new")
	bo.post(shared.General, "newer")
	ann.until("two unread messages", `document.querySelector('a.go[href="/rooms/general"] .count')?.innerText.startsWith("2")`)
	ann.clicks(`a.go[href="/rooms/general"]`)
	ann.reads("old", "new", "newer")
	ann.until("a line above the first new one", `document.querySelectorAll(".new").length === 1 && document.querySelector(".new + .msg .text").innerText === "new"`)
	ann.until("all to be read", `!document.querySelector(".side .count")`)
	ann.clicks(`a.go[href="/rooms/books"]`)
	ann.sees("Say hello")
	ann.clicks(`a.go[href="/rooms/general"]`)
	ann.reads("old", "new", "newer")
	ann.until("no line above what was read", `!document.querySelector(".new")`)
}
