package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/app/ui/words"
	"parley/shared"
)

func tellingIn(w *words.Words) *telling {
	return &telling{words: w, name: func(id shared.PersonID) string { return string(id) }}
}

// quiet are the kinds that only the person's own devices hear of, what adds to a
// message unasked, and what is nothing to who does not see it.
var quiet = []shared.Kind{shared.RoomRead{}.Kind(), shared.RoomLevelSet{}.Kind(), shared.RoomHidden{}.Kind(), shared.MessagePreviewed{}.Kind(),
	shared.PersonBlocked{}.Kind(), shared.PersonUnblocked{}.Kind(), shared.PersonPictureChanged{}.Kind()}

// No kind of event is passed over in silence, in no language: the golden files
// have them all. But for the quiet ones.
func TestEveryKindIsTold(t *testing.T) {
	files, err := filepath.Glob("../../shared/testdata/event/*.json")
	if err != nil || len(files) < len(shared.EventKinds()) {
		t.Fatalf("%d golden files (%v) for %d kinds", len(files), err, len(shared.EventKinds()))
	}
	for _, file := range files {
		golden, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var e shared.Event
		if err := json.Unmarshal(golden, &e); err != nil {
			t.Fatal(err)
		}
		for _, w := range []*words.Words{words.English, words.Chinese} {
			told := tellingIn(w)
			if err := e.Visit(told); err != nil {
				t.Errorf("%s: %v", e.Kind(), err)
			}
			if untold := slices.Contains(quiet, e.Kind()); (told.take() == "") != untold {
				t.Errorf("%s is not told in %s", e.Kind(), w.Self)
			}
		}
	}
}

func TestManyMessagesAreCounted(t *testing.T) {
	told := tellingIn(words.English)
	post := func(text string) { shared.Event{By: "Ann", Body: shared.MessagePosted{Text: text}}.Visit(told) }
	post("one")
	post("two")
	if got, want := told.take(), "Ann: one\nAnn: two"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	for i := range 30 {
		post(strconv.Itoa(i))
	}
	shared.Event{By: "Bob", Body: shared.RoomArchived{}}.Visit(told)
	if got, want := told.take(), "30 new messages.\nBob archived the room."; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	post(strings.Repeat("x", shared.MaxMessageRunes))
	if got := told.take(); len([]rune(got)) > announceRunes+10 {
		t.Errorf("%d characters are read out", len([]rune(got)))
	}
	if got := told.take(); got != "" {
		t.Errorf("told again: %q", got)
	}
}
