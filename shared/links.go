package shared

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stretch is a part of a message's text: plain, or the address of a link. The
// stretches of a text, joined, are the text.
type Stretch struct {
	Text string
	Link bool
}

// schemes are the only ones that make a link; anything else stays text.
var schemes = [...]string{"https://", "http://"}

// never are the characters that no address holds, besides spaces and what
// can't be seen: those of RFC 3986, and the punctuation of Chinese and Japanese
// writing, which follows an address without a space between.
const never = "<>\"\\^`|" +
	"，。、；：？！…—「」『』（）〔〕【】《》〈〉“”‘’～·．"

// afterwards are those that belong to the sentence where they end an address.
const afterwards = ".,;:!?'*"

var pairs = map[rune]rune{')': '(', ']': '[', '}': '{'}

// Linkify finds the addresses in a text. What follows a scheme is an address
// up to the first character that none may hold, without the punctuation that
// closes the sentence or a bracket that opened before it.
func Linkify(text string) []Stretch {
	var found []Stretch
	plain := 0 // where the text not yet in found begins
	for at := 0; at < len(text); {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		length := LinkAt(text[at:], before)
		if length == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		end := at + length
		if at > plain {
			found = append(found, Stretch{Text: text[plain:at]})
		}
		found = append(found, Stretch{text[at:end], true})
		at, plain = end, end
	}
	if plain < len(text) {
		found = append(found, Stretch{Text: text[plain:]})
	}
	return found
}

// LinkAt gives the length of the address that a text begins with, and 0 for none.
// Before is the character in front of it: "xhttp://" is one word.
func LinkAt(text string, before rune) int {
	if text == "" || text[0]|0x20 != 'h' || before < utf8.RuneSelf && isLetterOrDigit(before) {
		return 0
	}
	for _, scheme := range schemes {
		if len(text) > len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
			if length := addressEnd(text[len(scheme):]); length > 0 {
				return len(scheme) + length
			}
		}
	}
	return 0
}

// addressEnd gives the length of the address after its scheme; 0 where there is
// no host.
func addressEnd(rest string) int {
	host := hostEnd(rest)
	end := host
	if host > 0 && host < len(rest) && strings.IndexByte("/?#", rest[host]) >= 0 {
		end = host + strings.IndexFunc(rest[host:]+" ", isNever)
	}
	return len(trimSentence(rest[:end]))
}

// hostEnd gives the length of host and port. A script that is written without
// spaces ends a host in Latin letters, as in "见https://go.dev然后", but may
// itself be one, as in "https://例子.中国".
func hostEnd(rest string) int {
	dots, latin := false, false // a dot so far; Latin letters since the last one
	for i, r := range rest {
		switch {
		case isNever(r), strings.ContainsRune("/?#", r):
			return hasHost(rest, i)
		case r == '.':
			dots, latin = true, false
		case r < utf8.RuneSelf:
			latin = true
		case dots && latin && IsWide(r):
			return hasHost(rest, i)
		}
	}
	return hasHost(rest, len(rest))
}

// hasHost gives back the length of a host that begins with a letter, a digit or
// the bracket of an IPv6 address, and 0 for any other.
func hasHost(rest string, length int) int {
	first, _ := utf8.DecodeRuneInString(rest[:length])
	if isLetterOrDigit(first) && first != utf8.RuneError || first == '[' {
		return length
	}
	return 0
}

func isNever(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) ||
		r == utf8.RuneError || strings.ContainsRune(never, r)
}

// trimSentence takes from the end what belongs to the sentence: its punctuation,
// and brackets that the address did not open.
func trimSentence(address string) string {
	for address != "" {
		last, size := utf8.DecodeLastRuneInString(address)
		opening, closes := pairs[last]
		switch {
		case strings.ContainsRune(afterwards, last):
		case closes && strings.Count(address, string(last)) > strings.Count(address, string(opening)):
		default:
			return address
		}
		address = address[:len(address)-size]
	}
	return address
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// IsWide reports whether a rune is of a script that is written without spaces
// between words, with room for one character where others have two.
func IsWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
