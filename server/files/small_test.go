package files

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"parley/shared"
)

// A small picture has the pixels of what came, fits, and has none of its bytes.
func TestASmallPictureIsMadeAnew(t *testing.T) {
	const hidden = "<script>alert(1)</script>"
	sideways := insert(asJPEG(t, painting(400, 100)), 2, segmentJPEG(markAPP1, exif(binary.LittleEndian, 6)))
	for name, c := range map[string]struct {
		content       []byte
		width, height int
		kind          string
	}{
		"larger":     {append(asJPEG(t, painting(640, 320)), hidden...), 160, 80, "image/jpeg"},
		"higher":     {append(asPNG(t, painting(100, 1600)), hidden...), 10, 160, "image/jpeg"},
		"as it fits": {append(asPNG(t, painting(40, 30)), hidden...), 40, 30, "image/jpeg"},
		"sideways":   {sideways, 40, 160, "image/jpeg"},
	} {
		s := openStore(t)
		d, err := s.ReceiveSmall(bytes.NewReader(c.content), "preview", 160)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f := d.File; f.Width != c.width || f.Height != c.height || f.Type != c.kind || !f.Picture() {
			t.Errorf("%s is %+v", name, f)
		}
		if err := d.Keep(func() error { return nil }); err != nil {
			t.Fatal(err)
		}
		kept, err := s.Content(d.File.Hash)
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(kept)
		kept.Close()
		if bytes.Contains(content, []byte(hidden)) || bytes.Contains(content, []byte("Exif")) {
			t.Errorf("%s has what came", name)
		}
	}
}

func TestWhatIsNoSmallPictureLeavesNothing(t *testing.T) {
	huge := asPNG(t, painting(10, 10))
	copy(huge[16:24], []byte{0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF}) // 65535 by 65535
	fixPNG(huge)
	whole := asJPEG(t, painting(300, 200))
	for name, c := range map[string]struct {
		body io.Reader
		code shared.Code
	}{
		"nothing":               {strings.NewReader(""), shared.CodeFilePretends},
		"a page":                {strings.NewReader("<html><script>alert(1)</script>"), shared.CodeFilePretends},
		"a drawing that acts":   {strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), shared.CodeFilePretends},
		"half a picture":        {bytes.NewReader(whole[:len(whole)/2]), shared.CodeFilePretends},
		"a picture of billions": {bytes.NewReader(huge), shared.CodePictureTooLarge},
		"a line that breaks":    {iotest.ErrReader(fmt.Errorf("gone")), shared.CodeInternal},
	} {
		s := openStore(t)
		if d, err := s.ReceiveSmall(c.body, "preview", 160); shared.CodeOf(err) != c.code || d != nil {
			t.Errorf("%s: %v, want code %q", name, err, c.code)
		}
		if files := left(t, s); len(files) != 0 {
			t.Errorf("%s left %q behind", name, files)
		}
	}
}
