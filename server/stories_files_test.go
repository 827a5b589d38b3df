package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// picks chooses files by the button, as they are on the visitor's disk.
func (v *visitor) picks(files map[string]string) {
	v.t.Helper()
	var paths []string
	folder := v.t.TempDir()
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			v.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	v.run(chromedp.SetUploadFiles("input[data-picks]", paths))
}

// carried is JavaScript for a DataTransfer with a file in it.
func carried(name, mediaType, content string) string {
	return fmt.Sprintf(`(() => { const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], %q, {type: %q})); return data })()`,
		base64.StdEncoding.EncodeToString([]byte(content)), name, mediaType)
}

// pastes puts a file from the clipboard where the caret is.
func (v *visitor) pastes(name, content string) {
	v.t.Helper()
	eval[bool](v, `document.querySelector("#message").dispatchEvent(new ClipboardEvent("paste", {clipboardData: `+carried(name, "image/png", content)+`, bubbles: true, cancelable: true}))`)
}

// drags does the steps of dragging a file over the page.
func (v *visitor) drags(name, content string, steps ...string) {
	v.t.Helper()
	for _, step := range steps {
		eval[bool](v, fmt.Sprintf(`document.querySelector("#messages").dispatchEvent(new DragEvent(%q, {dataTransfer: %s, bubbles: true, cancelable: true}))`, step, carried(name, "", content)))
	}
}

// holdsFiles waits until the next message would bring these along, all uploaded.
func (v *visitor) holdsFiles(n int) {
	v.t.Helper()
	v.until(fmt.Sprint(n, " uploaded files"), fmt.Sprintf(`document.querySelectorAll(".chip").length === %d && !document.querySelector(".chip progress")`, n))
}

// seesPictures waits until the timeline has so many pictures, all of them loaded, and
// nothing pending.
func (v *visitor) seesPictures(n int) {
	v.t.Helper()
	v.until(fmt.Sprint(n, " pictures"), fmt.Sprintf(`(p => p.length === %d && p.every(i => i.complete && i.naturalWidth > 0))([...document.querySelectorAll(".msg:not(.pending) .picture img")])`, n))
}

func TestAPictureIsSentAndSeen(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.seat(h.enter("Bo"), shared.General)
	ann.picks(map[string]string{"tea.png": pictureOf(t, 1000, 800)})
	ann.holdsFiles(1)
	ann.until("a small picture of it", `document.querySelector(".chip img.thumb").naturalWidth > 0`)
	ann.types("look")
	ann.press(kb.Enter)
	ann.reads("look")
	ann.seesPictures(1)
	ann.until("nothing more to send", `!document.querySelector(".chip")`)
	bo.reads("look")
	bo.seesPictures(1)
	if size := eval[string](bo, `(r => r.width + " " + r.height)(document.querySelector(".picture img").getBoundingClientRect())`); size != "400 320" {
		t.Errorf("the picture is shown at %s", size)
	}

	bo.clicks(".picture")
	bo.until("the viewer", `document.querySelector("dialog.viewer[open] > img")?.naturalWidth === 1000`)
	bo.press(kb.Escape)
	bo.until("the viewer to close", `!document.querySelector("dialog") && document.activeElement.matches(".picture")`)

	ann.run(chromedp.Reload()) // as the server renders it, and the client then
	ann.atHome()
	ann.reads("look")
	ann.seesPictures(1)
	ann.mayHear(cut, closing)
	bo.mayHear(cut, closing)
	h.shut()
	h.start()
	ann.seesPictures(1)
}

func TestFilesArePastedDraggedAndSeveral(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.pastes("image.png", pictureOf(t, 60, 40))
	ann.holdsFiles(1)
	ann.drags("notes.txt", "hello", "dragenter", "dragover")
	ann.until("where to drop", `document.querySelector(".drop").checkVisibility()`)
	ann.drags("notes.txt", "hello", "drop")
	ann.until("no more of that", `!document.querySelector(".drop").checkVisibility()`)
	ann.holdsFiles(2)
	ann.picks(map[string]string{"a.png": pictureOf(t, 50, 50), "b.png": pictureOf(t, 40, 50)})
	ann.holdsFiles(4)
	ann.clicks(labelled("button", "Remove a.png"))
	ann.holdsFiles(3)
	h.keeps(3)
	ann.clicks(".send")
	ann.seesPictures(2)
	ann.until("the file", `document.querySelector("a.file").innerText.includes("notes.txt") && document.querySelector("a.file").innerText.includes("5 B")`)
	if page := h.enter("Bo").history(shared.General, ""); len(page.Messages) != 1 || len(page.Messages[0].Files) != 3 || page.Messages[0].Text != "" {
		t.Errorf("the room has %+v", page.Messages)
	}

	ann.clicks(".picture")
	ann.until("the first picture", `document.querySelector("dialog.viewer > img")?.alt === "image.png"`)
	ann.press(kb.ArrowRight)
	ann.until("the next", `document.querySelector("dialog.viewer > img")?.alt === "b.png" && !document.querySelector(".viewer .after")`)
	ann.press(kb.ArrowLeft)
	ann.until("the first again", `document.querySelector("dialog.viewer > img")?.alt === "image.png" && !document.querySelector(".viewer .before")`)
	ann.press(kb.Escape)
	ann.until("the viewer to close", `!document.querySelector("dialog")`)
}

