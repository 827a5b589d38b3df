package search

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/shared"
)

// maxTerms is how many terms are looked up in the index at most. What else is
// looked for is only seen at the messages themselves.
const maxTerms = 12

// Query is what somebody looks for.
type Query struct {
	From    []string // names of authors, as typed; any of them
	In      []string // names or IDs of rooms, likewise
	Before  int64    // milliseconds since 1970; 0 for any time
	Files   bool     // whether it has to have a file
	phrases []phrase
}

// Parse reads what was typed. Every text means something: words and quoted
// phrases to be found, from: and in: with a name, before: with a date (a day,
// month or year in that zone), has:file; all else is taken for words.
func Parse(typed string, zone *time.Location) Query {
	var q Query
	for p := (parser{rest: typed, zone: zone}); p.more(); {
		p.next(&q)
	}
	return q
}

// Empty reports whether nothing is asked for.
func (q Query) Empty() bool {
	return len(q.phrases) == 0 && len(q.From) == 0 && len(q.In) == 0 && q.Before == 0 && !q.Files
}

// Terms gives, for some authors by their IDs, what every message that the query
// finds is filed under: under one of each list.
func (q Query) Terms(authors []shared.PersonID) (all [][]Term) {
	for _, p := range q.phrases {
		for _, term := range p.terms() {
			if one := []Term{term}; len(all) < maxTerms && !slices.ContainsFunc(all, func(t []Term) bool { return t[0] == term }) {
				all = append(all, one)
			}
		}
	}
	if len(authors) > 0 {
		var by []Term
		for _, author := range authors {
			by = append(by, exactly(authorTerm(author)))
		}
		all = append(all, by)
	}
	if q.Before > 0 {
		all = append(all, []Term{{ofDay, dayTerm(q.Before) + "\x00"}})
	}
	if q.Files {
		all = append(all, []Term{exactly(withFile)})
	}
	return all
}

// InRooms are the terms of messages in certain rooms.
func InRooms(rooms []shared.RoomID) []Term {
	terms := make([]Term, len(rooms))
	for i, room := range rooms {
		terms[i] = exactly(roomTerm(room))
	}
	return terms
}

// parser reads what was typed from its beginning.
type parser struct {
	rest string
	zone *time.Location
}

// more skips spaces, and reports whether anything is left.
func (p *parser) more() bool {
	p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	return p.rest != ""
}

func (p *parser) next(q *Query) {
	if text, quoted := p.quoted(); quoted {
		q.look(text, true)
		return
	}
	if key, length := filterAt(p.rest); length > 0 {
		after := parser{p.rest[length:], p.zone}
		if value := after.value(); value != "" && q.filter(key, value, p.zone) {
			p.rest = after.rest
			return
		}
	}
	q.look(p.word(), false)
}

// look adds what was typed to what is to be found.
func (q *Query) look(typed string, quoted bool) {
	if p, ok := phraseOf(typed, quoted); ok {
		q.phrases = append(q.phrases, p)
	}
}

// filter sets a filter; false where its value is none.
func (q *Query) filter(key, value string, zone *time.Location) bool {
	switch key {
	case "from":
		q.From = append(q.From, value)
	case "in":
		q.In = append(q.In, value)
	case "has":
		file := strings.EqualFold(value, "file")
		q.Files = q.Files || file
		return file
	case "before":
		at := dateOf(value, zone)
		if at > 0 && (q.Before == 0 || at < q.Before) {
			q.Before = at
		}
		return at > 0
	}
	return true
}

// dateOf gives when a day, month or year begins; 0 where the text is none.
func dateOf(value string, zone *time.Location) int64 {
	for _, form := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006-1", "2006/1", "2006"} {
		if day, err := time.ParseInLocation(form, value, zone); err == nil {
			return day.UnixMilli()
		}
	}
	return 0
}

// filterAt reads the name of a filter and its colon, which an input method may
// have made wide; length is 0 where there is none.
func filterAt(text string) (key string, length int) {
	for _, key := range []string{"from", "in", "before", "has"} {
		if len(text) <= len(key) || !strings.EqualFold(text[:len(key)], key) {
			continue
		}
		if colon, size := utf8.DecodeRuneInString(text[len(key):]); colon == ':' || colon == '：' {
			return key, len(key) + size
		}
	}
	return "", 0
}

// value reads what stands behind a filter's colon: a word, or something quoted,
// with or without the sign of people and rooms before it.
func (p *parser) value() string {
	p.rest = strings.TrimPrefix(strings.TrimPrefix(p.rest, "@"), "#")
	if text, quoted := p.quoted(); quoted {
		return strings.TrimSpace(text)
	}
	return p.word()
}

// quotes are those that people type, also where an input method chose.
const quotes = "\"“”„「」『』"

// quoted reads up to the closing quote, or to the end where there is none.
func (p *parser) quoted() (text string, ok bool) {
	first, size := utf8.DecodeRuneInString(p.rest)
	if !strings.ContainsRune(quotes, first) {
		return "", false
	}
	rest := p.rest[size:]
	end := strings.IndexAny(rest, quotes)
	if end < 0 {
		p.rest = ""
		return rest, true
	}
	_, size = utf8.DecodeRuneInString(rest[end:])
	p.rest = rest[end+size:]
	return rest[:end], true
}

// word reads up to the next space or quote.
func (p *parser) word() (word string) {
	end := strings.IndexFunc(p.rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(quotes, r) })
	if end < 0 {
		end = len(p.rest)
	}
	word, p.rest = p.rest[:end], p.rest[end:]
	return word
}
