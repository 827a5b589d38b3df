package files

import (
	"bytes"
	"encoding/binary"
	"slices"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that a picture needs: what it looks like, and how it
// moves. Texts, times and EXIF are in others.
var pngKept = []string{
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
}

// stripPNG copies the chunks that a picture needs, up to its end.
func stripPNG(content []byte) (parts, error) {
	const around = 12 // a chunk's length, name and checksum
	rest, ok := bytes.CutPrefix(content, []byte(pngSignature))
	if !ok {
		return parts{}, errDamaged
	}
	out := bytes.NewBufferString(pngSignature)
	for len(rest) >= around {
		length := int64(binary.BigEndian.Uint32(rest)) + around
		if length > int64(len(rest)) {
			return parts{}, errDamaged
		}
		name := string(rest[4:8])
		if slices.Contains(pngKept, name) {
			out.Write(rest[:length])
		}
		if name == "IEND" {
			return parts{content: out.Bytes(), orientation: 1}, nil
		}
		rest = rest[length:]
	}
	return parts{}, errDamaged
}
