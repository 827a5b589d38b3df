package ui

import (
	"strings"

	"parley/shared"
)

// saying is what a message says, without the signs of its markup; where it says
// nothing, the name of what it brings.
func saying(m shared.Message) string {
	switch {
	case m.HTML != "":
		return textIn(m.HTML)
	case m.Text == "" && len(m.Files) > 0:
		return m.Files[0].Name
	}
	return m.Text
}

// textIn is the text of HTML that the server made: well-formed, with the entities
// that its writer has.
func textIn(html string) string {
	var text strings.Builder
	for html != "" {
		before, rest, _ := strings.Cut(html, "<")
		_, html, _ = strings.Cut(rest, ">")
		text.WriteString(before)
		if parts(rest) {
			text.WriteByte(' ')
		}
	}
	said := text.String()
	for entity, sign := range map[string]string{"&lt;": "<", "&gt;": ">", "&#34;": `"`, "&#39;": "'"} {
		said = strings.ReplaceAll(said, entity, sign)
	}
	return strings.ReplaceAll(said, "&amp;", "&")
}

// parts reports whether a tag stands between two words.
func parts(tag string) bool {
	for _, one := range []string{"/p>", "/li>", "/t", "/h", "br"} {
		if strings.HasPrefix(tag, one) {
			return true
		}
	}
	return false
}
