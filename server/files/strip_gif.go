package files

import (
	"bytes"
)

// The blocks of GIF; see GIF89a, appendix A.
const (
	gifHeader    = 13 // signature and logical screen
	gifImage     = 10 // an image's descriptor
	gifExtension = 0x21
	gifPicture   = 0x2C
	gifTrailer   = 0x3B
	gifControl   = 0xF9
	gifApp       = 0xFF
)

// gifWalk goes through the blocks of a GIF, and copies those that the picture
// needs: not comments, nor what programs put down about it.
type gifWalk struct {
	rest []byte
	out  bytes.Buffer
}

func stripGIF(content []byte) (parts, error) {
	if len(content) < gifHeader || string(content[:4]) != "GIF8" {
		return parts{}, errDamaged
	}
	w := &gifWalk{rest: content}
	if !w.copy(gifHeader + colours(content[10])) {
		return parts{}, errDamaged
	}
	for {
		if len(w.rest) == 0 || w.rest[0] == gifTrailer {
			w.out.WriteByte(gifTrailer) // some programs leave it out
			return parts{content: w.out.Bytes(), orientation: 1}, nil
		}
		if !w.block() {
			return parts{}, errDamaged
		}
	}
}

// colours is how long the table is that a packed field tells of.
func colours(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// block takes the next one; false where it is cut off or none.
func (w *gifWalk) block() bool {
	switch {
	case w.rest[0] == gifPicture && len(w.rest) > gifImage:
		const codeSize = 1
		return w.copy(gifImage+colours(w.rest[gifImage-1])+codeSize) && w.data(true)
	case w.rest[0] == gifExtension && len(w.rest) > 2:
		kept := w.rest[1] == gifControl || w.rest[1] == gifApp && w.loops()
		if kept {
			return w.copy(2) && w.data(true)
		}
		w.rest = w.rest[2:]
		return w.data(false)
	}
	return false
}

// loops reports whether an application's block says how often the picture runs.
func (w *gifWalk) loops() bool {
	const before = 3 // introducer, label, length
	name := w.rest[min(before, len(w.rest)):]
	return bytes.HasPrefix(name, []byte("NETSCAPE2.0")) || bytes.HasPrefix(name, []byte("ANIMEXTS1.0"))
}

// data takes sub-blocks, to the empty one that ends them.
func (w *gifWalk) data(kept bool) bool {
	for len(w.rest) > 0 {
		length := 1 + int(w.rest[0])
		if length > len(w.rest) {
			return false
		}
		if kept {
			w.out.Write(w.rest[:length])
		}
		w.rest = w.rest[length:]
		if length == 1 {
			return true
		}
	}
	return false
}

func (w *gifWalk) copy(n int) bool {
	if n > len(w.rest) {
		return false
	}
	w.out.Write(w.rest[:n])
	w.rest = w.rest[n:]
	return true
}
