package slack

import (
	"regexp"
	"strings"
)

var (
	angled = regexp.MustCompile(`<([^<>\n]+)>`)
	code   = regexp.MustCompile("(?s)```.*?```|`[^`\n]+`")
	strong = regexp.MustCompile(`(^|[\s(\[{"'>_~])\*([^\s*]|[^\s*][^*\n]*[^\s*])\*($|[\s)\]}"'.,:;!?_~<-])`)
	struck = regexp.MustCompile(`(^|[\s(\[{"'>*_])~([^\s~]|[^\s~][^~\n]*[^\s~])~($|[\s)\]}"'.,:;!?*_<-])`)
	entity = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// Text makes Markdown of Slack's markup: *bold*, ~struck~ and <https://…|links>.
// What lies between backticks keeps its stars.
func Text(markup string) string {
	var made strings.Builder
	at := 0
	for _, span := range code.FindAllStringIndex(markup, -1) {
		made.WriteString(prose(markup[at:span[0]]))
		made.WriteString(entity.Replace(markup[span[0]:span[1]]))
		at = span[1]
	}
	made.WriteString(prose(markup[at:]))
	return made.String()
}

func prose(markup string) string {
	// Twice, as neighbours share the space between them.
	for range 2 {
		markup = strong.ReplaceAllString(markup, "$1**$2**$3")
		markup = struck.ReplaceAllString(markup, "$1~~$2~~$3")
	}
	return entity.Replace(angled.ReplaceAllStringFunc(markup, func(inside string) string {
		return reference(strings.Trim(inside, "<>"))
	}))
}

// reference is what stands between angle brackets: an address, or somebody or
// something of Slack's that is called by a name here, and calls nobody.
func reference(inside string) string {
	target, label, labelled := strings.Cut(inside, "|")
	switch {
	case strings.HasPrefix(target, "!"):
		if labelled {
			return label
		}
		name, _, _ := strings.Cut(target[1:], "^")
		return name
	case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "#"):
		if labelled {
			return target[:1] + strings.TrimPrefix(label, target[:1])
		}
		return target
	case labelled && label != target:
		return link(target, label)
	}
	return target
}

// link is an address behind words; an address that Markdown would take apart
// stands beside them.
func link(address, words string) string {
	if strings.ContainsAny(address, "() <>") || strings.ContainsAny(words, "[]\n") {
		return words + " " + address
	}
	return "[" + words + "](" + address + ")"
}

// plain is a text that has no markup; only its stars and the like might be taken
// for some.
func plain(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "~", `\~`, "[", `\[`).Replace(strings.TrimSpace(text))
}
