package main

import (
	"encoding/binary"
	"slices"
)

// segment is data that lies in memory from an address on.
type segment struct {
	address int
	data    []byte
}

// hole is how many zeroes lie between two segments at least, in bytes.
const hole = 1 << 10

// mergeData joins the segments of a module's data over the zeroes between them.
// The linker cuts the data into a hundred thousand, to leave a few zeroes out at
// each; but zeroes cost nothing once they are compressed, and addresses do: this
// is 100 KB of the download, and what the module puts into memory is the same.
func mergeData(module []byte) (merged []byte, err error) {
	defer func() {
		if recover() != nil { // a number or a part that runs past the end
			err = errNotWasm
		}
	}()
	r := reader{module}
	merged = slices.Clone(r.bytes(wasmHead))
	for len(r.rest) > 0 {
		id, content := r.byte(), r.bytes(r.number())
		if id == dataSection {
			content = encodeSegments(merge(decodeSegments(reader{content})))
		}
		merged = append(merged, id)
		merged = binary.AppendUvarint(merged, uint64(len(content)))
		merged = append(merged, content...)
	}
	return merged, nil
}

// merge joins segments, which come in the order of their addresses.
func merge(segments []segment) (merged []segment) {
	for _, next := range segments {
		if len(merged) > 0 {
			last := &merged[len(merged)-1]
			if gap := next.address - last.address - len(last.data); gap >= 0 && gap < hole {
				last.data = append(append(last.data, make([]byte, gap)...), next.data...)
				continue
			}
		}
		merged = append(merged, segment{next.address, slices.Clone(next.data)})
	}
	return merged
}

// The parts of a segment of the one memory, whose address is a constant:
// WebAssembly's core specification, 5.5.14.
const (
	active   = 0
	constant = 0x41 // i32.const
	end      = 0x0b
)

func decodeSegments(r reader) []segment {
	segments := make([]segment, r.number())
	for i := range segments {
		if r.byte() != active || r.byte() != constant {
			panic("a segment that is no constant place in the one memory")
		}
		address := r.signed()
		r.byte() // end
		segments[i] = segment{address, r.bytes(r.number())}
	}
	return segments
}

func encodeSegments(segments []segment) []byte {
	content := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		content = appendSigned(append(content, active, constant), s.address)
		content = binary.AppendUvarint(append(content, end), uint64(len(s.data)))
		content = append(content, s.data...)
	}
	return content
}

// signed reads a signed LEB128 of 32 bits, which is how addresses are written;
// those over 2 GiB come out negative.
func (r *reader) signed() (n int) {
	for shift := 0; ; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
}

func appendSigned(content []byte, n int) []byte {
	for n < -0x40 || n >= 0x40 {
		content = append(content, byte(n)|0x80)
		n >>= 7
	}
	return append(content, byte(n)&0x7f)
}
