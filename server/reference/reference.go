package reference

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"parley/shared"
)

// Make gives the reference of this build's contract, but for where the server is.
// Statuses are those that errors are told with.
func Make(statuses map[shared.Code]int) (shared.Reference, error) {
	c, err := readComments()
	if err != nil {
		return shared.Reference{}, err
	}
	made := shared.Reference{Examples: examples(), Errors: c.errors(statuses)}
	made.Commands, err = c.kinds("command", shared.CommandKinds(), func(data []byte) (any, error) {
		var command shared.Command
		err := json.Unmarshal(data, &command)
		return command.Body, err
	})
	if err != nil {
		return made, err
	}
	made.Events, err = c.kinds("event", shared.EventKinds(), func(data []byte) (any, error) {
		var event shared.Event
		err := json.Unmarshal(data, &event)
		return event.Body, err
	})
	return made, err
}

// kinds tells of each kind by its golden example, whose body is read from it.
func (c comments) kinds(what string, kinds []shared.Kind, body func([]byte) (any, error)) ([]shared.KindReference, error) {
	told := make([]shared.KindReference, len(kinds))
	for i, kind := range kinds {
		example, err := shared.Source.ReadFile("testdata/" + what + "/" + string(kind) + ".json")
		if err != nil {
			return nil, err
		}
		b, err := body(example)
		if err != nil {
			return nil, err
		}
		of := reflect.TypeOf(b)
		told[i] = shared.KindReference{
			Kind: kind, About: about(c.types[of.Name()], of.Name()),
			Fields: c.fieldsOf(of, ""), Example: strings.TrimSpace(string(example)),
		}
	}
	return told, nil
}

// about is what a comment says of a name, as a sentence without it.
func about(comment, name string) string {
	told := strings.TrimLeft(strings.TrimPrefix(comment, name), ": ")
	if told == "" {
		return ""
	}
	return strings.ToUpper(told[:1]) + told[1:]
}

// errors tells of each code, by the alphabet.
func (c comments) errors(statuses map[shared.Code]int) (told []shared.CodeReference) {
	for code, status := range statuses {
		told = append(told, shared.CodeReference{Code: code, Status: status, About: c.codes[code]})
	}
	slices.SortFunc(told, func(a, b shared.CodeReference) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return told
}
