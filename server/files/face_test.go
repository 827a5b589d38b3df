package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"parley/shared"
)

// faceFrom receives a picture of a person, and gives what is kept of it.
func faceFrom(t *testing.T, s *Store, content []byte) (shared.PictureID, []byte, image.Image) {
	t.Helper()
	draft, err := s.ReceiveFace(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if err := draft.Keep(func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	picture := shared.PictureID(draft.File.Hash)
	file, kind, err := s.Face(picture)
	if err != nil || kind != "image/jpeg" {
		t.Fatalf("it is %s (%v)", kind, err)
	}
	defer file.Close()
	kept, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	seen, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckFace(s.root, picture); err != nil {
		t.Error(err)
	}
	return picture, kept, seen
}

// reddish and bluish tell the halves of a painting apart.
func reddish(c color.Color) bool { r, _, b, _ := c.RGBA(); return r > 2*b }
func bluish(c color.Color) bool  { r, _, b, _ := c.RGBA(); return b > 2*r }
func dark(c color.Color) bool    { r, _, b, _ := c.RGBA(); return max(r, b) < 0x8000 }

func TestAFaceIsTheMiddleAndSmall(t *testing.T) {
	s := openStore(t)
	for name, content := range map[string][]byte{
		"wide": asJPEG(t, painting(900, 300)), "tall": asPNG(t, painting(300, 900)), "tiny": asPNG(t, painting(10, 8)), "few colours": asGIF(t, palette(painting(200, 200))),
	} {
		_, kept, seen := faceFrom(t, s, content)
		if size := seen.Bounds().Size(); size != image.Pt(faceSide, faceSide) || len(kept) > 32<<10 {
			t.Errorf("%s: %v in %d bytes", name, size, len(kept))
		}
		if upper := seen.At(40, 40); !reddish(upper) || !dark(upper) || !bluish(seen.At(120, 40)) || dark(seen.At(120, 120)) {
			t.Errorf("%s: not the middle of it", name)
		}
	}
	lying := insert(asJPEG(t, painting(400, 300)), 2, segmentJPEG(0xE1, exif(binary.LittleEndian, 6)))
	_, kept, seen := faceFrom(t, s, lying)
	if !reddish(seen.At(120, 40)) || !dark(seen.At(120, 40)) || !bluish(seen.At(120, 120)) {
		t.Error("it lies on its side")
	}
	if bytes.Contains(kept, []byte(secret)) || bytes.Contains(kept, []byte("Exif")) {
		t.Error("it tells where it was taken")
	}
	_, _, through := faceFrom(t, s, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 50, 50))))
	if r, g, b, _ := through.At(80, 80).RGBA(); min(r, g, b) < 0xF000 {
		t.Error("what one sees through is not white")
	}
	one, _, _ := faceFrom(t, s, asPNG(t, painting(300, 300)))
	if other, _, _ := faceFrom(t, s, asPNG(t, painting(300, 300))); other != one {
		t.Errorf("one picture has the names %s and %s", one, other)
	}
}

func TestWhatIsNoFaceIsRefused(t *testing.T) {
	s := openStore(t)
	huge := asPNG(t, image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(huge[16:], 100_000)
	binary.BigEndian.PutUint32(huge[20:], 100_000)
	fixPNG(huge)
	for name, c := range map[string]struct {
		content []byte
		code    shared.Code
	}{
		"nothing":   {nil, shared.CodeFileEmpty},
		"a text":    {[]byte("hello"), shared.CodeFilePretends},
		"a drawing": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), shared.CodeFilePretends},
		"half":      {asJPEG(t, painting(300, 300))[:2000], shared.CodeFilePretends},
		"a head":    {asPNG(t, painting(30, 30))[:20], shared.CodeFilePretends},
		"too large": {huge, shared.CodePictureTooLarge},
	} {
		if _, err := s.ReceiveFace(bytes.NewReader(c.content)); shared.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.ReceiveFace(iotest.ErrReader(errors.New("cut"))); shared.CodeOf(err) != shared.CodeFileIncomplete {
		t.Errorf("cut off: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(s.root, "*", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind are %v (%v)", left, err)
	}
	if err := CheckFace(s.root, "00aa"); err == nil {
		t.Error("what is not there is checked")
	}
}
