package files

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"os"
	"testing"
)

// secret is what a picture must not tell.
const secret = "52.5200 N 13.4050 E"

// fixPNG makes the checksum of a PNG's first chunk right.
func fixPNG(content []byte) {
	binary.BigEndian.PutUint32(content[29:], crc32.ChecksumIEEE(content[12:29]))
}

func chunkPNG(name, body string) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

func segmentJPEG(mark byte, body string) []byte {
	segment := []byte{0xFF, mark}
	return append(binary.BigEndian.AppendUint16(segment, uint16(len(body)+2)), body...)
}

// exif is a camera's: which way is up, in either order of bytes, and the rest.
func exif(order binary.AppendByteOrder, orientation int) string {
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		tiff = []byte("MM\x00*\x00\x00\x00\x08")
	}
	tiff = order.AppendUint16(tiff, 2)
	entry := func(tag, kind uint16, count uint32, value uint16) {
		tiff = order.AppendUint16(order.AppendUint16(tiff, tag), kind)
		tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, count), value), 0)
	}
	entry(0x0110, 2, 1, 'x')
	entry(tagOrientation, tiffShort, 1, uint16(orientation))
	return "Exif\x00\x00" + string(tiff) + "\x00\x00\x00\x00" + secret
}

// insert puts more behind the first so many bytes of content.
func insert(content []byte, at int, more ...[]byte) []byte {
	all := bytes.Clone(content[:at])
	for _, m := range more {
		all = append(all, m...)
	}
	return append(all, content[at:]...)
}

func TestPicturesTellNothingOfTheirCamera(t *testing.T) {
	plainJPEG, plainPNG, plainGIF := asJPEG(t, painting(300, 200)), asPNG(t, painting(300, 200)), asGIF(t, palette(painting(300, 200)))
	webp := withVP8X(t)
	profile := "ICC_PROFILE\x00\x01\x01kept"
	for name, content := range map[string][]byte{
		"jpeg": append(insert(plainJPEG, 2, segmentJPEG(markAPP1, exif(binary.LittleEndian, 1)), segmentJPEG(markAPP1, "http://ns.adobe.com/xap/1.0/\x00"+secret),
			segmentJPEG(markAPP2, profile), segmentJPEG(markAPP2, "MPF\x00"+secret), segmentJPEG(0xED, "Photoshop 3.0\x00"+secret), segmentJPEG(markCOM, secret)), "PK\x03\x04"+secret...),
		"png": append(insert(plainPNG, 33, chunkPNG("tEXt", "Place\x00"+secret), chunkPNG("eXIf", exif(binary.BigEndian, 1)[6:]), chunkPNG("gAMA", "\x00\x01\x86\xa0")), secret...),
		"gif": append(insert(plainGIF, gifHeader+colours(plainGIF[10]), append(append([]byte{gifExtension, 0xFE, byte(len(secret))}, secret...), 0),
			append(append([]byte("\x21\xFF\x0BXMP DataXMP"), byte(len(secret))), append([]byte(secret), 0)...),
			[]byte("\x21\xFF\x0BNETSCAPE2.0\x03\x01\x00\x00\x00")), secret...),
		"webp": append(webp, secret...),
	} {
		s := openStore(t)
		file := keep(t, receive(t, s, content, "a."+name))
		got := contentOf(t, s, file)
		if bytes.Contains(got, []byte("13.4050")) || !bytes.Contains(content, []byte("13.4050")) {
			t.Errorf("%s tells where it was taken", name)
		}
		picture, format, err := image.Decode(bytes.NewReader(got))
		if err != nil || format != name || picture.Bounds().Dx() != file.Width || picture.Bounds().Dy() != file.Height {
			t.Errorf("%s became %s, %+v, %v", name, format, file, err)
			continue
		}
		if name != "webp" {
			looksLike(t, name, picture, 1)
		}
		for kind, kept := range map[string]string{"jpeg": profile, "png": "gAMA", "gif": "NETSCAPE2.0"} {
			if name == kind && !bytes.Contains(got, []byte(kept)) {
				t.Errorf("%s lost %s", name, kept)
			}
		}
	}
}

func TestPicturesAreUpright(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			name := fmt.Sprintf("%d by %v", orientation, order)
			s := openStore(t)
			content := insert(asJPEG(t, painting(900, 450)), 2, segmentJPEG(markAPP1, exif(order, orientation)))
			file := keep(t, receive(t, s, content, "a.jpg"))
			w, h := 900, 450
			if orientation > 4 {
				w, h = h, w
			}
			if file.Width != w || file.Height != h {
				t.Errorf("%s: %d by %d", name, file.Width, file.Height)
			}
			small, _, err := s.Thumbnail(file)
			if err != nil {
				t.Fatal(err)
			}
			picture, _, err := image.Decode(small)
			small.Close()
			if err != nil {
				t.Fatal(err)
			}
			looksLike(t, name, picture, orientation)
			again, err := stripJPEG(contentOf(t, s, file))
			if err != nil || again.orientation != orientation {
				t.Errorf("%s: the picture is kept as %d, %v", name, again.orientation, err)
			}
		}
	}
}

// withVP8X is a WebP of one pixel that has an EXIF.
func withVP8X(t *testing.T) []byte {
	t.Helper()
	lossless := "VP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00" // 1 by 1
	riff := func(name, body string) string {
		return name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
	}
	chunks := riff("VP8X", string([]byte{webpEXIF | webpXMP, 0, 0, 0, 0, 0, 0, 0, 0, 0})) + lossless + riff("EXIF", secret+"!") + riff("XMP ", secret+"!")
	return []byte(riff("RIFF", "WEBP"+chunks))
}

// FuzzInspect: whatever comes, it is refused or is what it is said to be, and
// what is kept stays as it is when it comes again.
func FuzzInspect(f *testing.F) {
	f.Add(asJPEG(f, painting(20, 10)), "a.jpg")
	f.Add(asPNG(f, painting(20, 10)), "a.png")
	f.Add(asGIF(f, painting(20, 10)), "a.gif")
	f.Add([]byte("RIFF\x04\x00\x00\x00WEBP"), "a.webp")
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x10Exif\x00\x00MM\x00*\x00\x00\x00\x08"), "a")
	s := openStore(f)
	f.Fuzz(func(t *testing.T, content []byte, name string) {
		d, err := s.Receive(bytes.NewReader(content), Claim{Name: name})
		if err != nil {
			return
		}
		defer d.Discard()
		if d.File.Picture() != (d.File.Width > 0) {
			t.Errorf("it is %+v", d.File)
		}
		again, err := s.Receive(bytes.NewReader(mustRead(t, d.path)), Claim{Name: name})
		if err != nil {
			t.Fatalf("what was kept is refused: %v", err)
		}
		defer again.Discard()
		if again.File != d.File {
			t.Errorf("it was %+v, and then %+v", d.File, again.File)
		}
	})
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
