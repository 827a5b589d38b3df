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
	strip, known := strippers[typeOf(content[:min(len(content), sniffBytes)])]
	if !known {
		return nil, errDamaged
	}
	<-s.looking
	defer func() { s.looking <- struct{}{} }()
	p, err := strip(content)
	if err != nil {
		return nil, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(p.content))
	if err == nil {
		err = p.affordable(config)
	}
	if err != nil {
		return nil, err
	}
	decoded, err := decode(p.content)
	if err != nil {
		return nil, err
	}
	width, height := config.Width, config.Height
	if p.orientation > 4 { // it lies on its side
		width, height = height, width
	}
	w, h := shared.Fit(width, height, side, side)
	return p.anew(decoded, w, h)
}
