package slack

import "encoding/json"

// block is one of Slack's blocks, by the fields of those that say something.
type block struct {
	Type     string            `json:"type"`
	Text     *object           `json:"text"`
	Fields   []object          `json:"fields"`
	Elements []json.RawMessage `json:"elements"` // of a context: objects and pictures
	Title    *object           `json:"title"`    // of a picture
	AltText  string            `json:"alt_text"`
}

// object is a text of a block: in markup, or plain.
type object struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

func (o *object) text() string {
	switch {
	case o == nil:
		return ""
	case o.Type == "mrkdwn":
		return Text(o.Text)
	}
	return plain(o.Text)
}

// blocksText gives the text of each block that has some.
func blocksText(blocks []block) (parts []string) {
	for _, b := range blocks {
		parts = append(parts, b.parts()...)
	}
	return filled(parts)
}

func (b block) parts() []string {
	switch b.Type {
	case "header":
		return []string{bold(headerText(b.Text))}
	case "divider":
		return []string{"---"}
	case "image":
		return []string{b.Title.text(), plain(b.AltText)}
	case "section", "context":
		parts := []string{b.Text.text()}
		for _, f := range b.Fields {
			parts = append(parts, f.text())
		}
		return append(parts, b.context()...)
	}
	return nil
}

func headerText(o *object) string {
	if o == nil {
		return ""
	}
	return o.Text
}

// context gives the texts among the elements; what is none of them says nothing.
func (b block) context() (parts []string) {
	for _, raw := range b.Elements {
		var o object
		if json.Unmarshal(raw, &o) == nil && (o.Type == "mrkdwn" || o.Type == "plain_text") {
			parts = append(parts, o.text())
		}
	}
	return parts
}
