package shared

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rules of form for what people write. They judge runes, never bytes of
// ASCII: any language may be written. Whether a name looks like another one is
// for the server, which knows the others.

const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
	tagFirst           = 0xE0020 // tags spell the flags of regions
	tagLast            = 0xE007F
)

// blankLetters are letters and symbols to Unicode, and nothing to the eye.
const blankLetters = "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5"

// CleanText gives text its canonical line breaks: LF alone.
func CleanText(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// CleanName trims a name and folds each run of spaces into one.
func CleanName(s string) string { return strings.Join(strings.Fields(s), " ") }

// CompareNames orders names as both ends list them: without regard to case.
func CompareNames(a, b string) int {
	return strings.Compare(strings.ToLower(a), strings.ToLower(b))
}

// CheckText holds a message's text to its form: UTF-8 that shows something, at
// most MaxMessageRunes, no control characters but tab and line breaks.
func CheckText(s string) error {
	if !utf8.ValidString(s) {
		return Errorf(CodeTextInvalid, "The text is not valid UTF-8.")
	}
	if n := utf8.RuneCountInString(s); n > MaxMessageRunes {
		return Errorf(CodeTextTooLong, "The text has %d characters; %d are allowed.", n, MaxMessageRunes)
	}
	for _, r := range s {
		if r == '\t' || r == '\n' || r == '\r' {
			continue
		}
		if unicode.IsControl(r) || isNoncharacter(r) {
			return Errorf(CodeTextInvalid, "The text has a control character (U+%04X), which can't be shown.", r)
		}
	}
	if !visible(s) {
		return Errorf(CodeTextEmpty, "Write something first.")
	}
	return nil
}

// CheckName holds the name of a person or room to its form: something to see,
// at most MaxNameRunes, in one line, nothing invisible in it.
func CheckName(s string) error {
	return checkLine(CleanName(s), "name", MaxNameRunes, true)
}

// CheckTopic holds a room's topic to its form; it may be empty.
func CheckTopic(s string) error {
	return checkLine(CleanName(s), "topic", MaxTopicRunes, false)
}

func checkLine(s, what string, limit int, required bool) error {
	if !utf8.ValidString(s) {
		return Errorf(CodeNameInvalid, "The %s is not valid UTF-8.", what)
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return Errorf(CodeNameTooLong, "The %s has %d characters; %d are allowed.", what, n, limit)
	}
	if required && !visible(s) {
		return Errorf(CodeNameEmpty, "Choose a %s.", what)
	}
	marks := 0
	for _, r := range s {
		if invisible(r) {
			return Errorf(CodeNameInvalid, "The %s has an invisible character (U+%04X).", what, r)
		}
		if !unicode.Is(unicode.M, r) {
			marks = 0
		} else if marks++; marks > MaxMarksInRow {
			return Errorf(CodeNameInvalid, "The %s has too many marks on one letter.", what)
		}
	}
	return nil
}

// CheckEmoji holds a reaction to its form: one emoji, which is symbols and what
// joins or modifies them, no letters.
func CheckEmoji(s string) error {
	symbol := false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.So, unicode.Sm, unicode.Po, unicode.Pd, unicode.Me):
			symbol = symbol || r > unicode.MaxASCII
		case unicode.In(r, unicode.Sk, unicode.Mn), r == zeroWidthJoiner, r >= '0' && r <= '9', r >= tagFirst && r <= tagLast:
		default:
			return invalidEmoji()
		}
	}
	if !symbol || !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxEmojiRunes || strings.ContainsAny(s, blankLetters) {
		return invalidEmoji()
	}
	return nil
}

func invalidEmoji() error { return Errorf(CodeEmojiInvalid, "A reaction is one emoji.") }

// Clip shortens text to n runes, with an ellipsis where something is missing,
// and leaves out what is not valid UTF-8.
func Clip(s string, n int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + "…"
}

// visible reports whether there is anything to see: not only spaces, marks and
// what has no width.
func visible(s string) bool {
	for _, r := range s {
		if unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(blankLetters, r) {
			return true
		}
	}
	return false
}

func invisible(r rune) bool {
	if r == zeroWidthJoiner || r == zeroWidthNonJoiner || (r >= tagFirst && r <= tagLast) {
		return false // emoji, Persian and the scripts of India need them; look-alikes are compared without
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp) ||
		isNoncharacter(r) || strings.ContainsRune(blankLetters, r)
}

func isNoncharacter(r rune) bool {
	return r&0xFFFE == 0xFFFE || (r >= 0xFDD0 && r <= 0xFDEF)
}
