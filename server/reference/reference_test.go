package reference

import (
	"slices"
	"testing"

	"parley/shared"
)

// What the page tells is what the contract has: each kind with what it means, each
// field by the name it has on the wire.
func TestTheReferenceTellsOfAll(t *testing.T) {
	made, err := Make(map[shared.Code]int{shared.CodeNotMember: 403, shared.CodeNameTaken: 409})
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Commands) != len(shared.CommandKinds()) || len(made.Events) != len(shared.EventKinds()) {
		t.Errorf("it tells of %d commands and %d events", len(made.Commands), len(made.Events))
	}
	for _, kind := range slices.Concat(made.Commands, made.Events) {
		if kind.About == "" || kind.Example == "" {
			t.Errorf("nothing is told of %s: %+v", kind.Kind, kind)
		}
	}
	if want := (shared.CodeReference{Code: shared.CodeNameTaken, Status: 409, About: "equal to another name, or looks like it"}); made.Errors[0] != want {
		t.Errorf("of a taken name it tells %+v", made.Errors[0])
	}
}

func TestFieldsAreTold(t *testing.T) {
	made, err := Make(nil)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(made.Commands, func(k shared.KindReference) bool { return k.Kind == "message.post" })
	posts := made.Commands[at]
	if want := "Asks to post a message to the command's room"; len(posts.About) < len(want) || posts.About[:len(want)] != want {
		t.Errorf("it is told as %q", posts.About)
	}
	for _, want := range []shared.FieldReference{
		{Name: "text", Type: "string"},
		{Name: "files", Type: "array of strings", Optional: true},
		{Name: "action", Type: "boolean", Optional: true, About: "the text tells what its author does"},
	} {
		if !slices.Contains(posts.Fields, want) {
			t.Errorf("there is no %+v in %+v", want, posts.Fields)
		}
	}
	at = slices.IndexFunc(made.Events, func(k shared.KindReference) bool { return k.Kind == "person.added" })
	if !slices.ContainsFunc(made.Events[at].Fields, func(f shared.FieldReference) bool { return f.Name == "person.name" && f.Type == "string" }) {
		t.Errorf("a person is told as %+v", made.Events[at].Fields)
	}
}
