package files

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decodes it
	"image/jpeg"
	"image/png"

	_ "golang.org/x/image/webp" // decodes it

	"parley/shared"
)

const (
	// pictureMemory is how much a picture may take while it is looked at, in
	// bytes. A file of some kilobytes can ask for gigabytes.
	pictureMemory = 256 << 20
	smallQuality  = 80 // of JPEG, from 1 to 100
)

// seen is what there is to know of a picture.
type seen struct {
	content       []byte // without what its camera told
	width, height int    // as it is seen
	small         []byte // nil where the picture is small by itself
}

// parts are a picture's bytes taken apart.
type parts struct {
	content     []byte
	orientation int  // as EXIF numbers it: 1 is upright
	memory      int  // bytes for each pixel, in quarters; 0 where the colours tell
	moving      bool // it is a film that the decoder doesn't know
}

const quarter = 4

// strippers take the bytes of each type apart.
var strippers = map[string]func([]byte) (parts, error){
	"image/jpeg": stripJPEG, "image/png": stripPNG, "image/gif": stripGIF, "image/webp": stripWebP,
}

// seePicture looks at a picture. A refusal is a *shared.Error; any other error
// says that it is none, or damaged.
func seePicture(content []byte, mediaType string) (seen, error) {
	p, err := strippers[mediaType](content)
	if err != nil {
		return seen{}, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(p.content))
	if err != nil {
		return seen{}, err
	}
	if err := p.affordable(config); err != nil {
		return seen{}, err
	}
	s := seen{content: p.content, width: config.Width, height: config.Height}
	if p.orientation > 4 { // it lies on its side
		s.width, s.height = s.height, s.width
	}
	decoded, err := decode(p.content)
	if err != nil {
		if p.moving {
			return s, nil
		}
		return seen{}, err
	}
	s.small, err = p.shrink(decoded, s.width, s.height)
	return s, err
}

// affordable refuses pictures that are too large to be looked at, here or by
// whom they are for.
func (p parts) affordable(config image.Config) error {
	if config.Width <= 0 || config.Height <= 0 {
		return errDamaged
	}
	pixels := int64(config.Width) * int64(config.Height)
	perPixel := int64(p.memory)
	if perPixel == 0 {
		perPixel = quarter * bytesOf(config.ColorModel)
	}
	if pixels > shared.MaxPicturePixels || pixels*perPixel/quarter > pictureMemory {
		return shared.Errorf(shared.CodePictureTooLarge, "The picture is too large: %d × %d pixels. There can be %d million.",
			config.Width, config.Height, shared.MaxPicturePixels/1_000_000)
	}
	return nil
}

// bytesOf is how much the decoders need for a pixel of those colours.
func bytesOf(model color.Model) int64 {
	switch model {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, paletted := model.(color.Palette); paletted {
		return 1
	}
	return 4
}

// decode takes the pixels out. What a decoder does not expect is damaged.
func decode(content []byte) (decoded image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			decoded, err = nil, fmt.Errorf("%w: %v", errDamaged, p)
		}
	}()
	decoded, _, err = image.Decode(bytes.NewReader(content))
	return decoded, err
}

// shrink gives the picture at the size of a timeline, upright; nil where it is
// no larger, or takes no less.
func (p parts) shrink(decoded image.Image, width, height int) ([]byte, error) {
	w, h := shared.Fit(width, height, shared.PictureWidth*shared.ThumbnailScale, shared.PictureHeight*shared.ThumbnailScale)
	if w == width && h == height {
		return nil, nil
	}
	small, err := p.anew(decoded, w, h)
	if err != nil || len(small) >= len(p.content) {
		return nil, err
	}
	return small, nil
}

// anew makes another picture of the pixels: upright, and w by h, which is no larger.
func (p parts) anew(decoded image.Image, w, h int) ([]byte, error) {
	if p.orientation > 4 {
		w, h = h, w
	}
	small := upright(average(decoded, w, h), p.orientation)
	var out bytes.Buffer
	var err error
	if small.Opaque() {
		err = jpeg.Encode(&out, small, &jpeg.Options{Quality: smallQuality})
	} else {
		err = png.Encode(&out, small)
	}
	return out.Bytes(), err
}
