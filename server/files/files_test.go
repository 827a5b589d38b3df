package files

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"parley/shared"
)

// painting is a picture of so many pixels: red left of the middle and blue right
// of it, dark above, with a grain that takes room.
func painting(w, h int) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			shade := uint8(255)
			if y < h/2 {
				shade = 80
			}
			shade -= uint8(uint32(x*7919+y*104729)*2654435761>>28) & 7
			c := color.RGBA{shade, 0, 0, 255}
			if x >= w/2 {
				c = color.RGBA{0, 0, shade, 255}
			}
			picture.SetRGBA(x, y, c)
		}
	}
	return picture
}

func asPNG(t testing.TB, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asJPEG(t testing.TB, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// palette gives a picture the few colours of a GIF, each pixel by itself.
func palette(picture *image.RGBA) image.Image {
	var few color.Palette
	for _, shade := range []uint8{74, 77, 80, 249, 252, 255} {
		few = append(few, color.RGBA{shade, 0, 0, 255}, color.RGBA{0, 0, shade, 255})
	}
	paletted := image.NewPaletted(picture.Rect, few)
	draw.Draw(paletted, picture.Rect, picture, image.Point{}, draw.Src)
	return paletted
}

func asGIF(t testing.TB, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := gif.Encode(&out, picture, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openStore(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func receive(t testing.TB, s *Store, content []byte, name string) *Draft {
	t.Helper()
	d, err := s.Receive(bytes.NewReader(content), Claim{Name: name})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

func keep(t testing.TB, d *Draft) shared.File {
	t.Helper()
	if err := d.Keep(func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	return d.File
}

// left lists what lies in a store's folder.
func left(t testing.TB, s *Store) (files []string) {
	t.Helper()
	err := filepath.WalkDir(s.root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func contentOf(t testing.TB, s *Store, file shared.File) []byte {
	t.Helper()
	content, err := s.Content(file.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	all, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAContentIsKeptOnce(t *testing.T) {
	s := openStore(t)
	text := []byte("hello")
	first, second := keep(t, receive(t, s, text, "a.txt")), keep(t, receive(t, s, text, "b.txt"))
	if first.Hash != second.Hash || first.Name != "a.txt" || second.Name != "b.txt" || first.Size != 5 || first.Type != shared.TypeOther {
		t.Errorf("kept %+v and %+v", first, second)
	}
	if got := contentOf(t, s, first); !bytes.Equal(got, text) {
		t.Errorf("kept %q", got)
	}
	if files := left(t, s); len(files) != 1 {
		t.Errorf("there are %q", files)
	}
}

func TestAPictureHasDimensionsAndASmallForm(t *testing.T) {
	s := openStore(t)
	for name, content := range map[string][]byte{
		"large.png": asPNG(t, painting(1200, 600)), "large.jpg": asJPEG(t, painting(1200, 600)), "large.gif": asGIF(t, palette(painting(1200, 600))),
	} {
		file := keep(t, receive(t, s, content, name))
		if !file.Picture() || file.Width != 1200 || file.Height != 600 {
			t.Errorf("%s is %+v", name, file)
		}
		small, mediaType, err := s.Thumbnail(file)
		if err != nil {
			t.Fatal(err)
		}
		picture, format, err := image.Decode(small)
		small.Close()
		if err != nil || "image/"+format != mediaType {
			t.Fatalf("%s: %s as %s, %v", name, format, mediaType, err)
		}
		if size := picture.Bounds().Size(); size != image.Pt(840, 420) {
			t.Errorf("%s is small as %v", name, size)
		}
		looksLike(t, name, picture, 1)
	}
}

// looksLike compares the corners of a painting that lay as EXIF says before it
// was turned upright.
func looksLike(t *testing.T, name string, picture image.Image, orientation int) {
	t.Helper()
	b := picture.Bounds()
	for _, corner := range []image.Point{{b.Dx() / 4, b.Dy() / 4}, {b.Dx() * 3 / 4, b.Dy() / 4}, {b.Dx() / 4, b.Dy() * 3 / 4}, {b.Dx() * 3 / 4, b.Dy() * 3 / 4}} {
		w, h := b.Dx(), b.Dy()
		if orientation > 4 {
			w, h = h, w
		}
		x, y := source(corner.X, corner.Y, w, h, orientation)
		want := painting(w, h).RGBAAt(x, y)
		r, _, blue, _ := picture.At(b.Min.X+corner.X, b.Min.Y+corner.Y).RGBA()
		if far(r>>8, want.R) || far(blue>>8, want.B) {
			t.Errorf("%s: at %v is %v, want %v", name, corner, picture.At(corner.X, corner.Y), want)
		}
	}
}

func far(got uint32, want uint8) bool { return got > uint32(want)+24 || got+24 < uint32(want) }

func TestASmallPictureIsItsOwnSmallForm(t *testing.T) {
	s := openStore(t)
	content := asPNG(t, painting(40, 30))
	file := keep(t, receive(t, s, content, "a.png"))
	small, mediaType, err := s.Thumbnail(file)
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	if got, _ := io.ReadAll(small); !bytes.Equal(got, content) || mediaType != "image/png" {
		t.Errorf("%d bytes of %s", len(got), mediaType)
	}
}

func TestASmallFormStaysTransparent(t *testing.T) {
	s := openStore(t)
	clear := image.NewNRGBA(image.Rect(0, 0, 1000, 1000))
	for i := range clear.Pix {
		clear.Pix[i] = byte(i * i >> 3) // what can't be compressed away
	}
	clear.SetNRGBA(0, 0, color.NRGBA{})
	_, mediaType, err := s.Thumbnail(keep(t, receive(t, s, asPNG(t, clear), "a.png")))
	if err != nil || mediaType != "image/png" {
		t.Errorf("the small form is %s, %v", mediaType, err)
	}
}

func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	huge := asPNG(t, painting(10, 10))
	copy(huge[16:24], []byte{0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF}) // 65535 by 65535
	fixPNG(huge)
	whole := asJPEG(t, painting(300, 200))
	for name, c := range map[string]struct {
		claim Claim
		body  io.Reader
		code  shared.Code
	}{
		"nothing":                     {Claim{Name: "a.txt"}, strings.NewReader(""), shared.CodeFileEmpty},
		"too much":                    {Claim{Name: "a.bin"}, io.LimitReader(zeros{}, shared.MaxFileBytes+1), shared.CodeFileTooLarge},
		"cut off":                     {Claim{Name: "a.bin"}, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(io.ErrUnexpectedEOF)), shared.CodeFileIncomplete},
		"a page as a picture":         {Claim{Name: "cat.png"}, strings.NewReader("<html><script>alert(1)</script>"), shared.CodeFilePretends},
		"a page by its type":          {Claim{Name: "cat", Type: "image/png; x=y"}, strings.NewReader("<html>"), shared.CodeFilePretends},
		"half a picture":              {Claim{Name: "cat.jpg"}, bytes.NewReader(whole[:len(whole)/2]), shared.CodeFilePretends},
		"a picture's first bytes":     {Claim{Name: "cat.png"}, strings.NewReader(pngSignature), shared.CodeFilePretends},
		"a picture of billions":       {Claim{Name: "cat.png"}, bytes.NewReader(huge), shared.CodePictureTooLarge},
		"billions that never said so": {Claim{Name: "cat.bin"}, bytes.NewReader(huge), shared.CodePictureTooLarge},
	} {
		s := openStore(t)
		d, err := s.Receive(c.body, c.claim)
		if shared.CodeOf(err) != c.code || d != nil {
			t.Errorf("%s: %v, want code %q", name, err, c.code)
		}
		if files := left(t, s); len(files) != 0 {
			t.Errorf("%s left %q behind", name, files)
		}
	}
}

// zeros has as many as one wants.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// What is no picture, or nothing that a page shows, is kept to be downloaded.
func TestWhatIsNotShown(t *testing.T) {
	s := openStore(t)
	whole := asJPEG(t, painting(300, 200))
	for name, content := range map[string][]byte{
		"a.svg":  []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"a.html": []byte("<!doctype html><script>alert(1)</script>"),
		"a.pdf":  []byte("%PDF-1.7\n"),
		"a.zip":  []byte("PK\x03\x04"),
		"a.txt":  []byte("hello"),
		"a.js":   []byte("alert(1)"),
		"a.bin":  whole[:len(whole)/2], // never said that it is a picture
	} {
		d := receive(t, s, content, name)
		if d.File.Type != shared.TypeOther || d.File.Picture() {
			t.Errorf("%s is %+v", name, d.File)
		}
		d.Discard()
	}
	if files := left(t, s); len(files) != 0 {
		t.Errorf("there are %q", files)
	}
}

func TestWhatIsPlayed(t *testing.T) {
	for _, c := range []struct{ name, claim, content, want string }{
		{"a.mp4", "", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video/mp4"},
		{"a.m4a", "", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "audio/mp4"},
		{"voice.m4a", "audio/mp4", "\x00\x00\x00\x1cftypiso5\x00\x00\x02\x00iso5iso6", "audio/mp4"},
		{"a.webm", "", "\x1A\x45\xDF\xA3\x01\x00\x00\x00\x00\x00\x00\x1FB\x86\x81\x01B\x82\x84webm", "video/webm"},
		{"voice.webm", "audio/webm;codecs=opus", "\x1A\x45\xDF\xA3\x01\x00\x00\x00\x00\x00\x00\x1FB\x86\x81\x01B\x82\x84webm", "audio/webm"},
		{"a.mp3", "", "ID3\x03\x00\x00\x00\x00\x00\x00", "audio/mpeg"},
		{"b.mp3", "", "\xFF\xFB\x90\x64\x00\x00", "audio/mpeg"},
		{"a.ogg", "", "OggS\x00\x02", "audio/ogg"},
		{"a.wav", "", "RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"},
		{"a.mp3", "audio/mpeg", "<script>alert(1)</script>", shared.TypeOther},
	} {
		file := shared.File{Name: c.name}
		if _, _, err := openStore(t).inspect([]byte(c.content), Claim{Name: c.name, Type: c.claim}, &file); err != nil || file.Type != c.want {
			t.Errorf("%s is %s, %v; want %s", c.name, file.Type, err, c.want)
		}
	}
}

// ledger is one in memory.
type ledger struct {
	loose  []string
	needed map[string]bool
	fails  error
}

func (l *ledger) Loose(context.Context, int) ([]string, error) { return slices.Clone(l.loose), nil }

func (l *ledger) Needed(_ context.Context, hash string) (bool, error) {
	if l.fails == nil && l.needed[hash] {
		l.loose = slices.DeleteFunc(l.loose, func(one string) bool { return one == hash })
	}
	return l.needed[hash], l.fails
}

func (l *ledger) Settle(_ context.Context, hash string) error {
	l.loose = slices.DeleteFunc(l.loose, func(one string) bool { return one == hash })
	return nil
}

func TestWhatNobodyNeedsIsRemoved(t *testing.T) {
	s := openStore(t)
	large := keep(t, receive(t, s, asPNG(t, painting(1200, 600)), "a.png")) // with its small form
	needed := keep(t, receive(t, s, []byte("hello"), "a.txt"))
	l := &ledger{loose: []string{large.Hash, needed.Hash, strings.Repeat("00", 32)}, needed: map[string]bool{needed.Hash: true}}
	l.fails = errors.New("the database is busy")
	if err := s.Sweep(t.Context(), l); !errors.Is(err, l.fails) || len(left(t, s)) != 3 || len(l.loose) != 3 {
		t.Errorf("%v; there are %q", err, left(t, s))
	}
	l.fails = nil
	if err := s.Sweep(t.Context(), l); err != nil || len(l.loose) != 0 {
		t.Errorf("%v; %q may still be loose", err, l.loose)
	}
	if files := left(t, s); len(files) != 1 || files[0] != s.place(needed.Hash) {
		t.Errorf("there are %q", files)
	}
	if _, err := s.Content(large.Hash); shared.CodeOf(err) != shared.CodeFileNotFound {
		t.Errorf("what was removed is given: %v", err)
	}
}

func TestWhatHasNoOwnerIsNotKept(t *testing.T) {
	s := openStore(t)
	refusal := shared.Errorf(shared.CodeFilesFull, "No.")
	if err := receive(t, s, asPNG(t, painting(1200, 600)), "a.png").Keep(func() error { return refusal }); !errors.Is(err, refusal) {
		t.Errorf("kept: %v", err)
	}
	if files := left(t, s); len(files) != 0 {
		t.Errorf("there are %q", files)
	}
}

// What was on its way when the process died is gone at the next start.
func TestAStoreBeginsWithoutRemains(t *testing.T) {
	s := openStore(t)
	kept := keep(t, receive(t, s, []byte("hello"), "a.txt"))
	receive(t, s, []byte("half"), "b.txt")
	if _, err := Open(s.root); err != nil {
		t.Fatal(err)
	}
	if files := left(t, s); len(files) != 1 || files[0] != s.place(kept.Hash) {
		t.Errorf("there are %q", files)
	}
	if _, err := os.Stat(s.place(kept.Hash)); err != nil {
		t.Error(err)
	}
}
