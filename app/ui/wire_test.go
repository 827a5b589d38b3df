package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// TestNoRoomIsSaidInWords: the pill counts down, the panel and a screen reader
// hear why, and nobody reads that the server can't be reached.
func TestNoRoomIsSaidInWords(t *testing.T) {
	for _, w := range []*words.Words{words.English, words.Chinese} {
		for _, code := range []shared.Code{shared.CodeTooManyStreams, shared.CodeServerFull} {
			r := root(plain.boot(), shared.PageRoom(sampleRoom), w.Lang)
			at := time.Now().Add(10*time.Minute - time.Second/2).UnixMilli()
			html := app.HTMLString(&wire{Root: r, Words: w, State: wireState{Phase: client.Waiting, RetryAt: at, NoRoom: code}})
			text := textOf(parse(t, html))
			for _, says := range []string{w.NoRoomFor(600), w.ByCode[code], w.TryNow} {
				if !strings.Contains(text, says) {
					t.Errorf("%s, %s: %q is missing in %q", w.Self, code, says, text)
				}
			}
			if strings.Count(text, w.ByCode[code]) != 2 {
				t.Errorf("%s, %s: a screen reader does not hear why: %q", w.Self, code, text)
			}
			for _, wrong := range []string{w.RetryText, w.OfflineText, w.Offline} {
				if strings.Contains(text, wrong) {
					t.Errorf("%s, %s: says %q", w.Self, code, wrong)
				}
			}
		}
	}
}
