package markup

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"parley/shared"
)

// first is the first address of the web that a text leads to, as it stands there;
// "" for none.
func first(document ast.Node, source []byte) (link string) {
	ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.AutoLink:
			link = ofWeb(string(n.URL(source)))
		case *ast.Link:
			if bytes.Contains(source, n.Destination) { // not where it was written in another way
				link = ofWeb(string(n.Destination))
			}
		}
		if link != "" {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return link
}

// firstOf is that of a text without markup.
func firstOf(source string) string {
	if !strings.Contains(source, "://") {
		return ""
	}
	for _, s := range shared.Linkify(source) {
		if s.Link && ofWeb(s.Text) != "" {
			return s.Text
		}
	}
	return ""
}

func ofWeb(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(address) > shared.MaxLinkBytes {
		return ""
	}
	return address
}
