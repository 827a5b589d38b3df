package state

import (
	"strings"

	"parley/shared"
)

// Meant is what a text asks for that somebody wrote in a room: to post it, unless
// a slash and a word begin it, which name a command. It is nil where they ask for
// help. Two slashes begin a message with one, and a path, as in “/etc/hosts”, is
// no command. The error is an *shared.Error.
func (s *State) Meant(r *Room, text string) (shared.CommandBody, error) {
	name, rest, ok := slash(text)
	if !ok {
		if strings.HasPrefix(text, "//") {
			text = text[1:]
		}
		return shared.PostMessage{Text: text}, nil
	}
	switch name {
	case "help":
		return nil, nil
	case "leave":
		return shared.Leave{}, nil
	case "me", "topic", "nick", "invite":
		if rest == "" {
			return nil, shared.Errorf(shared.CodeSlashIncomplete, "Write what is meant behind “/%s”.", name)
		}
	default:
		return nil, shared.Errorf(shared.CodeSlashUnknown, "There is no command “/%s”.", name)
	}
	switch name {
	case "me":
		return shared.PostMessage{Text: rest, Action: true}, nil
	case "topic":
		if r.Direct {
			return nil, shared.Errorf(shared.CodeNotManager, "A direct room has no topic.")
		}
		return shared.RenameRoom{Name: r.Name, Topic: rest}, nil
	case "nick":
		return shared.Rename{Name: rest}, nil
	}
	return s.invite(rest)
}

// slash takes a text apart that begins with the name of a command.
func slash(text string) (name, rest string, ok bool) {
	after, ok := strings.CutPrefix(text, "/")
	end := strings.IndexFunc(after, func(r rune) bool { return r < 'A' || r > 'z' || r > 'Z' && r < 'a' })
	if end < 0 {
		end = len(after)
	}
	name, rest = strings.ToLower(after[:end]), after[end:]
	if !ok || name == "" || strings.TrimLeft(rest, " \t\n") == rest && rest != "" {
		return "", "", false
	}
	return name, strings.TrimSpace(rest), true
}

// invite finds by name whom to bring in, among those whom the person knows.
func (s *State) invite(name string) (shared.CommandBody, error) {
	name = shared.CleanName(strings.TrimPrefix(name, "@"))
	for _, p := range s.Acquaintances() {
		if shared.CompareNames(p.Name, name) == 0 {
			return shared.AddPerson{Person: p.ID}, nil
		}
	}
	return nil, shared.Errorf(shared.CodePersonNotFound, "There is nobody called “%s” here.", shared.Clip(name, shared.MaxNameRunes))
}
