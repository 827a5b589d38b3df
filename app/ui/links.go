package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stretch is a part of a message's text: plain, or the address of a link. The
// stretches of a text, joined, are the text.
type stretch struct {
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

// linkify finds the addresses in a text. What follows a scheme is an address
// up to the first character that none may hold, without the punctuation that
// closes the sentence or a bracket that opened before it.
func linkify(text string) []stretch {
	var found []stretch
	plain := 0 // where the text not yet in found begins
	for at := 0; at < len(text); {
		scheme := schemeAt(text, at)
		if scheme == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		end := at + scheme + addressEnd(text[at+scheme:])
		if end == at+scheme {
			at = end
			continue
		}
		if at > plain {
			found = append(found, stretch{Text: text[plain:at]})
		}
		found = append(found, stretch{text[at:end], true})
		at, plain = end, end
	}
	if plain < len(text) {
		found = append(found, stretch{Text: text[plain:]})
	}
	return found
}

// schemeAt gives the length of the scheme that begins there, and 0 for none:
// "xhttp://" is one word.
func schemeAt(text string, at int) int {
	if text[at]|0x20 != 'h' {
		return 0
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); before < utf8.RuneSelf && isLetterOrDigit(before) {
		return 0
	}
	for _, scheme := range schemes {
		if len(text)-at > len(scheme) && strings.EqualFold(text[at:at+len(scheme)], scheme) {
			return len(scheme)
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
		case dots && latin && isWide(string(r)):
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
