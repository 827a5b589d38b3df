package chat

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/shared"
)

// Everyone is who is called by @room. It is no person's ID.
const Everyone shared.PersonID = "@room"

// everyoneNames are the words that call everyone in a room, as keys.
var everyoneNames = []string{shared.EveryoneName, "所有人"}

// Callable are those whom a text may call: IDs by the NameKey of their names.
type Callable map[string]shared.PersonID

// CallKeys lists, by NameKey, every name that a text may call: all that follows
// an @, up to each place where a name can end. Who of them exists is for the
// records to tell. Past shared.MaxMentions an @ calls nobody.
func CallKeys(text string) (keys []string) {
	calls := 0
	for at := strings.IndexByte(text, '@'); at >= 0 && calls < shared.MaxMentions; {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		rest := text[at+1:]
		if at == 0 || shared.CallsAfter(before) {
			calls++
			for _, end := range nameEnds(rest) {
				keys = append(keys, NameKey(rest[:end]))
			}
		}
		next := strings.IndexByte(rest, '@')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return keys
}

// MayCallEveryone reports whether a person may call all who are in a room: who
// manages it, and anyone where few talk to each other.
func MayCallEveryone(person Person, room Room) bool {
	return room.Direct || person.Manages(room.With(nil))
}

// CallEveryone adds the words that call everyone.
func (c Callable) CallEveryone() {
	for _, name := range everyoneNames {
		c[name] = Everyone
	}
}

// Find tells whom a text calls that begins behind the @, and how many bytes of it
// are the name: the longest there is. It is 0 for nobody.
func (c Callable) Find(text string) (who shared.PersonID, length int) {
	if len(c) == 0 {
		return "", 0
	}
	for _, end := range nameEnds(text) {
		if who, ok := c[NameKey(text[:end])]; ok {
			return who, end
		}
	}
	return "", 0
}

// nameEnds lists where a name that begins a text may end, the longest first:
// where a word ends, or anywhere in a script without spaces.
func nameEnds(text string) (ends []int) {
	runes, last := 0, rune(0)
	for i, r := range text {
		if runes > 0 && nameCanEnd(last, r) {
			ends = append(ends, i)
		}
		if runes++; runes > shared.MaxNameRunes || r == '\n' || runes == 1 && unicode.IsSpace(r) {
			slices.Reverse(ends)
			return ends
		}
		last = r
	}
	if runes > 0 && nameCanEnd(last, ' ') {
		ends = append(ends, len(text))
	}
	slices.Reverse(ends)
	return ends
}

func nameCanEnd(last, next rune) bool {
	if unicode.IsSpace(last) || unicode.Is(unicode.M, next) {
		return false
	}
	return !wordy(last) || !wordy(next) || spaceless(last) || spaceless(next)
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) }

// spaceless reports whether a script has no spaces between words, or adds to a
// name what is not of it.
func spaceless(r rune) bool {
	return shared.IsWide(r) || unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
