package files

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var errDamaged = errors.New("no picture, or damaged")

// The markers of JPEG that matter here; see ITU T.81, table B.1.
const (
	markSOF0 = 0xC0 // frames: C0 to CF, but for the three below
	markDHT  = 0xC4
	markJPG  = 0xC8
	markDAC  = 0xCC
	markRST0 = 0xD0
	markRST7 = 0xD7
	markSOI  = 0xD8
	markEOI  = 0xD9
	markSOS  = 0xDA
	markAPP0 = 0xE0
	markAPP1 = 0xE1
	markAPP2 = 0xE2
	markAPPE = 0xEE
	markAPPF = 0xEF
	markCOM  = 0xFE
	markTEM  = 0x01
)

// jpegWalk goes through the segments of a JPEG, and copies those that the
// picture needs. What its camera told of place and time is in the others, and
// what somebody put behind the end is behind the end.
type jpegWalk struct {
	rest  []byte
	out   bytes.Buffer
	found parts
	wrote bool // whether the orientation is written
}

func stripJPEG(content []byte) (parts, error) {
	if len(content) < 2 || content[0] != 0xFF || content[1] != markSOI {
		return parts{}, errDamaged
	}
	w := &jpegWalk{rest: content[2:], found: parts{orientation: 1}}
	w.out.Write(content[:2])
	for {
		ended, err := w.segment()
		if err != nil {
			return parts{}, err
		}
		if ended {
			w.found.content = w.out.Bytes()
			return w.found, nil
		}
	}
}

// segment takes the next one.
func (w *jpegWalk) segment() (ended bool, err error) {
	for len(w.rest) > 1 && w.rest[0] == 0xFF && w.rest[1] == 0xFF {
		w.rest = w.rest[1:] // filled up
	}
	if len(w.rest) < 2 || w.rest[0] != 0xFF {
		return false, errDamaged
	}
	mark := w.rest[1]
	if mark == markEOI {
		w.out.Write(w.rest[:2])
		return true, nil
	}
	if mark == markTEM || mark >= markRST0 && mark <= markRST7 {
		w.out.Write(w.rest[:2])
		w.rest = w.rest[2:]
		return false, nil
	}
	if len(w.rest) < 4 {
		return false, errDamaged
	}
	length := 2 + int(binary.BigEndian.Uint16(w.rest[2:]))
	if length < 4 || length > len(w.rest) {
		return false, errDamaged
	}
	whole, body := w.rest[:length], w.rest[4:length]
	w.rest = w.rest[length:]
	w.take(mark, whole, body)
	if mark == markSOS {
		return false, w.scan()
	}
	return false, nil
}

func (w *jpegWalk) take(mark byte, whole, body []byte) {
	switch {
	case mark == markAPP1:
		if tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && w.found.orientation == 1 {
			w.found.orientation = orientationOf(tiff)
		}
	case mark == markAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && !w.wrote:
		w.out.Write(whole)
	case mark == markAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")),
		mark == markAPPE && bytes.HasPrefix(body, []byte("Adobe")):
		w.out.Write(whole)
	case mark >= markAPP0 && mark <= markAPPF, mark == markCOM:
	default:
		w.frame(mark, body)
		w.orient()
		w.out.Write(whole)
	}
}

// orient writes, before the picture itself, which way it is up: all that is
// left of what the camera told.
func (w *jpegWalk) orient() {
	if w.found.orientation > 1 && !w.wrote {
		w.out.Write(orientationOnly(w.found.orientation))
	}
	w.wrote = true
}

// frame works out what decoding takes: a byte for each sample, and four more
// where the picture comes in several passes.
func (w *jpegWalk) frame(mark byte, body []byte) {
	const fixed, each = 6, 3
	if mark&0xF0 != markSOF0 || mark == markDHT || mark == markJPG || mark == markDAC || len(body) < fixed+each {
		return
	}
	samples, widest, highest := 0, 1, 1
	for c := fixed; c+each <= len(body) && c < fixed+each*int(body[fixed-1]); c += each {
		across, down := int(body[c+1]>>4), int(body[c+1]&0x0F)
		samples += across * down
		widest, highest = max(widest, across), max(highest, down)
	}
	perSample := quarter
	if mark == 0xC2 {
		perSample *= 5
	}
	w.found.memory = max(1, samples*perSample/(widest*highest))
}

// scan copies the coded pixels, up to the next marker that ends them.
func (w *jpegWalk) scan() error {
	for at := 0; at+1 < len(w.rest); at++ {
		if w.rest[at] != 0xFF {
			continue
		}
		if next := w.rest[at+1]; next != 0 && next != 0xFF && (next < markRST0 || next > markRST7) {
			w.out.Write(w.rest[:at])
			w.rest = w.rest[at:]
			return nil
		}
	}
	return errDamaged
}
