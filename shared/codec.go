package shared

import (
	"bytes"
	"encoding/json"
)

// kinds is a table from a kind's name to the decoder of its body.
type kinds[B any] struct {
	names  []Kind
	decode map[Kind]func([]byte) (B, error)
}

type entry[B any] struct {
	kind   Kind
	decode func([]byte) (B, error)
}

func table[B any](entries ...entry[B]) kinds[B] {
	t := kinds[B]{decode: make(map[Kind]func([]byte) (B, error), len(entries))}
	for _, e := range entries {
		t.names = append(t.names, e.kind)
		t.decode[e.kind] = e.decode
	}
	return t
}

// EncodeBody gives the JSON of a body alone, as the log stores it.
func EncodeBody(body any) (json.RawMessage, error) { return encode(body) }

// encode marshals without escaping <, > and &, which JSON does not ask for:
// what goes into HTML is escaped where it goes there.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
