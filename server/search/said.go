package search

import (
	"strings"

	"golang.org/x/net/html"

	"parley/shared"
)

// Parts lists what can be found of a message: its text as it shows, without the
// signs of its markup, and the names of its files. What is looked for stands in one
// of them; joined by line breaks they are what a hit shows.
func Parts(text, markup string, files []shared.File) (parts []string) {
	if markup != "" {
		text = shown(markup)
	}
	if text != "" || len(files) == 0 {
		parts = append(parts, text)
	}
	for _, file := range files {
		parts = append(parts, file.Name)
	}
	return parts
}

// breaks are the elements before and behind which another line begins.
var breaks = map[string]bool{"p": true, "br": true, "hr": true, "pre": true, "blockquote": true, "ul": true, "ol": true, "li": true,
	"h3": true, "h4": true, "h5": true, "h6": true, "table": true, "tr": true}

// shown is the text that HTML shows, a line for each of its blocks.
func shown(markup string) string {
	var out strings.Builder
	for tokens := html.NewTokenizer(strings.NewReader(markup)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return lines(out.String())
		}
		if kind == html.TextToken {
			out.Write(tokens.Text())
			continue
		}
		switch name, _ := tokens.TagName(); {
		case breaks[string(name)]:
			out.WriteByte('\n')
		case kind == html.StartTagToken && (string(name) == "td" || string(name) == "th"):
			out.WriteByte(' ')
		}
	}
}

// lines leaves out lines that are empty, and spaces around the others.
func lines(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
