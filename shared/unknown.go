package shared

import "encoding/json"

// Unknown is an event whose kind this build does not know: it was written by a
// newer server. It keeps its body, so that it can be carried on unharmed.
type Unknown struct {
	Name Kind
	Raw  json.RawMessage
}

// Kind gives the name it came with.
func (u Unknown) Kind() Kind { return u.Name }

// Visit calls v.Unknown.
func (u Unknown) Visit(e Event, v EventVisitor) error { return v.Unknown(e, u) }

// MarshalJSON gives the body back as it came.
func (u Unknown) MarshalJSON() ([]byte, error) {
	if len(u.Raw) == 0 {
		return []byte("null"), nil
	}
	return u.Raw, nil
}

func (Unknown) sealedEvent() {}
