package shared

import (
	"reflect"
	"slices"
	"testing"
)

// The compiler asks for a visitor's method, not for a place in the table, where
// a kind has to be for its body to be read.

func TestEveryEventThatIsVisitedIsRead(t *testing.T) {
	read := bodies(t, eventKinds)
	visited := visitedBy[EventVisitor]()
	same(t, "event", read, slices.DeleteFunc(visited, func(body string) bool { return body == "Unknown" }))
}

func TestEveryCommandThatIsVisitedIsRead(t *testing.T) {
	same(t, "command", bodies(t, commandKinds), visitedBy[CommandVisitor]())
}

// What changes a message shows before the server has answered where its command
// says what it becomes.
func TestEveryChangeOfAMessageIsWhatACommandBecomes(t *testing.T) {
	var becomes []Kind
	for _, body := range bodies(t, commandKinds) {
		if c, ok := body.(MessageCommand); ok {
			becomes = append(becomes, c.Becomes().Kind())
		}
	}
	for _, kind := range changesOfAMessage(t) {
		if !slices.Contains(becomes, kind) {
			t.Errorf("%s changes a message, but no command Becomes it", kind)
		}
	}
}

func changesOfAMessage(t *testing.T) (kinds []Kind) {
	t.Helper()
	for _, body := range bodies(t, eventKinds) {
		if _, ok := body.(MessageChange); ok {
			kinds = append(kinds, body.Kind())
		}
	}
	return kinds
}

// bodies are one of each kind in a table, with nothing in it.
func bodies[B interface{ Kind() Kind }](t *testing.T, table kinds[B]) map[string]B {
	t.Helper()
	all := map[string]B{}
	for _, kind := range table.names {
		body, err := table.decode[kind]([]byte("{}"))
		if err != nil || body.Kind() != kind {
			t.Fatalf("%s is read as %T, %v", kind, body, err)
		}
		all[reflect.TypeOf(body).Name()] = body
	}
	if len(all) != len(table.names) {
		t.Errorf("a kind is in the table twice: %v", table.names)
	}
	return all
}

// visitedBy are the types of body that a visitor has a method for.
func visitedBy[Visitor any]() (types []string) {
	visitor := reflect.TypeFor[Visitor]()
	for i := range visitor.NumMethod() {
		types = append(types, visitor.Method(i).Type.In(1).Name())
	}
	return types
}

func same[B any](t *testing.T, what string, read map[string]B, visited []string) {
	t.Helper()
	for _, body := range visited {
		if _, ok := read[body]; !ok {
			t.Errorf("%s is in the visitor of each %s, but not in the table of kinds", body, what)
		}
	}
	for body := range read {
		if !slices.Contains(visited, body) {
			t.Errorf("%s is in the table of kinds, but not in the visitor of each %s", body, what)
		}
	}
}
