package ui

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// faceColours is how many classes face-0, face-1 … the stylesheet has.
const faceColours = 12

// Face is a person's picture: the one that they brought, and until that is there,
// or where they brought none, initials on a colour that is theirs for good. It
// says nothing to a screen reader: the name stands beside it. Further classes
// give its size.
func Face(person shared.Person, classes ...string) app.UI {
	face := app.Span().Class("face", faceClass(person.ID)).Class(classes...).Aria("hidden", True())
	if person.Picture == "" {
		return face.Text(Initials(person.Name))
	}
	return face.Body(app.Text(Initials(person.Name)), app.Img().Src(Attr(shared.PathPicture(person.Picture))).Alt(""))
}

func faceClass(id shared.PersonID) string {
	sum := fnv.New32a()
	sum.Write([]byte(id))
	return "face-" + strconv.Itoa(int(sum.Sum32()%faceColours))
}

// Initials gives what stands for a name in little room: the first character of
// a name in Chinese, Japanese or Korean, else the initials of the first and the
// last word.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "?"
	}
	first := initial(words[0])
	if len(words) == 1 || isWide(first) {
		return first
	}
	last := initial(words[len(words)-1])
	if isWide(last) {
		return first
	}
	return first + last
}

// initial is a word's first letter or digit with the marks on it, or its first
// rune where it has neither.
func initial(word string) string {
	runes := []rune(word)
	start := max(0, strings.IndexFunc(word, isLetterOrDigit))
	start = len([]rune(word[:start]))
	end := start + 1
	for end < len(runes) && unicode.Is(unicode.M, runes[end]) {
		end++
	}
	return strings.ToUpper(string(runes[start:end]))
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isWide(initial string) bool {
	for _, r := range initial {
		return shared.IsWide(r)
	}
	return false
}
