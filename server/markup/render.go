package markup

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"parley/server/chat"
	"parley/shared"
)

// What a text may make of itself; one that makes more shows as it was typed.
const (
	maxHTML  = 64 << 10 // bytes
	maxDepth = 20       // elements within each other, as of a quotation in a quotation
)

// Render makes of a text what shows of it. Callable are those whom it may call by
// name. It is safe for concurrent use.
func Render(source string, callable chat.Callable) shared.Rich {
	if shared.Plain(source) {
		return shared.Rich{Link: firstOf(source)}
	}
	in := []byte(source)
	call := &called{callable: callable}
	pc := parser.NewContext()
	pc.Set(calledKey, call)
	document := markdown.Parser().Parse(text.NewReader(in), parser.WithContext(pc))
	rich := shared.Rich{Mentions: call.people, Everyone: call.everyone, Link: first(document, in)}
	if unmarked(document, in) || depth(document) > maxDepth {
		return rich
	}
	colour(document)
	var out bytes.Buffer
	if err := markdown.Renderer().Render(&out, in, document); err != nil || out.Len() > maxHTML {
		return rich
	}
	rich.HTML = string(bytes.TrimSpace(sanitiser.SanitizeBytes(out.Bytes())))
	return rich
}

// unmarked reports whether the text came out as it went in, but for its
// addresses, which show as links without any HTML.
func unmarked(document ast.Node, source []byte) bool {
	if bytes.IndexByte(source, '\\') >= 0 { // which may not show
		return false
	}
	plain := []ast.NodeKind{ast.KindDocument, ast.KindParagraph, ast.KindText}
	same := true
	ast.Walk(document, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		link, ok := n.(*ast.AutoLink)
		if same = ok && bare(link, source) || slices.Contains(plain, n.Kind()); !same {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return same
}

// bare reports whether an address stood there by itself, without <>.
func bare(link *ast.AutoLink, source []byte) bool {
	return !bytes.Contains(source, append([]byte("<"), link.URL(source)...))
}

// depth is how deep the elements of a document lie in each other.
func depth(document ast.Node) int {
	deepest, now := 0, 0
	ast.Walk(document, func(_ ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			now--
			return ast.WalkContinue, nil
		}
		now++
		deepest = max(deepest, now)
		return ast.WalkContinue, nil
	})
	return deepest
}
