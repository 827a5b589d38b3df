package markup

import (
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"parley/server/chat"
	"parley/shared"
)

// linkParser finds the addresses that stand in a text by themselves, by the same
// rules as the client does where a text is plain. goldmark looks for something at
// signs alone, so it is the colon that tells of an address.
type linkParser struct{}

// Trigger implements parser.InlineParser.
func (linkParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser. The scheme is at the end of the text that
// was parsed before, and is taken back from there.
func (linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, rest := block.PeekLine()
	said, ok := parent.LastChild().(*ast.Text)
	if !ok || said.Segment.Stop != rest.Start || pc.IsInLinkLabel() {
		return nil
	}
	source := block.Source()
	for _, scheme := range []int{len("https"), len("http")} {
		start := rest.Start - scheme
		if start < said.Segment.Start {
			continue
		}
		before, _ := utf8.DecodeLastRune(source[said.Segment.Start:start])
		length := shared.LinkAt(string(source[start:rest.Stop]), before)
		if length == 0 {
			continue
		}
		if said.Segment = said.Segment.WithStop(start); said.Segment.IsEmpty() {
			parent.RemoveChild(parent, said)
		}
		block.Advance(length - scheme)
		return ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, start+length)))
	}
	return nil
}

// called is whom one text calls, as its parser finds them.
type called struct {
	callable chat.Callable
	tried    int // how often someone might have been called
	people   []shared.PersonID
	everyone bool
}

var calledKey = parser.NewContextKey()

// callParser finds who is called by name.
type callParser struct{}

// Trigger implements parser.InlineParser.
func (callParser) Trigger() []byte { return []byte{'@'} }

// Parse implements parser.InlineParser.
func (callParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	calls, _ := pc.Get(calledKey).(*called)
	if calls == nil || pc.IsInLinkLabel() || !shared.CallsAfter(block.PrecendingCharacter()) {
		return nil
	}
	if calls.tried++; calls.tried > shared.MaxMentions {
		return nil
	}
	call, length := calls.callable.Find(string(line[1:]))
	if length == 0 {
		return nil
	}
	calls.add(call)
	block.Advance(1 + length)
	return &mention{name: "@" + string(line[1:1+length]), everyone: call == chat.Everyone}
}

// add counts a person once.
func (c *called) add(who shared.PersonID) {
	if who == chat.Everyone {
		c.everyone = true
		return
	}
	if !slices.Contains(c.people, who) {
		c.people = append(c.people, who)
	}
}

// mention is a name that is called.
type mention struct {
	ast.BaseInline
	name     string // with the @
	everyone bool
}

var kindMention = ast.NewNodeKind("Mention")

// Kind implements ast.Node.
func (*mention) Kind() ast.NodeKind { return kindMention }

// Dump implements ast.Node.
func (m *mention) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"Name": m.name}, nil)
}
