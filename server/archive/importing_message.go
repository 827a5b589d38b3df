package archive

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/server/markup"
	"parley/shared"
)

// message takes in what was said, and what was made of it.
func (a *arriving) message(m shared.Message) error {
	a.told++
	a.Progress(a.told, a.total)
	by := a.here(m.By)
	if m.Deleted || by == "" {
		return nil
	}
	if m.At = past(m.At); m.Edited != 0 {
		m.Edited = past(m.Edited)
	}
	a.at = m.At
	if err := a.enter(by); err != nil {
		return err
	}
	what := fmt.Sprintf("message %d of “%s”", m.Seq, a.from.Name)
	texts := split(clean(m.Text))
	for n, text := range texts {
		post := shared.PostMessage{Text: text, Reply: a.seqs[m.Reply], Action: m.Action}
		id := m.Command
		if n > 0 || !id.Valid() {
			id = CommandID(m.At, "message", string(a.from.ID), string(m.By), strconv.FormatInt(int64(m.Seq), 10), strconv.Itoa(n))
		}
		seq, err := a.post(by, id, post, m, n == len(texts)-1)
		if err = a.left(what, err); err != nil {
			return err
		}
		if seq != 0 {
			a.seqs[m.Seq], a.last = seq, seq
		}
	}
	if a.seqs[m.Seq] == 0 {
		return nil
	}
	return a.after(a.seqs[m.Seq], by, m)
}

// past is a time as it can be: nothing was said before 1970, or will have been.
func past(at int64) int64 { return min(max(at, 1), time.Now().UnixMilli()) }

// post says one part of a message; its files come with the last one.
func (a *arriving) post(by shared.PersonID, id shared.CommandID, post shared.PostMessage, m shared.Message, last bool) (shared.Seq, error) {
	if reply, done, err := a.Store.Earlier(a.ctx, by, id); done || err != nil {
		if done && reply.Room != a.id {
			return 0, shared.Errorf(shared.CodeCommandReused, "it was taken in before, in another room")
		}
		a.done.Before++
		return reply.Seq, err
	}
	a.Clock.at.Store(m.At)
	for n, f := range m.Files {
		if !last {
			break
		}
		file := fileID(string(id), strconv.Itoa(n))
		err := a.keepFile(f, by, a.id, file)
		if err == nil {
			post.Files = append(post.Files, file)
		} else if err = a.left("“"+f.Name+"”", err); err != nil {
			return 0, err
		}
	}
	command, err := shared.Prepare(shared.Command{ID: id, Room: a.id, Body: post}, func(room shared.RoomID, text string) (shared.Rich, error) {
		return a.rich(by, room, text)
	})
	if err != nil {
		return 0, err
	}
	reply, err := a.do(by, m.At, command)
	if err == nil {
		a.done.Messages++
	}
	return reply.Seq, err
}

// rich renders a text as the server does. Nobody is asked what it leads to.
func (a *arriving) rich(by shared.PersonID, room shared.RoomID, text string) (shared.Rich, error) {
	callable, err := a.Store.Callable(a.ctx, by, room, text)
	if err != nil {
		return shared.Rich{}, err
	}
	made := markup.Render(text, callable)
	made.Link = ""
	return made, nil
}

// after makes of a message what was made of it.
func (a *arriving) after(seq shared.Seq, by shared.PersonID, m shared.Message) error {
	ask := func(by shared.PersonID, what string, at int64, body shared.CommandBody) error {
		if err := a.enter(by); err != nil {
			return err
		}
		command, err := shared.Prepare(shared.Command{ID: CommandID(at, what, string(a.id), strconv.FormatInt(int64(seq), 10)), Room: a.id, Body: body},
			func(room shared.RoomID, text string) (shared.Rich, error) { return a.rich(by, room, text) })
		if err == nil {
			_, err = a.do(by, at, command)
		}
		return a.left(what, err)
	}
	if m.Edited != 0 && utf8.RuneCountInString(m.Text) <= shared.MaxMessageRunes {
		if err := ask(by, "edit", m.Edited, shared.EditMessage{Message: seq, Text: clean(m.Text)}); err != nil {
			return err
		}
	}
	for _, reaction := range m.Reactions {
		for _, person := range reaction.By {
			if here := a.here(person); here != "" {
				if err := ask(here, "react "+reaction.Emoji, m.At, shared.AddReaction{Message: seq, Emoji: reaction.Emoji}); err != nil {
					return err
				}
			}
		}
	}
	if m.Pinned {
		return ask(by, "pin", m.At, shared.PinMessage{Message: seq})
	}
	return nil
}

// clean leaves out of a text what no message may have.
func clean(text string) string {
	text = strings.ToValidUTF8(shared.CleanText(text), "")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || shared.CheckText(string(r)+"x") != nil) {
			return -1
		}
		return r
	}, text)
}

// split cuts a text into messages, at the end of a line where there is one.
func split(text string) (parts []string) {
	for runes := []rune(text); ; {
		if len(runes) <= shared.MaxMessageRunes {
			return append(parts, string(runes))
		}
		end := shared.MaxMessageRunes
		if line := strings.LastIndexByte(string(runes[:end]), '\n'); line > 0 {
			end = cmp.Or(utf8.RuneCountInString(string(runes[:end])[:line]), end)
		}
		parts, runes = append(parts, string(runes[:end])), runes[end:]
	}
}
