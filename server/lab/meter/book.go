package meter

import (
	"maps"
	"strings"
	"sync"
	"time"

	"parley/shared"
)

const (
	forgetAfter = 10 * time.Minute // of disuse
	sweepEvery  = time.Minute
)

// Book has the lines that people have named. Its methods are safe for use by
// several goroutines.
type Book struct {
	now func() time.Time

	mu     sync.Mutex // guards the following; before that of a Line
	people map[shared.PersonID]map[string]*Line
	swept  time.Time
}

// NewBook gives an empty book.
func NewBook(now func() time.Time) *Book {
	return &Book{now: now, people: make(map[shared.PersonID]map[string]*Line)}
}

// Line gives a person's line of that name, made if need be: if they have too
// many, in place of the one that was not used for longest.
func (b *Book) Line(of shared.PersonID, name string) (*Line, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	now := b.now()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sweep(now)
	lines := b.people[of]
	if lines == nil {
		lines = make(map[string]*Line)
		b.people[of] = lines
	}
	l := lines[name]
	if l == nil {
		makeRoom(lines)
		l = &Line{claims: make(map[*claim]bool)}
		lines[name] = l
	}
	l.used = now
	return l, nil
}

// Figures tells of a person's lines of those names. One that nobody has named
// yet has none, and is not made.
func (b *Book) Figures(of shared.PersonID, names []string) (map[string]shared.LabLine, error) {
	figures := make(map[string]shared.LabLine)
	for _, name := range names {
		if err := checkName(name); err != nil {
			return nil, err
		}
		figures[name] = shared.LabLine{}
		if l := b.known(of, name); l != nil {
			figures[name] = l.Figures()
		}
	}
	return figures, nil
}

func (b *Book) known(of shared.PersonID, name string) *Line {
	b.mu.Lock()
	defer b.mu.Unlock()
	l := b.people[of][name]
	if l != nil {
		l.used = b.now()
	}
	return l
}

// Release ends whatever is held, for good: who is held back shall hear a goodbye.
func (b *Book) Release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, lines := range b.people {
		for _, l := range lines {
			l.Release()
		}
	}
}

// sweep forgets lines that nobody uses any more. b.mu is locked.
func (b *Book) sweep(now time.Time) {
	if now.Sub(b.swept) < sweepEvery {
		return
	}
	b.swept = now
	for person, lines := range b.people {
		maps.DeleteFunc(lines, func(_ string, l *Line) bool { return now.Sub(l.used) > forgetAfter && len(l.current()) == 0 })
		if len(lines) == 0 {
			delete(b.people, person)
		}
	}
}

// makeRoom has lines have room for one more. The book's mu is locked.
func makeRoom(lines map[string]*Line) {
	if len(lines) < shared.MaxLabLines {
		return
	}
	oldest := ""
	for name, l := range lines {
		if oldest == "" || l.used.Before(lines[oldest].used) {
			oldest = name
		}
	}
	delete(lines, oldest)
}

const nameLetters = "abcdefghijklmnopqrstuvwxyz0123456789-"

func checkName(name string) error {
	if name == "" || len(name) > shared.MaxLabLine || strings.Trim(name, nameLetters) != "" {
		return shared.Errorf(shared.CodeParameterInvalid, "A line's name has 1 to %d letters of a-z, 0-9 and -.", shared.MaxLabLine)
	}
	return nil
}
