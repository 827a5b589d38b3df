package markup

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// ours writes the elements that differ from goldmark's own.
type ours struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (o ours) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	to.Register(ast.KindHeading, o.heading)
	to.Register(ast.KindImage, o.image)
	to.Register(ast.KindFencedCodeBlock, o.code)
	to.Register(kindMention, o.mention)
}

// topHeading is the highest heading in a message: those above it are the page's.
const topHeading = 3

func (ours) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	level := min(n.(*ast.Heading).Level+topHeading-1, 6)
	if entering {
		fmt.Fprintf(w, "<h%d>", level)
	} else {
		fmt.Fprintf(w, "</h%d>\n", level)
	}
	return ast.WalkContinue, nil
}

// image is a link to the picture: no page of ours fetches anything from elsewhere
// because someone wrote its address.
func (ours) image(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, `<a href="%s">`, util.EscapeHTML(util.URLEscape(n.(*ast.Image).Destination, true)))
	} else {
		w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func (ours) mention(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w.WriteString(`<span class="mention">`)
	w.Write(util.EscapeHTML([]byte(n.(*mention).name)))
	w.WriteString("</span>")
	return ast.WalkSkipChildren, nil
}

// code is a block of code, which a keyboard can scroll.
func (ours) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	written := string(block.Lines().Value(source))
	parts := []part{{text: written}}
	if _, coloured := block.AttributeString(colouredMark); coloured {
		if cut := partsOf(string(block.Language(source)), written); cut != nil {
			parts = cut
		}
	}
	w.WriteString(`<pre tabindex="0"><code>`)
	writeParts(w, parts)
	w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}
