package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

func TestTheViewerGoesFromPictureToPicture(t *testing.T) {
	picture := shared.File{ID: "f_1", Name: "a", Type: "image/png", Width: 4, Height: 3}
	v := viewed{Files: []shared.File{{Type: shared.TypeOther}, picture, {Type: "video/mp4"}, picture}, At: 1}
	for _, c := range []struct{ at, by, want int }{{1, 1, 3}, {1, -1, 1}, {3, 1, 3}, {3, -1, 1}} {
		v.At = c.at
		if got := v.step(c.by).At; got != c.want {
			t.Errorf("from %d by %d to %d, want %d", c.at, c.by, got, c.want)
		}
	}
	v.At = 3
	if n, all := v.place(); n != 2 || all != 2 {
		t.Errorf("it is %d of %d", n, all)
	}
}

func TestTheViewerIsWellMade(t *testing.T) {
	for _, text := range hostile {
		if strings.TrimSpace(text) == "" {
			continue // no file is without a name
		}
		r := root(plain.boot(), shared.PageRoom(sampleRoom), "en")
		files := sample{text, text, text}.files()
		v := &viewer{Root: r, Words: words.English, Shows: viewed{Room: sampleRoom, Files: files, At: 0}}
		page := app.HTMLString(app.Div().Body(Sprite(), v))
		if text == "Ann" && !strings.Contains(page, words.English.PictureAfter) {
			t.Error("there is no way to the next picture")
		}
		checkPage(t, page)
	}
}

// What messages bring along shows as what it is, whatever it is called.
func TestFilesShowAsWhatTheyAre(t *testing.T) {
	body := parse(t, rendered(t, plain.boot(), shared.PageRoom(sampleRoom), "en"))
	found := map[string]string{}
	for n := range body.Descendants() {
		switch {
		case n.Data == "img" && value(n, "width") == "420":
			found["large"] = value(n, "src") + " " + value(n, "height") + " " + value(n, "alt")
		case n.Data == "img" && value(n, "width") != "": // a face has none
			found["small"] = value(n, "width") + " " + value(n, "height")
		case n.Data == "video" || n.Data == "audio":
			found[n.Data] = value(n, "src")
		case n.Data == "a" && value(n, "class") == "file":
			found["file"] = value(n, "href") + " " + textOf(n)
		}
	}
	for name, want := range map[string]string{
		"large": "/api/rooms/design/files/f_1/thumbnail 315 Ann", "small": "40 30",
		"video": "/api/rooms/design/files/f_3", "audio": "/api/rooms/design/files/f_4",
		"file": "/api/rooms/design/files/f_5 What it looks like1.0 kB",
	} {
		if found[name] != want {
			t.Errorf("%s: %q, want %q", name, found[name], want)
		}
	}
}
