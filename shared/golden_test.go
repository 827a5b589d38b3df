package shared

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each kind has a golden file, which is the wire form of one example: what is
// decoded from it encodes to it again.

func TestGoldenEvents(t *testing.T) {
	for kind, data := range golden(t, "event", EventKinds()) {
		var e Event
		if err := json.Unmarshal(data, &e); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if _, unknown := e.Body.(Unknown); unknown || e.Kind() != kind {
			t.Errorf("%s was read as %T", kind, e.Body)
		}
		servers := kind == MessagePreviewed{}.Kind() // what the server does, nobody did
		if e.Seq == 0 || (e.By == "") != servers || e.At == 0 || !e.Command.Valid() {
			t.Errorf("%s: the example leaves something out: %+v", kind, e)
		}
		encodesTo(t, e, data)
	}
}

func TestGoldenCommands(t *testing.T) {
	for kind, data := range golden(t, "command", CommandKinds()) {
		var c Command
		if err := json.Unmarshal(data, &c); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if c.Kind() != kind {
			t.Errorf("%s was read as %T", kind, c.Body)
		}
		if err := c.Validate(); err != nil {
			t.Errorf("%s: the example is not valid: %v", kind, err)
		}
		encodesTo(t, c, data)
	}
}

// golden reads the file of each kind, and names those that are missing and those
// that belong to no kind.
func golden(t *testing.T, what string, kinds []Kind) map[Kind][]byte {
	t.Helper()
	examples := map[Kind][]byte{}
	for _, kind := range kinds {
		path := filepath.Join("testdata", what, string(kind)+".json")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%s is missing: put an example of the %s there", path, what)
			continue
		}
		examples[kind] = data
	}
	files, err := filepath.Glob(filepath.Join("testdata", what, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		kind := Kind(strings.TrimSuffix(filepath.Base(file), ".json"))
		if !slices.Contains(kinds, kind) {
			t.Errorf("%s: there is no %s of that kind", file, what)
		}
	}
	return examples
}

// encodesTo compares as one line: files are written to be read.
func encodesTo(t *testing.T, v any, want []byte) {
	t.Helper()
	got, err := encode(v)
	if err != nil {
		t.Error(err)
		return
	}
	var line bytes.Buffer
	if err := json.Compact(&line, want); err != nil {
		t.Error(err)
		return
	}
	if !bytes.Equal(got, line.Bytes()) {
		t.Errorf("encoded as\n%s\nthe golden file is\n%s", got, line.Bytes())
	}
}
