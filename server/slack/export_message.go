package slack

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"

	"parley/shared"
)

// message is one of an export, as far as there is something to take from it.
type message struct {
	Type        string              `json:"type"`
	Subtype     string              `json:"subtype"`
	User        string              `json:"user"`
	Text        string              `json:"text"`
	TS          string              `json:"ts"` // which names it within its channel
	Thread      string              `json:"thread_ts"`
	Edited      struct{ TS string } `json:"edited"`
	Blocks      json.RawMessage     `json:"blocks"`
	Attachments json.RawMessage     `json:"attachments"`
	Reactions   []struct {
		Name  string   `json:"name"`
		Users []string `json:"users"`
	} `json:"reactions"`
	Files []struct {
		Name      string `json:"name"`
		Title     string `json:"title"`
		Permalink string `json:"permalink"`
	} `json:"files"`
}

// saying are the subtypes of messages in which somebody says something; the others
// tell of who came and went, and of settings.
var saying = map[string]bool{"": true, "me_message": true, "thread_broadcast": true, "file_share": true, "bot_message": true, "file_comment": true}

// message makes one of ours of it; false where it says nothing, or nobody says it.
func (x *Export) message(m message) (told shared.Message, ok bool) {
	at := micros(m.TS)
	if m.Type != "message" || !saying[m.Subtype] || m.User == "" || at == 0 {
		return told, false
	}
	told = shared.Message{
		Seq: shared.Seq(at), By: x.named("slack", m.User), At: at / 1000,
		Text: x.text(m), Action: m.Subtype == "me_message", Edited: micros(m.Edited.TS) / 1000,
	}
	if m.Thread != m.TS {
		told.Reply = shared.Seq(micros(m.Thread))
	}
	for _, r := range m.Reactions {
		name, _, _ := strings.Cut(r.Name, "::") // a colour of skin follows
		if emoji, known := definition.Github().Get(name); known {
			told.Reactions = append(told.Reactions, shared.Reaction{Emoji: string(emoji.Unicode), By: x.people(r.Users)})
		}
	}
	return told, true
}

// text is all that it says, with links to what was uploaded.
func (x *Export) text(m message) string {
	body, err := json.Marshal(hookOf(x.calls(m.Text), m))
	if err != nil {
		return x.calls(m.Text)
	}
	said, err := Hook(body)
	if err != nil {
		said = Text(x.calls(m.Text)) // what goes along with it is of another form
	}
	parts := []string{said}
	for _, f := range m.Files {
		name := strings.TrimSpace(f.Title)
		if name == "" {
			name = f.Name
		}
		if name != "" && strings.HasPrefix(f.Permalink, "https://") {
			parts = append(parts, link(f.Permalink, plain(name)))
		} else if name != "" {
			parts = append(parts, plain(name))
		}
	}
	return paragraphs(parts)
}

// hookOf is a message as a webhook would post it.
func hookOf(text string, m message) map[string]any {
	body := map[string]any{"text": text}
	if len(m.Attachments) > 0 {
		body["attachments"] = m.Attachments
	}
	if len(m.Blocks) > 0 && text == "" {
		body["blocks"] = m.Blocks
	}
	return body
}

var callOf = regexp.MustCompile(`<@([UWB][A-Z0-9]+)(?:\|[^>]*)?>`)

// calls names those whom a text calls.
func (x *Export) calls(text string) string {
	return callOf.ReplaceAllStringFunc(text, func(call string) string {
		id := callOf.FindStringSubmatch(call)[1]
		if name := x.names[id]; name != "" {
			return "<@" + id + "|" + name + ">"
		}
		return call
	})
}

// micros reads a time such as "1512085950.000216", in microseconds since 1970; 0
// where it is none.
func micros(ts string) int64 {
	seconds, rest, _ := strings.Cut(ts, ".")
	whole, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || whole < 0 || whole > 1<<40 {
		return 0
	}
	part, err := strconv.ParseInt((rest + "000000")[:6], 10, 64)
	if err != nil {
		part = 0
	}
	return whole*1_000_000 + part
}
