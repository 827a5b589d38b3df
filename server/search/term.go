package search

import (
	"fmt"
	"time"
	"unicode/utf8"

	"parley/shared"
)

// maxTermRunes is how much of a word tells it from others in the index. Longer
// ones exist, but who looks for one is content with the few that begin alike.
const maxTermRunes = 32

// A term is what messages are filed under. Those of its text are the words and
// characters themselves; the others begin with a control character, which no
// unit has. Whoever changes what messages are filed under empties the index in a
// migration, pages and position, and the server makes it anew.
const (
	ofRoom   = "\x01"
	ofAuthor = "\x02"
	ofDay    = "\x03"
	withFile = "\x04"
	firstOf  = ' ' // what is below says more about a message than its text
)

// ofText reports whether a term is of the text of a message.
func ofText(term string) bool { return term[0] >= firstOf }

// fileText calls file with each term of a text, some of them several times.
func fileText(text string, file func(term string)) {
	before := unit{}
	for _, u := range unitsOf(text) {
		file(clip(u.text))
		if u.dense && u.joined && before.dense {
			file(before.text + u.text)
		}
		before = u
	}
}

// clip shortens a word to what the index holds of it.
func clip(word string) string {
	if len(word) <= maxTermRunes {
		return word
	}
	end := 0
	for range maxTermRunes {
		_, size := utf8.DecodeRuneInString(word[end:])
		end += size
	}
	return word[:end]
}

func roomTerm(room shared.RoomID) string       { return ofRoom + string(room) }
func authorTerm(author shared.PersonID) string { return ofAuthor + string(author) }

// dayTerm is in the order of the days.
func dayTerm(at int64) string {
	return fmt.Sprintf("%s%06d", ofDay, max(0, at/(24*time.Hour).Milliseconds()))
}

// Term is a stretch of terms, from Low up to and without High: one of them, or
// all that begin alike.
type Term struct{ Low, High string }

func exactly(term string) Term { return Term{term, term + "\x00"} }

// beginning is all terms that begin with one. UTF-8 has no byte 0xff.
func beginning(term string) Term { return Term{term, term + "\xff"} }
