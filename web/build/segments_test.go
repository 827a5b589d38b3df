package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// moduleOf is a module with some data and a section before and after it.
func moduleOf(segments []segment) []byte {
	module := []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x01\x0b")
	content := encodeSegments(segments)
	module = binary.AppendUvarint(module, uint64(len(content)))
	return append(append(module, content...), 0, 2, 1, 'x')
}

// memoryOf is what a module's data puts into memory.
func memoryOf(t *testing.T, module []byte) (memory []byte, segments int) {
	t.Helper()
	r := reader{module[wasmHead:]}
	for len(r.rest) > 0 {
		id, content := r.byte(), r.bytes(r.number())
		if id != dataSection {
			continue
		}
		for _, s := range decodeSegments(reader{content}) {
			memory = append(memory, make([]byte, max(0, s.address+len(s.data)-len(memory)))...)
			copy(memory[s.address:], s.data)
			segments++
		}
	}
	return memory, segments
}

func TestMergedDataIsTheSame(t *testing.T) {
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 0))
		var segments []segment
		address := random.IntN(5000)
		for range random.IntN(40) {
			data := make([]byte, 1+random.IntN(200))
			for i := range data {
				data[i] = byte(random.IntN(3))
			}
			segments = append(segments, segment{address, data})
			address += len(data) + random.IntN(2*hole)*random.IntN(2)
		}
		module := moduleOf(segments)
		merged, err := mergeData(module)
		if err != nil {
			t.Fatal(err)
		}
		before, many := memoryOf(t, module)
		after, few := memoryOf(t, merged)
		if !bytes.Equal(before, after) || few > many {
			t.Fatalf("seed %d: %d segments became %d, and %d bytes of memory %d", seed, many, few, len(before), len(after))
		}
		if !bytes.HasSuffix(merged, []byte{0, 2, 1, 'x'}) || !bytes.HasPrefix(merged, module[:13]) {
			t.Fatalf("seed %d: the other sections are %q", seed, merged)
		}
	}
}

func TestWhatIsNearIsMerged(t *testing.T) {
	got := merge([]segment{{8, []byte{1}}, {9, []byte{2}}, {12, []byte{3}}, {13 + hole, []byte{4}}})
	if len(got) != 2 || !bytes.Equal(got[0].data, []byte{1, 2, 0, 0, 3}) || got[1].address != 13+hole {
		t.Errorf("got %v", got)
	}
}

func TestOnlyModulesAreMerged(t *testing.T) {
	whole := moduleOf([]segment{{1 << 20, []byte("hello")}})
	for n := range len(whole) {
		if _, err := mergeData(whole[:n]); err == nil && n > wasmHead && n < len(whole)-4 && n != 13 {
			t.Errorf("%d bytes of a module were taken for a whole one", n)
		}
	}
}
