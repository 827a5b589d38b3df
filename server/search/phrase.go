package search

import "unicode/utf8"

// phrase is units that stand in a row.
type phrase struct {
	units []unit
	open  bool // whether the last word may be the beginning of one
}

// phraseOf makes a phrase of what was typed; false where nothing in it can be
// looked for.
func phraseOf(typed string, quoted bool) (phrase, bool) {
	units := unitsOf(typed)
	if len(units) == 0 {
		return phrase{}, false
	}
	return phrase{units, !quoted && !units[len(units)-1].dense}, true
}

// find gives the stretches of a text, in bytes, where the phrase stands; in is
// the text's units.
func (p phrase) find(in []unit) (found []span) {
	for i := 0; i+len(p.units) <= len(in); i++ {
		if p.at(in[i:]) {
			found = append(found, span{in[i].from, in[i+len(p.units)-1].to})
		}
	}
	return found
}

// findIn gives the stretches of some parts, joined by line breaks, where the phrase
// stands in one of them; in has the units of each.
func (p phrase) findIn(parts []string, in [][]unit) (found []span) {
	from := 0
	for i, part := range parts {
		for _, s := range p.find(in[i]) {
			found = append(found, span{from + s.from, from + s.to})
		}
		from += len(part) + len("\n")
	}
	return found
}

// at reports whether a text's units begin with the phrase.
func (p phrase) at(in []unit) bool {
	for i, want := range p.units {
		got := in[i]
		if got.dense != want.dense {
			return false
		}
		if i > 0 && want.joined && want.dense && p.units[i-1].dense && !got.joined {
			return false
		}
		if last := i == len(p.units)-1; last && p.open {
			return len(got.text) >= len(want.text) && got.text[:len(want.text)] == want.text
		}
		if got.text != want.text {
			return false
		}
	}
	return true
}

// terms gives what every message with the phrase in it is filed under.
func (p phrase) terms() (terms []Term) {
	for i, u := range p.units {
		last := i == len(p.units)-1
		switch paired := u.dense && u.joined && i > 0 && p.units[i-1].dense; {
		case paired:
			terms = append(terms, exactly(p.units[i-1].text+u.text))
		case u.dense && !last && p.units[i+1].dense && p.units[i+1].joined:
			// It is in the pair that follows.
		case last && p.open && utf8.RuneCountInString(u.text) < maxTermRunes:
			terms = append(terms, beginning(u.text))
		default:
			terms = append(terms, exactly(clip(u.text)))
		}
	}
	return terms
}
