package shared

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const someFile = FileID("f_4zv2kq7x9abm3n6p8r5t2wyc4e")

func TestFileIDs(t *testing.T) {
	if id := NewFileID("ABCDEFGHIJKLMNOPQRSTUVWXYZ"); !id.Valid() || id != "f_abcdefghijklmnopqrstuvwxyz" {
		t.Errorf("made %q", id)
	}
	for _, id := range []FileID{"", "f_", "f_4zv2kq7x9abm3n6p8r5t2wyc4", "f_4zv2kq7x9abm3n6p8r5t2wyc4eA", "u_4zv2kq7x9abm3n6p8r5t2wyc4e", "f_4zv2kq7x9abm3n6p8r5t2wyc4É", "f_../../../../../../etc/pass", "f_4ZV2KQ7X9ABM3N6P8R5T2WYC4E"} {
		if id.Valid() {
			t.Errorf("%q is valid", id)
		}
	}
}

func TestFileNamesAreCleaned(t *testing.T) {
	for given, want := range map[string]string{
		"cat.png":                         "cat.png",
		"Ferien – 度假 ☀️.jpg":              "Ferien – 度假 ☀️.jpg",
		"":                                "file",
		"..":                              "file",
		". . .":                           "file",
		"../../etc/passwd":                "passwd",
		`C:\Users\Ann\cat.png`:            "cat.png",
		"/":                               "file",
		"cat\u202egnp.exe":                "catgnp.exe",
		"a\x00b\r\nc.txt":                 "abc.txt",
		`<img src=x onerror="a">`:         "img src=x onerror=a",
		"  .hidden. ":                     "hidden",
		"\xff\xfecat.png":                 "cat.png",
		"\u200b\u3164":                    "file",
		strings.Repeat("名", 200) + ".gif": strings.Repeat("名", MaxFileNameRunes-4) + ".gif",
		strings.Repeat(".a", 200):         strings.TrimPrefix(strings.Repeat(".a", 200), ".")[:MaxFileNameRunes-3] + ".a",
	} {
		if got := CleanFileName(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	for _, name := range []string{"cat.png", "../x", "a.b.c", "\u202e", strings.Repeat("x", 300) + "." + strings.Repeat("y", 90)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, given string) {
		name := CleanFileName(given)
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\r\n\x00\"") ||
			!utf8.ValidString(name) || utf8.RuneCountInString(name) > MaxFileNameRunes {
			t.Errorf("%q became %q", given, name)
		}
	})
}

func TestPicturesFit(t *testing.T) {
	for _, c := range [][6]int{
		{100, 50, 420, 320, 100, 50},
		{4032, 3024, 420, 320, 420, 315},
		{3024, 4032, 420, 320, 240, 320},
		{100_000, 1, 420, 320, 420, 1},
		{1, 100_000, 420, 320, 1, 320},
	} {
		if w, h := Fit(c[0], c[1], c[2], c[3]); w != c[4] || h != c[5] {
			t.Errorf("%d×%d fits %d×%d as %d×%d", c[0], c[1], c[2], c[3], w, h)
		}
	}
}

func TestWhatAFileIs(t *testing.T) {
	for _, c := range []struct {
		file                  File
		picture, video, sound bool
	}{
		{File{Type: "image/png", Width: 1, Height: 1}, true, false, false},
		{File{Type: "image/png"}, false, false, false},
		{File{Type: "image/svg+xml", Width: 1, Height: 1}, false, false, false},
		{File{Type: "video/mp4"}, false, true, false},
		{File{Type: "audio/ogg"}, false, false, true},
		{File{Type: "text/html"}, false, false, false},
		{File{Type: TypeOther}, false, false, false},
	} {
		if c.file.Picture() != c.picture || c.file.Video() != c.video || c.file.Sound() != c.sound {
			t.Errorf("%+v is taken for a picture: %v, a video: %v, sound: %v", c.file, c.file.Picture(), c.file.Video(), c.file.Sound())
		}
	}
}
