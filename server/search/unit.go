package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// unit is the smallest thing that is looked for: a word, or one character of a
// script that is written without spaces, or a symbol.
type unit struct {
	text     string // folded
	dense    bool   // one character, not a word
	joined   bool   // follows the unit before it with nothing between
	from, to int    // where it stands in the text, in bytes
}

// unitsOf takes a text apart. Letters are folded: their width, style and case
// are forgotten, and in Latin and Greek their accents.
func unitsOf(text string) []unit {
	var r reader
	var it norm.Iter
	it.InitString(norm.NFKC, text)
	for !it.Done() {
		from := it.Pos()
		segment := it.Next()
		r.segment(segment, from, it.Pos())
	}
	r.endWord()
	return r.units
}

// reader collects the units of a text.
type reader struct {
	units    []unit
	word     []byte // the word that has begun, folded
	from, to int    // where it stands
	joined   bool   // whether nothing stands between the last unit and what comes
}

// segment reads the characters that a stretch of the text was made into.
func (r *reader) segment(segment []byte, from, to int) {
	for len(segment) > 0 {
		char, size := utf8.DecodeRune(segment)
		segment = segment[size:]
		char = fold(char)
		switch {
		case ignored(char):
			r.extend(from, to)
		case isDense(char):
			r.endWord()
			r.units = append(r.units, unit{text: string(char), dense: true, joined: r.joined, from: from, to: to})
			r.joined = true
		case unicode.IsLetter(char) || unicode.IsDigit(char) || unicode.IsMark(char) && len(r.word) > 0:
			if len(r.word) == 0 {
				r.from = from
			}
			r.word = utf8.AppendRune(r.word, char)
			r.to = to
		default:
			r.endWord()
			r.joined = false
		}
	}
}

// extend makes what was read last reach over what counts for nothing.
func (r *reader) extend(from, to int) {
	if last := len(r.units) - 1; len(r.word) > 0 {
		r.to = to
	} else if last >= 0 && r.units[last].to == from {
		r.units[last].to = to
	}
}

func (r *reader) endWord() {
	if len(r.word) == 0 {
		return
	}
	r.units = append(r.units, unit{text: string(r.word), joined: r.joined, from: r.from, to: r.to})
	r.word = r.word[:0]
	r.joined = true
}

// fold gives a letter the form in which it is compared.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'ς':
		return 'σ'
	case 'ё':
		return 'е'
	}
	if r < firstCombining || unicode.In(r, unicode.Latin, unicode.Greek) {
		if parts := norm.NFD.PropertiesString(string(r)).Decomposition(); len(parts) > 0 {
			r, _ = utf8.DecodeRune(parts)
		}
	}
	return r
}

// The combining accents, which a letter that has none of its own may bear.
const (
	firstCombining = '\u0300'
	lastCombining  = '\u036f'
)

// ignored reports whether a character counts for nothing, not even as a gap: an
// accent, a variant of the emoji before, what only joins or directs.
func ignored(r rune) bool {
	if r < softHyphen {
		return false
	}
	return r >= firstCombining && r <= lastCombining || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Sk)
}

const softHyphen = '\u00ad'

// firstDense is the first character that can be dense, but for a few symbols.
const firstDense = '\u0e00'

// isDense reports whether a character is of a script that is written without
// spaces, or a symbol such as an emoji.
func isDense(r rune) bool {
	if r < firstDense {
		return r > utf8.RuneSelf && unicode.Is(unicode.So, r)
	}
	return r == prolonged || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.So)
}

const prolonged = 'ー' // of both kana, so of neither to Unicode
