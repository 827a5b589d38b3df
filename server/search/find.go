package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/shared"
)

// span is a stretch of a text, in bytes.
type span struct{ from, to int }

// How much of a message is shown with what was found in it, in runes.
const (
	excerptRunes = 240
	excerptLead  = 60 // of them before the first hit
)

// Find tells whether a message is what the query looks for, but for its room
// and author, and gives the part of its text to show.
func (q Query) Find(m shared.Message) (excerpt []shared.Excerpt, found bool) {
	if m.Deleted || q.Before > 0 && m.At >= q.Before || q.Files && len(m.Files) == 0 {
		return nil, false
	}
	parts := Parts(m.Text, m.HTML, m.Files)
	var in [][]unit
	for _, part := range parts {
		in = append(in, unitsOf(part))
	}
	var hits []span
	for _, p := range q.phrases {
		here := p.findIn(parts, in)
		if len(here) == 0 {
			return nil, false
		}
		hits = append(hits, here...)
	}
	return excerptOf(strings.Join(parts, "\n"), merged(hits)), true
}

// merged orders stretches and joins those that overlap.
func merged(spans []span) (apart []span) {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	for _, s := range spans {
		if last := len(apart) - 1; last >= 0 && s.from <= apart[last].to {
			apart[last].to = max(apart[last].to, s.to)
		} else {
			apart = append(apart, s)
		}
	}
	return apart
}

// excerptOf gives the part of a text around its first hit, in pieces: what was
// hit and what lies between.
func excerptOf(text string, hits []span) (pieces []shared.Excerpt) {
	window := span{0, len(text)}
	if len(hits) > 0 && utf8.RuneCountInString(text) > excerptRunes {
		window.from = back(text, hits[0].from, excerptLead)
	}
	if window.from > 0 {
		window.from = wordStart(text, window.from, hits[0].from)
	}
	window.to = wordEnd(text, window.from, forth(text, window.from, excerptRunes))
	add := func(to int, hit bool) {
		if to = min(to, window.to); to > window.from {
			pieces = append(pieces, shared.Excerpt{Text: text[window.from:to], Hit: hit})
			window.from = to
		}
	}
	cut := window
	for _, hit := range hits {
		add(hit.from, false)
		add(hit.to, true)
	}
	add(len(text), false)
	return ellipsis(pieces, cut.from > 0, cut.to < len(text))
}

// ellipsis marks what was left out before and behind.
func ellipsis(pieces []shared.Excerpt, before, behind bool) []shared.Excerpt {
	if before {
		pieces = append([]shared.Excerpt{{Text: "… "}}, pieces...)
	}
	if behind {
		pieces = append(pieces, shared.Excerpt{Text: " …"})
	}
	return pieces
}

// back goes runes towards the beginning of a text.
func back(text string, from, runes int) int {
	for ; runes > 0 && from > 0; runes-- {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	return from
}

// forth goes runes towards its end.
func forth(text string, from, runes int) int {
	for ; runes > 0 && from < len(text); runes-- {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return from
}

// wordStart is the first beginning of a word between two places, or else the
// first of them.
func wordStart(text string, from, to int) int {
	if space := strings.IndexAny(text[from:to], " \n\t"); space >= 0 {
		return from + space + 1
	}
	return from
}

// wordEnd is the last end of a word before the end of a stretch, where it is near
// and the text goes on.
func wordEnd(text string, from, to int) int {
	if to == len(text) {
		return to
	}
	if space := strings.LastIndexAny(text[from:to], " \n\t"); space > (to-from)*3/4 {
		return from + space
	}
	return to
}
