package ui

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// value gives an attribute of an element; "" where it has none.
func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is all text in an element.
func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
