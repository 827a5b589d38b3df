package files

import (
	"bytes"
	"image"
	"io"

	"parley/shared"
)

// ReceiveSmall takes in a picture, and keeps another one that is made of its pixels
// and fits into a square of so many: nothing of what came is kept. It refuses what
// is no picture, or too large to be looked at. The reader bounds how much comes.
func (s *Store) ReceiveSmall(body io.Reader, name string, side int) (*Draft, error) {
	content, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	small, err := s.small(content, side)
	if err != nil {
		return nil, refusalOf(err, name)
	}
	return s.Receive(bytes.NewReader(small), Claim{Name: name})
}

func (s *Store) small(content []byte, side int) ([]byte, error) {
	<-s.looking
	defer func() { s.looking <- struct{}{} }()
	p, decoded, err := pixelsOf(content)
	if err != nil {
		return nil, err
	}
	width, height := decoded.Bounds().Dx(), decoded.Bounds().Dy()
	if p.orientation > 4 { // it lies on its side
		width, height = height, width
	}
	w, h := shared.Fit(width, height, side, side)
	return p.anew(decoded, w, h)
}

// pixelsOf takes a picture apart, where that is not too much to ask; what is none is
// errDamaged.
func pixelsOf(content []byte) (p parts, decoded image.Image, err error) {
	strip, known := strippers[typeOf(content[:min(len(content), sniffBytes)])]
	if !known {
		return p, nil, errDamaged
	}
	if p, err = strip(content); err != nil {
		return p, nil, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(p.content))
	if err == nil {
		err = p.affordable(config)
	}
	if err == nil {
		decoded, err = decode(p.content)
	}
	return p, decoded, err
}