func TestWhatCannotBeUploadedSaysWhy(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	ann.mayHear("status of 422")
	ann.picks(map[string]string{"cat.png": "<script>alert(1)</script>"})
	ann.sees("That picture can’t be shown: it is damaged, or no picture.")
	ann.clicks(labelled("button", "Remove cat.png"))
	ann.holdsFiles(0)
	ann.picks(map[string]string{"empty.txt": ""})
	ann.sees("There is nothing in that file.")
	ann.types("without it")
	ann.press(kb.Enter)
	ann.reads("without it")
	if kept := h.kept(); len(kept) != 0 {
		t.Errorf("kept are %q", kept)
	}
}

// A message that waits for its files goes when they are there; one that is taken
// back in the middle leaves nothing.
func TestAMessageWaitsForItsFiles(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	release := ann.holds("*" + shared.PathFiles(shared.General) + "*")
	ann.picks(map[string]string{"tea.png": pictureOf(t, 60, 40), "cake.png": pictureOf(t, 61, 40)})
	ann.until("two on their way", `document.querySelectorAll(".chip progress").length === 2`)
	ann.says("soon")
	ann.sees("Sent as soon as all files are up")
	ann.holdsText("soon")
	ann.clicks(labelled("button", "Remove cake.png"))
	ann.until("one on its way", `document.querySelectorAll(".chip progress").length === 1`)
	ann.reads()
	release()
	ann.reads("soon")
	ann.seesPictures(1)
	ann.holdsText("")
	h.keeps(1)
}

// Pictures don't move what is read when they arrive.
func TestPicturesHaveTheirPlaceBeforeTheyCome(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest := h.enter("Ann")
	file := guest.brings(shared.General, "tall.png", pictureOf(t, 300, 900))
	guest.do(shared.General, shared.PostMessage{Text: "tall", Files: []shared.FileID{file.ID}})
	bo := h.visits("Bo", as(h.enter("Bo")))
	release := bo.holds("*/thumbnail")
	bo.goes(shared.PageRoom(shared.General))
	bo.atHome()
	height := `document.querySelector(".picture").getBoundingClientRect().height`
	bo.until("the place", height+" === 320")
	release()
	bo.seesPictures(1)
	if got := eval[float64](bo, height); got != 320 {
		t.Errorf("the picture took %v", got)
	}
}

// Without scripts files go with the form, and what others bring is in the stream.
func TestFilesWithoutScripts(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.seat(h.enter("Ann"), shared.General)
	lu := h.plainly(h.enter("小路"), shared.PageRoom(shared.General))
	lu.until("the form", `!!document.querySelector("input[type=file]")`)
	lu.picks(map[string]string{"茶.png": pictureOf(t, 60, 40)})
	lu.saysPlainly("看")
	ann.reads("看")
	ann.seesPictures(1)
	lu.until("the picture in the stream", inFrame(`d.querySelector(".picture img")?.naturalWidth > 0`))

	lu.until("the form again", `document.readyState === "complete" && document.querySelector("#message")?.value === ""`)
	lu.mayHear("status of 422")
	lu.picks(map[string]string{"no.png": "no"})
	lu.types("这个呢")
	lu.clicks(".send")
	lu.sees("That picture can’t be shown")
	lu.holdsText("这个呢")
	h.keeps(1)
}

// The browser of the stories has a microphone that beeps.
func TestAVoiceMessageIsSpoken(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.seat(h.enter("Bo"), shared.General)
	ann.clicks(labelled("button", "Record a voice message"))
	ann.until("the clock", `/^0:0[0-9]$/.test(document.querySelector(".spoken .time")?.innerText)`)
	ann.clicks(labelled("button", "Cancel"))
	ann.until("nothing", `!document.querySelector(".spoken").innerText && !document.querySelector(".chip")`)
	ann.clicks(labelled("button", "Record a voice message"))
	ann.until("a second of it", `document.querySelector(".spoken .time")?.innerText === "0:01"`)
	ann.clicks(".spoken .primary")
	ann.holdsFiles(1)
	ann.clicks(".send")
	bo.until("the sound", `(a => !!a && fetch(a.src).then(r => r.headers.get("Content-Type") === "audio/webm"))(document.querySelector("audio.sound"))`)
}
