package api

import (
	"context"
	"net/url"
	"strings"

	"parley/server/markup"
	"parley/shared"
)

// prepare has the text of a command rendered, while it doesn't yet wait for its
// turn: the committer, which all wait for, is spared it. Most texts are plain,
// and cost a look.
//
// At is where people reach this server: an address of its own leads to no page that
// could be looked at without a session.
func (s *server) prepare(ctx context.Context, at string, by shared.PersonID, command shared.Command) (shared.Command, error) {
	rich := s.rich(ctx, by)
	return shared.Prepare(command, func(room shared.RoomID, text string) (shared.Rich, error) {
		made, err := rich(room, text)
		if link, failed := url.Parse(made.Link); failed != nil || strings.EqualFold(link.Host, at) {
			made.Link = ""
		}
		return made, err
	})
}

func (s *server) rich(ctx context.Context, by shared.PersonID) func(shared.RoomID, string) (shared.Rich, error) {
	return func(room shared.RoomID, text string) (shared.Rich, error) {
		if shared.Plain(text) {
			return markup.Render(text, nil), nil
		}
		callable, err := s.store.Callable(ctx, by, room, text)
		if err != nil {
			return shared.Rich{}, err
		}
		return markup.Render(text, callable), nil
	}
}
