package shared

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EveryoneName is the word that calls all in a room, behind an @.
const EveryoneName = "room"

// CallsAfter reports whether an @ behind a character can call someone: not
// within an address such as ann@example.org. Chinese is written without spaces.
func CallsAfter(before rune) bool {
	return before >= utf8.RuneSelf || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune("@._%+-/", before)
}
