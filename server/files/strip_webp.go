package files

import (
	"bytes"
	"encoding/binary"
	"slices"
)

const (
	riffHeader = 12 // "RIFF", a size, "WEBP"
	riffChunk  = 8  // a name and a size
	webpEXIF   = 0x08
	webpXMP    = 0x04
	webpMoving = 0x02
)

// webpKept are the chunks that a picture needs.
var webpKept = []string{"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}

// stripWebP copies the chunks that a picture needs.
func stripWebP(content []byte) (parts, error) {
	if len(content) < riffHeader || string(content[:4]) != "RIFF" || string(content[8:riffHeader]) != "WEBP" {
		return parts{}, errDamaged
	}
	end := riffChunk + int64(binary.LittleEndian.Uint32(content[4:]))
	if end > int64(len(content)) || end < riffHeader {
		return parts{}, errDamaged
	}
	found := parts{orientation: 1}
	var out bytes.Buffer
	out.Write(content[:riffHeader])
	for rest := content[riffHeader:end]; len(rest) > 0; {
		if len(rest) < riffChunk {
			return parts{}, errDamaged
		}
		size := int64(binary.LittleEndian.Uint32(rest[4:]))
		size += riffChunk + size%2 // filled up to an even number
		if size > int64(len(rest)) {
			return parts{}, errDamaged
		}
		found.webpChunk(&out, rest[:size])
		rest = rest[size:]
	}
	found.content = out.Bytes()
	binary.LittleEndian.PutUint32(found.content[4:], uint32(out.Len()-riffChunk))
	return found, nil
}

func (p *parts) webpChunk(out *bytes.Buffer, chunk []byte) {
	name := string(chunk[:4])
	if !slices.Contains(webpKept, name) {
		return
	}
	if name == "VP8X" && len(chunk) > riffChunk {
		chunk = bytes.Clone(chunk)
		p.moving = chunk[riffChunk]&webpMoving != 0
		chunk[riffChunk] &^= webpEXIF | webpXMP
	}
	out.Write(chunk)
}
