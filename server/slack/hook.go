package slack

import (
	"encoding/json"
	"strings"
)

// hook is the body of a webhook, as far as there is something to read in it. What
// has no counterpart here, such as colours, pictures and buttons, is left out.
type hook struct {
	Text        string       `json:"text"`
	Blocks      []block      `json:"blocks"`
	Attachments []attachment `json:"attachments"`
}

type attachment struct {
	Fallback  string  `json:"fallback"`
	Pretext   string  `json:"pretext"`
	Author    string  `json:"author_name"`
	Title     string  `json:"title"`
	TitleLink string  `json:"title_link"`
	Text      string  `json:"text"`
	Fields    []field `json:"fields"`
	Footer    string  `json:"footer"`
	Blocks    []block `json:"blocks"`
}

type field struct {
	Title string `json:"title"`
	Value string `json:"value"`
}

// Hook gives the text of a webhook's body, which is JSON; "" where nothing in it
// can be read. Blocks, where there are some, stand in the place of the text, which
// is then for those who can't show them.
func Hook(body []byte) (string, error) {
	var h hook
	if err := json.Unmarshal(body, &h); err != nil {
		return "", err
	}
	parts := blocksText(h.Blocks)
	if len(parts) == 0 {
		parts = []string{Text(h.Text)}
	}
	for _, a := range h.Attachments {
		parts = append(parts, a.text())
	}
	return paragraphs(parts), nil
}

// text is an attachment as a quote, below what introduces it.
func (a attachment) text() string {
	lines := []string{bold(a.Author), a.heading(), Text(a.Text)}
	for _, f := range a.Fields {
		lines = append(lines, labelled(f.Title, Text(f.Value)))
	}
	lines = append(lines, paragraphs(blocksText(a.Blocks)), plain(a.Footer))
	said := strings.Join(filled(lines), "\n")
	if said == "" {
		said = plain(a.Fallback)
	}
	return paragraphs([]string{Text(a.Pretext), quote(said)})
}

func (a attachment) heading() string {
	if a.TitleLink == "" || a.Title == "" {
		return bold(a.Title)
	}
	return "**" + link(a.TitleLink, plain(a.Title)) + "**"
}

func labelled(label, value string) string {
	if label == "" || value == "" {
		return bold(label) + value
	}
	return bold(label) + ": " + value
}

func bold(text string) string {
	if text = plain(text); text == "" {
		return ""
	}
	return "**" + text + "**"
}

func quote(text string) string {
	if text == "" {
		return ""
	}
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

func paragraphs(parts []string) string { return strings.Join(filled(parts), "\n\n") }

// filled leaves out what is empty.
func filled(parts []string) (rest []string) {
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			rest = append(rest, part)
		}
	}
	return rest
}
