package markup

import (
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

const (
	// highlightFor is how long a block may take: the expressions of some languages
	// take for ever on a text that was made for it. One step of them ends by itself
	// after a quarter of a second.
	highlightFor = 100 * time.Millisecond
	// maxColoured is how many blocks of a message are in colours: each may be in a
	// language whose rules have to be made ready first.
	maxColoured   = 4
	maxLangLength = 32
	colouredMark  = "coloured"
)

// classes are what the stylesheet colours, by the part of a language.
var classes = []struct {
	class string
	of    func(chroma.TokenType) bool
}{
	{"c", func(t chroma.TokenType) bool { return t.InCategory(chroma.Comment) }},
	{"k", func(t chroma.TokenType) bool { return t.InCategory(chroma.Keyword) || t == chroma.OperatorWord }},
	{"s", func(t chroma.TokenType) bool { return t.InSubCategory(chroma.LiteralString) }},
	{"m", func(t chroma.TokenType) bool {
		return t.InSubCategory(chroma.LiteralNumber) || t == chroma.LiteralDate || t == chroma.KeywordConstant
	}},
	{"f", func(t chroma.TokenType) bool { return t.InSubCategory(chroma.NameFunction) }},
	{"n", func(t chroma.TokenType) bool {
		return t == chroma.NameClass || t == chroma.NameTag || t == chroma.NameAttribute || t == chroma.NameDecorator || t.InSubCategory(chroma.NameBuiltin)
	}},
	{"d", func(t chroma.TokenType) bool { return t == chroma.GenericDeleted }},
	{"i", func(t chroma.TokenType) bool { return t == chroma.GenericInserted }},
}

// colour marks the blocks of code that will be in colours.
func colour(document ast.Node) {
	blocks := 0
	ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if code, ok := n.(*ast.FencedCodeBlock); ok && entering && blocks < maxColoured {
			code.SetAttributeString(colouredMark, true)
			blocks++
		}
		return ast.WalkContinue, nil
	})
}

func classOf(t chroma.TokenType) string {
	for _, c := range classes {
		if c.of(t) {
			return c.class
		}
	}
	return ""
}

// writeParts writes code with its parts marked.
func writeParts(w util.BufWriter, parts []part) {
	for _, p := range parts {
		if p.class != "" {
			w.WriteString(`<span class="` + p.class + `">`)
		}
		w.Write(util.EscapeHTML([]byte(p.text)))
		if p.class != "" {
			w.WriteString("</span>")
		}
	}
}

// part is a run of code of one class.
type part struct{ class, text string }

// partsOf cuts code into its parts; nil where the language is unknown, or takes
// too long.
func partsOf(language, code string) (parts []part) {
	if language == "" || len(language) > maxLangLength || strings.ContainsAny(language, `*?[\/`) {
		return nil
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		return nil
	}
	tokens, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: true}, code)
	if err != nil {
		return nil
	}
	length, until := 0, time.Now().Add(highlightFor)
	for token := tokens(); token != chroma.EOF; token = tokens() {
		if time.Now().After(until) {
			return nil
		}
		length += len(token.Value)
		class := classOf(token.Type)
		if n := len(parts); n > 0 && (parts[n-1].class == class || strings.TrimSpace(token.Value) == "") {
			parts[n-1].text += token.Value
		} else {
			parts = append(parts, part{class, token.Value})
		}
	}
	if length != len(code) { // the language lost something
		return nil
	}
	return parts
}
