package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

const (
	maxSuggested  = 8 // at once
	shortestCode  = 2 // letters after a colon that ask for emoji
	longestLookup = 40
)

// suggestion is what can be written in the place of what was begun.
type suggestion struct {
	Text   string // what is written
	Label  string
	Note   string        // beside the label; "" for nothing
	Person shared.Person // zero for what is nobody
	Sign   string        // an emoji
}

// begun is what stands before the caret and can be completed: a name behind an @,
// or a word behind a colon.
type begun struct {
	mark   byte // '@', ':', '/', '+' for whom to invite, or 0 for nothing
	text   string
	length int // with the mark, in UTF-16, as the browser counts
}

// begunAt reads what is begun at the caret, which is counted in UTF-16.
func begunAt(text string, caret int) begun {
	units := utf16.Encode([]rune(text))
	if caret > len(units) {
		return begun{}
	}
	before := string(utf16.Decode(units[:caret]))
	if b := begunSlash(before); b.mark != 0 {
		return b
	}
	at := strings.LastIndexAny(before, "@:\n")
	if at < 0 || before[at] == '\n' {
		return begun{}
	}
	looked := before[at+1:]
	last, _ := utf8.DecodeLastRuneInString(before[:at])
	if at == 0 {
		last = ' '
	}
	if utf8.RuneCountInString(looked) > longestLookup || !shared.CallsAfter(last) || strings.HasPrefix(looked, " ") {
		return begun{}
	}
	if before[at] == ':' && (len(looked) < shortestCode || strings.ContainsFunc(looked, notInCode)) {
		return begun{}
	}
	return begun{before[at], looked, 1 + len(utf16.Encode([]rune(looked)))}
}

// begunSlash reads the command that a text begins with, or the name that follows
// “/invite”.
func begunSlash(before string) begun {
	looked, ok := strings.CutPrefix(before, "/")
	if !ok || strings.Contains(looked, "\n") {
		return begun{}
	}
	if name, ok := strings.CutPrefix(looked, "invite "); ok {
		return begun{'+', strings.TrimPrefix(name, "@"), len(utf16.Encode([]rune(name)))}
	}
	if strings.ContainsFunc(looked, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return begun{}
	}
	return begun{'/', looked, 1 + len(utf16.Encode([]rune(looked)))}
}

func notInCode(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+-", r)
}

// suggest lists what completes what is begun.
func suggest(b begun, known *state.State, room *state.Room, w *words.Words) []suggestion {
	switch b.mark {
	case '@':
		return suggestPeople(b.text, known, room, w)
	case '+':
		return suggestOutside(b.text, known, room)
	case '/':
		return suggestSlashes(b.text, w)
	case ':':
		return suggestEmoji(b.text, w)
	}
	return nil
}

func suggestPeople(looked string, known *state.State, room *state.Room, w *words.Words) (found []suggestion) {
	me := known.Me()
	for _, id := range room.Members {
		if p := known.Person(id); id != me.ID && p.Name != "" && nameFits(p.Name, looked) {
			found = append(found, suggestion{Text: "@" + p.Name + " ", Label: p.Name, Person: p})
		}
	}
	slices.SortFunc(found, func(a, b suggestion) int { return shared.CompareNames(a.Label, b.Label) })
	if strings.HasPrefix(shared.EveryoneName, strings.ToLower(looked)) && (room.Direct || me.Manages(room.Room)) {
		found = append(found, suggestion{Text: "@" + shared.EveryoneName + " ", Label: shared.EveryoneName, Note: w.EveryoneHere})
	}
	return found[:min(len(found), maxSuggested)]
}

// suggestOutside lists who may be invited: who is known, and not in the room.
func suggestOutside(looked string, known *state.State, room *state.Room) (found []suggestion) {
	for _, p := range known.Acquaintances() {
		if !slices.Contains(room.Members, p.ID) && p.Name != looked && nameFits(p.Name, looked) {
			found = append(found, suggestion{Text: p.Name, Label: p.Name, Person: p})
		}
	}
	return found[:min(len(found), maxSuggested)]
}

func suggestEmoji(looked string, w *words.Words) (found []suggestion) {
	for _, e := range findEmoji(strings.ReplaceAll(looked, "_", " ")) {
		found = append(found, suggestion{Text: e.Sign + " ", Label: e.label(w), Sign: e.Sign})
	}
	return found[:min(len(found), maxSuggested)]
}

// nameFits reports whether what was written stands for a name: it begins one of
// its words, or is found anywhere in Chinese, where each character may be written
// as the letter that its pinyin begins with.
func nameFits(name, looked string) bool {
	runes, wanted := []rune(strings.ToLower(name)), []rune(strings.ToLower(looked))
	for at := range runes {
		begins := at == 0 || !isLetterOrDigit(runes[at-1]) || shared.IsWide(runes[at])
		if begins && fitsAt(runes[at:], wanted) {
			return true
		}
	}
	return false
}

func fitsAt(name, wanted []rune) bool {
	if len(wanted) > len(name) {
		return false
	}
	for i, r := range wanted {
		if r != name[i] && !strings.ContainsRune(hanByInitial[r], name[i]) {
			return false
		}
	}
	return true
}
