package markup

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"parley/shared"
)

// emphasisParser is CommonMark's emphasis, but for two things. A star between
// letters or digits of a script with spaces is one, as in 3*4 and 5*6. And the
// punctuation of Chinese and Japanese, which touches the words around it, does
// not keep stars beside it from opening or closing: **你好。**世界.
type emphasisParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	run := parser.ScanDelimiter(line, before, 1, emphasis{})
	if run == nil {
		return nil
	}
	if run.Char == '*' {
		after := rune(' ')
		if run.OriginalLength < len(line) {
			after = util.ToRune(line, run.OriginalLength)
		}
		star(run, before, after)
	}
	run.Segment = segment.WithStop(segment.Start + run.OriginalLength)
	block.Advance(run.OriginalLength)
	pc.PushDelimiter(run)
	return run
}

// star settles what stars may do between two characters.
func star(run *parser.Delimiter, before, after rune) {
	switch {
	case inWord(before) && inWord(after):
		run.CanOpen, run.CanClose = false, false
	case widePunctuation(before) || widePunctuation(after):
		run.CanOpen = !util.IsSpaceRune(after) && (widePunctuation(after) || !util.IsPunctRune(after))
		run.CanClose = !util.IsSpaceRune(before) && (widePunctuation(before) || !util.IsPunctRune(before))
	}
}

func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !shared.IsWide(r)
}

// widePunctuation is from where the punctuation begins that is not ASCII's, such
// as quotation marks and full stops.
func widePunctuation(r rune) bool { return r >= '\u2010' && unicode.IsPunct(r) }

// emphasis makes nodes of pairs of delimiters.
type emphasis struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (emphasis) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }
