package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"

	"parley/shared"
)

const (
	faceSide    = 160 // of a person's picture, in pixels: the largest that shows, on a fine screen
	faceQuality = 85  // of JPEG, from 1 to 100
	faceType    = "image/jpeg"
)

// ReceiveFace takes in a picture of a person, and keeps the middle of it: square,
// small, and made anew from its pixels, so that nothing is left of the file that
// came. It refuses as Receive does, and with CodeFilePretends what is no picture.
func (s *Store) ReceiveFace(body io.Reader) (*Draft, error) {
	content, err := io.ReadAll(&limited{from: body, left: shared.MaxFileBytes})
	if err != nil {
		return nil, err
	}
	if len(content) == 0 {
		return nil, shared.Errorf(shared.CodeFileEmpty, "Choose a picture first.")
	}
	small, err := s.face(content)
	if err != nil {
		return nil, err
	}
	in, err := os.CreateTemp(filepath.Join(s.root, incoming), "face-")
	if err != nil {
		return nil, told(err)
	}
	defer in.Close()
	sum := sha256.Sum256(small)
	draft := &Draft{store: s, path: in.Name(), File: shared.File{
		Hash: hex.EncodeToString(sum[:]), Size: int64(len(small)), Type: faceType, Width: faceSide, Height: faceSide,
	}}
	if _, err = in.Write(small); err == nil {
		err = in.Sync()
	}
	if err != nil {
		draft.Discard()
		return nil, told(err)
	}
	return draft, nil
}

// face looks at one picture at a time: each takes much memory.
func (s *Store) face(content []byte) ([]byte, error) {
	<-s.looking
	defer func() { s.looking <- struct{}{} }()
	small, err := faceOf(content)
	if err != nil {
		return nil, refusalOf(err, "It")
	}
	return small, nil
}

func faceOf(content []byte) ([]byte, error) {
	p, decoded, err := pixelsOf(content)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(square(decoded), p.orientation), &jpeg.Options{Quality: faceQuality})
	return out.Bytes(), err
}

// square gives the middle of an image at faceSide, on white where one sees through
// it. What is smaller than that is drawn larger.
func square(from image.Image) *image.RGBA {
	bounds := from.Bounds()
	side := min(bounds.Dx(), bounds.Dy())
	at := bounds.Min.Add(image.Pt((bounds.Dx()-side)/2, (bounds.Dy()-side)/2))
	small := average(part(from, image.Rectangle{Min: at, Max: at.Add(image.Pt(side, side))}), faceSide, faceSide)
	face := image.NewRGBA(small.Rect)
	draw.Draw(face, face.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(face, face.Rect, small, image.Point{}, draw.Over)
	return face
}

// part is a part of an image, which is not copied.
func part(from image.Image, of image.Rectangle) image.Image {
	if whole, ok := from.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok {
		return whole.SubImage(of)
	}
	return window{from, of}
}

// window is a part of an image that gives none by itself.
type window struct {
	image.Image
	of image.Rectangle
}

func (w window) Bounds() image.Rectangle { return w.of }

// Face opens a person's picture, and gives its type; the reader closes it.
func (s *Store) Face(picture shared.PictureID) (*os.File, string, error) {
	content, err := s.Content(string(picture))
	return content, faceType, err
}

// CheckFace holds the content of a person's picture in a folder to its name.
func CheckFace(root string, picture shared.PictureID) error {
	content, _, err := (&Store{root: root}).Face(picture)
	if err != nil {
		return err
	}
	defer content.Close()
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	return Check(root, shared.File{Hash: string(picture), Size: size})
}
